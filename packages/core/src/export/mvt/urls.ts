import { recordsPath } from "../../case/write-case.ts";
import type { ExportSource, ExportTally } from "../export-source.ts";
import { readStoredRecord } from "../stored-line.ts";
import { type MvtRecord, readerOf } from "./module.ts";
import { linksOf } from "./modules/messages.ts";

/** Messengers of which MVT gathers links, with its words for them. */
const SOURCES = [
  ["ios/sms", "sms"],
  ["ios/whatsapp", "whatsapp"],
] as const;

/** Links of messages. Shortened ones are never expanded: that would contact a host named in evidence. */
export function* mvtUrls(source: ExportSource, tally: ExportTally): Generator<MvtRecord> {
  const counted = tally.unreadLines;
  for (const [artifact, name] of SOURCES)
    for (const line of source.lines(recordsPath(artifact))) {
      const stored = readStoredRecord(line, tally);
      if (!stored) continue;
      const record = readerOf(stored, false);
      if (!record.isKind("message")) continue;
      for (const url of linksOf(record)) yield { url, expanded_url: null, timestamp: record.time("sent"), source: name };
    }
  tally.unreadLines = counted; // the same lines were counted when the modules were written
}
