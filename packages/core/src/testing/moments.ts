import type { Moment } from "../detections/detection.ts";
import { fromUnixSeconds } from "../model/time.ts";

const START = 1_650_000_000;

/** A moment of a stream, so many seconds after a time that is the same for all. */
export const momentSample = (stream: string, seconds: number, fields: Partial<Moment> = {}): Moment => ({
  stream,
  time: fromUnixSeconds(START + seconds)!,
  subject: stream,
  record: { artifact: "x", file: { path: "/x", rawPath: "x" }, at: [], data: {} },
  families: [],
  ...fields,
});
