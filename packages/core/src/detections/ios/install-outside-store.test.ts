import { expect, test } from "vitest";
import type { InstallationEvent } from "../../artifacts/ios/mobile-installation.ts";
import { hitsOf } from "../../testing/index.ts";
import rule from "./install-outside-store.ts";

const installed = (fields: Partial<InstallationEvent>): InstallationEvent => ({
  installationStep: "installed",
  bundleId: "org.example.app",
  ...fields,
});

test("speaks of apps of developers and of apps that a computer handed over", () => {
  const hits = hitsOf(rule, [
    installed({ installType: "Developer", requester: "installcoordinationd" }),
    installed({ installType: "Customer", requester: "streaming_zip_conduit" }),
  ]);
  expect(hits.map(({ message }) => message)).toEqual(["summary-developer", "summary-computer"]);
});

test("is silent on the store, on placeholders, on what was only begun, and where no app is named", () => {
  expect(
    hitsOf(rule, [
      installed({ installType: "Customer", requester: "installcoordinationd" }),
      installed({ installType: "Customer" }),
      installed({ installType: "Placeholder", requester: "streaming_zip_conduit" }),
      installed({ installType: "System" }),
      installed({ installationStep: "begun", installType: "Developer" }),
      { installationStep: "installed", installType: "Developer" },
    ]),
  ).toEqual([]);
});
