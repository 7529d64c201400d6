import { expect, test } from "vitest";
import type { SecurityEvent } from "../../artifacts/android/intrusion-log.ts";
import { hitsOf } from "../../testing/index.ts";
import bootStateLogged from "./boot-state-logged.ts";

const startup = (details: Record<string, string>): SecurityEvent => ({ kind: "security", tag: "os_startup", details });

test("tells starts with another boot state, or without the check of partitions", () => {
  const hits = hitsOf(bootStateLogged, [
    startup({ verified_boot_state: "ORANGE", dm_verity_mode: "enforcing" }),
    startup({ verified_boot_state: "green", dm_verity_mode: "disabled" }),
  ]);
  expect(hits.map(({ subject }) => subject)).toEqual(["orange enforcing", "green disabled"]);
});

test("is silent on verified starts, on starts that state nothing and on other entries", () => {
  const other: SecurityEvent = { kind: "security", tag: "os_shutdown", details: { verified_boot_state: "red" } };
  expect(hitsOf(bootStateLogged, [startup({ verified_boot_state: "green", dm_verity_mode: "enforcing" }), startup({}), other])).toEqual([]);
});
