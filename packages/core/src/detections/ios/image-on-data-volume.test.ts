import { expect, test } from "vitest";
import crashReports from "../../artifacts/ios/crash-reports.ts";
import spindump from "../../artifacts/ios/spindump.ts";
import { programHitsOf } from "../../testing/programs.ts";
import rule from "./image-on-data-volume.ts";

const LIBRARY = "/private/var/tmp/upgrade.dylib";
const crash = (...oddImages: string[]) => ({ kind: "report", bugType: "309", name: "powerd", path: "/usr/libexec/powerd", oddImages });
const sampled = (name: string, ...oddImages: string[]) => ({ kind: "process", name, pid: 5, path: `/usr/libexec/${name}`, oddImages });

test("speaks of code from a folder for data once, with all programs that had loaded it", () => {
  expect(
    programHitsOf(rule, [crashReports, [crash("/private/var/mobile/Containers/x", LIBRARY)]], [spindump, [sampled("imagent", LIBRARY)]]),
  ).toMatchObject([{ hit: { subject: { type: "file:path", value: LIBRARY }, params: { programs: 2 } }, count: 2 }]);
});

test("is silent on apps, on what the system fetched, on the program itself and on reports without such images", () => {
  const own = "/private/var/tmp/agent";
  const silent = [
    crash("/private/var/MobileAsset/AssetsV2/x.dylib", "/private/var/containers/Shared/SystemGroup/x"),
    { kind: "report", bugType: "309", name: "x" },
    { kind: "process", bugType: "298", name: "x" },
    { ...crash(own), path: own },
  ];
  expect(programHitsOf(rule, [crashReports, silent])).toEqual([]);
});
