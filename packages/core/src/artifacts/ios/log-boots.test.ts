import { expect, test } from "vitest";
import { faultsOf, read, recordsOf } from "../../testing/index.ts";
import logBoots from "./log-boots.ts";

const PATH = "/private/var/db/diagnostics/timesync/0000000000000002.timesync";

/** Written from libyal/dtformats: a boot of 48 bytes, then notes of 32. */
function timesync(...boots: readonly { readonly id: number; readonly at: bigint; readonly notes?: readonly bigint[] }[]): Uint8Array {
  const parts = boots.flatMap(({ id, at, notes = [] }) => {
    const boot = new DataView(new ArrayBuffer(48));
    boot.setUint16(0, 0xbbb0, true);
    boot.setUint16(2, 48, true);
    for (let place = 8; place < 24; place++) boot.setUint8(place, id);
    boot.setUint32(24, 125, true);
    boot.setUint32(28, 3, true);
    boot.setBigInt64(32, at, true);
    const noted = notes.map((wall) => {
      const note = new DataView(new ArrayBuffer(32));
      note.setUint32(0, 0x207354, true);
      note.setBigUint64(8, 24_000_000n, true);
      note.setBigInt64(16, wall, true);
      return note;
    });
    return [boot, ...noted];
  });
  return new Uint8Array(parts.flatMap((part) => [...new Uint8Array(part.buffer)]));
}

test("tells each start with its time and until when the phone was on at least", async () => {
  const bytes = timesync(
    { id: 0xaa, at: 1_700_000_000_000_000_000n, notes: [1_700_000_100_000_000_000n] },
    { id: 0xbb, at: 1_700_200_000_000_000_000n },
  );
  const records = await recordsOf(logBoots, PATH, bytes);
  expect(records).toMatchObject([
    {
      boot: "AAAAAAAA-AAAA-AAAA-AAAA-AAAAAAAAAAAA",
      time: { earliest: "1700000000000000000" },
      until: { earliest: "1700000100000000000" },
      clockNotes: 1,
    },
    { boot: "BBBBBBBB-BBBB-BBBB-BBBB-BBBBBBBBBBBB", clockNotes: 0 },
  ]);
  expect(logBoots.events!(records[0]!)).toMatchObject([{ kind: "boot", time: { earliest: "1700000000000000000" } }]);
});

test("a start that goes on in the same or another file is one start in the timeline", async () => {
  const again = timesync({ id: 0xaa, at: 1_700_000_000_000_000_000n }, { id: 0xaa, at: 1_700_000_000_000_000_000n });
  const records = await recordsOf(logBoots, PATH, again);
  expect(records.flatMap((record) => logBoots.events!(record))).toHaveLength(1);
});

test("what stands before damage is kept, a boot without a time has none", async () => {
  const whole = timesync({ id: 0xaa, at: 0n });
  expect((await recordsOf(logBoots, PATH, whole))[0]).not.toHaveProperty("time");
  expect(await read(logBoots, { [PATH]: new Uint8Array([...whole, 1, 2, 3]) })).toMatchObject({
    records: [{ clockNotes: 0 }],
    error: { code: "truncated" },
  });
  expect(await faultsOf(logBoots, PATH, whole)).toEqual([]);
});

test("an empty file is damaged: a phone writes its start first", async () => {
  expect(await read(logBoots, { [PATH]: new Uint8Array(0) })).toMatchObject({ records: [], error: { code: "truncated" } });
});
