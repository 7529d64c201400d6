import { expect, test } from "vitest";
import { writeAbx } from "../../testing/abx.ts";
import { faultsOf, read } from "../../testing/index.ts";
import adbState from "./adb-state.ts";

const PATH = "bridle:/dumpsys/adb";
const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);
/** Base64 of 524 bytes of the same letter, as long as a real key. */
const KEY = `${"QUFB".repeat(174)}QUE=`;
const OTHER = `${"QkJC".repeat(174)}QkI=`;
/** 2024-03-21 10:04:43.000 UTC. */
const LAST = 1_711_015_483_000n;
const STATE = `ADB MANAGER STATE (dumpsys adb):
{
  debugging_manager={
    connected_to_adb=true
    last_key_received=F0:A1:3D:8C
    user_keys=${KEY} owner@laptop
${OTHER} unknown@station

    keystore=`;
const END = `
  }
  adb_wifi={
    enabled=true
    network_bssid=aa:bb:cc:dd:ee:ff
  }
}
`;
const joined = (...parts: Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));
const ABX = writeAbx({
  name: "keyStore",
  attributes: { version: 1 },
  children: [
    { name: "adbKey", attributes: { key: `${KEY} owner@laptop`, lastConnection: LAST } },
    { name: "adbKey", attributes: { key: `${OTHER} unknown@station`, lastConnection: LAST - 86_400_000n } },
  ],
});
const storeOf = (records: readonly object[]) => records.filter((record) => "keySource" in record && record.keySource !== "user-keys");

test("tells the state, and each key of the file with its own line", async () => {
  const { located, problems } = await read(adbState, { [PATH]: encoded(STATE + END) });
  expect(problems).toEqual([]);
  expect(located.map(({ at, data }) => ({ at, data }))).toMatchObject([
    {
      at: [{ line: 2 }],
      data: { kind: "state", isConnected: true, lastKeyReceived: "F0:A1:3D:8C", isWireless: true, trustedNetwork: "aa:bb:cc:dd:ee:ff" },
    },
    { at: [{ line: 6 }], data: { kind: "key", keySource: "user-keys", keyHolder: "owner@laptop" } },
    { at: [{ line: 7 }], data: { kind: "key", keySource: "user-keys", keyHolder: "unknown@station" } },
  ]);
  // Python: hashlib.md5(b"A" * 524).hexdigest()
  expect(located[1]!.data).toHaveProperty("fingerprint", "67:95:A2:5B:B9:DB:D0:19:58:2D:41:C3:3E:68:A1:E2");
});

test("MVT 30: reads the keystore in XML and in binary XML, with the time of the last connection", async () => {
  const xml = `<keyStore version="1"><adbKey key="${KEY} owner@laptop" lastConnection="${LAST}" /></keyStore>`;
  for (const store of [encoded(xml), ABX]) {
    const { records } = await read(adbState, { [PATH]: joined(encoded(STATE), store, encoded(END)) });
    const [first] = storeOf(records) as never[];
    expect(first).toMatchObject({
      keySource: "keystore",
      keyHolder: "owner@laptop",
      lastConnected: { earliest: `${LAST}000000`, precision: "millisecond" },
    });
    expect(adbState.events!(first!)).toMatchObject([{ kind: "pairing", params: { holder: "owner@laptop" } }]);
  }
});

test("MVT 30: recovers a keystore that the dump damaged, as near as the lost bytes allow", async () => {
  const store = encoded(new TextDecoder().decode(ABX));
  const text = joined(encoded(STATE), store, encoded(END));
  const { records, notes, problems } = await read(adbState, { [PATH]: text }, PATH, undefined, { made: "2024-03-21T10:07:00Z" });
  expect([notes.length, problems]).toEqual([1, []]);
  const keys = storeOf(records) as { lastConnected: { earliest: string; latest: string; precision: string } }[];
  expect(keys).toMatchObject([
    { keySource: "keystore-recovered", keyHolder: "owner@laptop" },
    { keySource: "keystore-recovered", keyHolder: "unknown@station" },
  ]);
  for (const [index, truth] of [LAST, LAST - 86_400_000n].entries()) {
    const { earliest, latest } = keys[index]!.lastConnected;
    expect(BigInt(earliest) <= truth * 1_000_000n && truth * 1_000_000n <= BigInt(latest)).toBe(true);
  }
  const undated = await read(adbState, { [PATH]: text });
  expect(storeOf(undated.records)[0]).not.toHaveProperty("lastConnected");
});

test("damaged keys cost themselves and are said; other damage costs no more", async () => {
  const { records, problems } = await read(adbState, { [PATH]: encoded(STATE.replace(KEY, "%%%") + END) });
  expect(records).toHaveLength(2);
  expect(problems).toMatchObject([{ problem: { at: [{ line: 6 }] } }]);
  expect(await faultsOf(adbState, PATH, joined(encoded(STATE), ABX, encoded(END)))).toEqual([]);
});
