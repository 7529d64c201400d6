import type { EvidenceTime } from "../model/time.ts";
import type { Hit } from "./detection.ts";
import { isInWritableFolder } from "./program-folders.ts";

/** A hit of a detection about programs that ran from folders for data; undefined for all others. */
export const programHit = (path: string | undefined, time: EvidenceTime | undefined): Hit | undefined =>
  path !== undefined && isInWritableFolder(path)
    ? { subject: { type: "file:path", value: path }, message: "summary", params: { path }, ...(time && { time }) }
    : undefined;
