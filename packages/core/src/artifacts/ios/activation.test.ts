import { expect, test } from "vitest";
import { faultsOf, read, recordsOf } from "../../testing/index.ts";
import activation from "./activation.ts";

const PATH = "/private/var/mobile/Library/Logs/mobileactivationd/mobileactivationd.log.0";
const at = (text: string, clock = "07:05:03"): string => `Mon Oct 25 ${clock} 2021 [145] <debug> (0x16d6d7000) MA: ${text}`;
const RULE = "_".repeat(68);
const START = at("main: ____________________ Mobile Activation Startup _____________________");
const LINES = [
  START,
  at("main: build_version: 19A346"),
  at("main: product_type: iPhone13,1"),
  at("main: serial_number: F17XXXXXXXXX"),
  at("main: soc_generation: H11"),
  at(`main: ${RULE}`),
  at("perform_data_migration: Upgrade from 18H17 to 19A346 detected."),
  at("perform_data_migration: Upgrade from () to 23D8133 (26.3.1) detected."),
  at("x: Failed to load or validate activation record."),
  at("x: Activation State: Unactivated"),
  at("x: Client certification requested by accessoryd"),
];
const bytesOf = (lines: readonly string[]) => new TextEncoder().encode(`${lines.join("\n")}\n`);
const LOG = bytesOf(LINES);

test("tells starts with build and model, updates, and the state of the activation", async () => {
  const records = await recordsOf(activation, PATH, LOG);
  expect(records).toMatchObject([
    { activationStep: "started", logged: { raw: "Mon Oct 25 07:05:03 2021" } },
    { activationStep: "build", osBuild: "19A346" },
    { activationStep: "model", model: "iPhone13,1" },
    { activationStep: "updated", buildBefore: "18H17", osBuild: "19A346" },
    { activationStep: "updated", osBuild: "23D8133" },
    { activationStep: "no-record" },
    { activationStep: "state", activationState: "Unactivated" },
    { activationStep: "certificate-asked", requester: "accessoryd" },
  ]);
  expect(records[4]).not.toHaveProperty("buildBefore");
  expect(JSON.stringify(records)).not.toContain("F17XXXXXXXXX");
  const events = records.flatMap((record) => activation.events!(record));
  expect(events.map(({ message }) => message.split("/").at(-1))).toEqual(["updated", "first-system"]);
});

test("says that a text is of another form, and nothing of an empty one", async () => {
  expect((await read(activation, { [PATH]: bytesOf(["{}"]) })).problems).toMatchObject([{ reason: "unreadable-form" }]);
  expect((await read(activation, { [PATH]: new Uint8Array() })).problems).toEqual([]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(activation, PATH, LOG)).toEqual([]);
});
