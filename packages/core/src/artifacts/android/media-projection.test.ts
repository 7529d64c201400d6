import { expect, test } from "vitest";
import { faultsOf, recordsOf } from "../../testing/index.ts";
import mediaProjection from "./media-projection.ts";

const PATH = "bridle:/dumpsys/media_projection";
const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);
const DUMP = encoded(
  "MEDIA PROJECTION MANAGER (dumpsys media_projection)\nMedia Projection: \n(com.example.app, uid=10123): TYPE_SCREEN_CAPTURE\n",
);

test("tells who has the picture of the screen, and nothing where nobody has it", async () => {
  const [record] = await recordsOf(mediaProjection, PATH, DUMP);
  expect(record).toEqual({ packageName: "com.example.app", uid: 10123, projection: "TYPE_SCREEN_CAPTURE" });
  expect(mediaProjection.observables!(record!)).toEqual([{ type: "app:id", role: "ran", value: "com.example.app" }]);
  expect(await recordsOf(mediaProjection, PATH, encoded("Media Projection: \nnull\n"))).toEqual([]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(mediaProjection, PATH, DUMP)).toEqual([]);
});
