import { expect, test } from "vitest";
import { faultsOf, read, recordsOf } from "../../testing/index.ts";
import platformCompat from "./platform-compat.ts";

const PATH = "bridle:/dumpsys/platform_compat";
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const ORDINARY = `ChangeId(180326845; name=OVERRIDE_MIN_ASPECT_RATIO_MEDIUM; disabled; overridable)
ChangeId(168419799; name=DOWNSCALED; disabled; packageOverrides={com.example.game=false, com.example.stork=true}; rawOverrides={com.example.game=false, org.example.gone=false}; overridable)
ChangeId(2; packageOverrides={}; overridable)
`;

test("tells the overrides of every change, raw ones apart", async () => {
  const records = await recordsOf(platformCompat, PATH, bytes(ORDINARY));
  expect(records).toEqual([
    { changeId: "168419799", changeName: "DOWNSCALED", packageName: "com.example.game", overrideKind: "package", overrideValue: "false" },
    { changeId: "168419799", changeName: "DOWNSCALED", packageName: "com.example.stork", overrideKind: "package", overrideValue: "true" },
    { changeId: "168419799", changeName: "DOWNSCALED", packageName: "com.example.game", overrideKind: "raw", overrideValue: "false" },
    { changeId: "168419799", changeName: "DOWNSCALED", packageName: "org.example.gone", overrideKind: "raw", overrideValue: "false" },
  ]);
  expect(platformCompat.observables!(records[3]!)).toEqual([{ type: "app:id", role: "listed", value: "org.example.gone" }]);
});

test("a damaged line costs itself and is said", async () => {
  const { records, problems } = await read(platformCompat, { [PATH]: bytes(`ChangeId(x)\n${ORDINARY}`) });
  expect([records.length, problems.length]).toEqual([4, 1]);
  expect(await faultsOf(platformCompat, PATH, bytes(ORDINARY))).toEqual([]);
});
