import { expect, test } from "vitest";
import { faultsOf, read, recordsOf } from "../../testing/index.ts";
import resolverTables from "./resolver-tables.ts";

const PATH = "bridle:/dumpsys/package";
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const ORDINARY = `Activity Resolver Table:
  Full MIME Types:
      image/*:
        1a2b3c com.example.stork/.Viewer filter 99aa

  Non-Data Actions:
      android.intent.action.MAIN:
        52f3a6b com.example.heron/.Main filter 6bf9e9
        52f3a6c com.example.stork/com.example.ui.Start (2 filters)

Receiver Resolver Table:
  Non-Data Actions:
      android.intent.action.BOOT_COMPLETED:
        77 com.example.heron/.Boot filter 1

Service Resolver Table:
  Non-Data Actions:
      android.accessibilityservice.AccessibilityService:
        88 com.example.heron/.Eyes filter 2

Preferred Activities User 0:
  Non-Data Actions:
      android.intent.action.VIEW:
        99 com.example.heron/.Main
`;

test("tells each component with its table and action", async () => {
  const records = await recordsOf(resolverTables, PATH, bytes(ORDINARY));
  expect(records).toEqual([
    { table: "activity", action: "image/*", packageName: "com.example.stork", component: "com.example.stork/com.example.stork.Viewer" },
    {
      table: "activity",
      action: "android.intent.action.MAIN",
      packageName: "com.example.heron",
      component: "com.example.heron/com.example.heron.Main",
    },
    {
      table: "activity",
      action: "android.intent.action.MAIN",
      packageName: "com.example.stork",
      component: "com.example.stork/com.example.ui.Start",
    },
    {
      table: "receiver",
      action: "android.intent.action.BOOT_COMPLETED",
      packageName: "com.example.heron",
      component: "com.example.heron/com.example.heron.Boot",
    },
    {
      table: "service",
      action: "android.accessibilityservice.AccessibilityService",
      packageName: "com.example.heron",
      component: "com.example.heron/com.example.heron.Eyes",
    },
  ]);
  expect(resolverTables.observables!(records[0]!)).toEqual([{ type: "app:id", role: "listed", value: "com.example.stork" }]);
});

test("MVT 23: an action that is moved in costs nothing, and a repeated one loses nothing", async () => {
  const text = ORDINARY.replace("      android.intent.action.MAIN:", "    android.intent.action.MAIN:").replace(
    "      image/*:",
    "      android.intent.action.MAIN:",
  );
  const { records, problems } = await read(resolverTables, { [PATH]: bytes(text) });
  expect(problems).toEqual([]);
  expect(records.filter(({ action }) => action === "android.intent.action.MAIN")).toHaveLength(3);
});

test("a damaged line costs itself and is noted", async () => {
  const { records, notes, problems } = await read(resolverTables, { [PATH]: bytes(ORDINARY.replace("52f3a6b com", "zz com")) });
  expect([records.length, problems]).toEqual([4, []]);
  expect(notes).toMatchObject([{ at: [{ line: 8 }] }]);
  expect(await faultsOf(resolverTables, PATH, bytes(ORDINARY))).toEqual([]);
});
