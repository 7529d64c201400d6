import { expect, test } from "vitest";
import { faultsOf, read } from "../../testing/index.ts";
import audioUse from "./audio-use.ts";

const PATH = "bridle:/dumpsys/audio";
const DUMP = new TextEncoder().encode(`Events log: recording activity received by AudioService
05-31 22:12:11:123 rec start riid:55 uid:10123 session:9 src:MIC not silenced pack:com.example.app
05-31 22:13:11:123 rec stop riid:55 uid:10123 session:9 src:VOICE_CALL silenced
05-31 22:14:00:000 setStreamVolume(stream:3) from com.android.systemui
`);

test("tells who recorded, from which source, and when", async () => {
  const { records } = await read(audioUse, { [PATH]: DUMP }, PATH, undefined, { made: "2023-06-01T00:00:00Z", zone: "UTC" });
  expect(records).toEqual([
    {
      uid: 10123,
      packageName: "com.example.app",
      recordingEvent: "start",
      audioSource: "MIC",
      isSilenced: false,
      used: expect.objectContaining({ earliest: "1685571131123000000" }),
      raw: "05-31 22:12:11:123",
    },
    expect.objectContaining({ recordingEvent: "stop", audioSource: "VOICE_CALL", isSilenced: true }),
  ]);
  expect(records.flatMap((record) => audioUse.observables!(record))).toEqual([{ type: "app:id", role: "ran", value: "com.example.app" }]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(audioUse, PATH, DUMP)).toEqual([]);
});
