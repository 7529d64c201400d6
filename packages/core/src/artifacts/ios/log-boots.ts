import { FormatError } from "../../bytes/format-error.ts";
import { readTimesync } from "../../formats/tracev3/timesync.ts";
import { atFile } from "../../model/locator.ts";
import { message } from "../../model/message.ts";
import type { Located } from "../../model/record.ts";
import { type EvidenceTime, fromUnixNanoseconds } from "../../model/time.ts";
import { defineArtifact } from "../artifact.ts";
import { optional } from "../optional-field.ts";

/** A start of the phone, as the clocks of the unified log know it. */
export interface LogBoot {
  readonly boot: string;
  readonly time?: EvidenceTime;
  /** The last note of the wall clock in this file: the phone was on until then at least. */
  readonly until?: EvidenceTime;
  /** Notes of the wall clock in this file. */
  readonly clockNotes: number;
}

/** Longest file of clocks; real ones have some hundred kilobytes. */
const MAX_BYTES = 256 << 20;

/**
 * Each start of the phone opens a chapter in the clocks of the unified log. They count starts by themselves, whatever became of the
 * logs of shutdowns. A start that several files know is told once for each of them: it goes on from file to file.
 */
export default defineArtifact<LogBoot>({
  id: "ios/log-boots",
  version: 1,
  paths: ["/private/var/db/diagnostics/timesync/*.timesync"], // iOS 10 on
  presence: { "ios-file-system": "expected", sysdiagnose: "expected" },
  scope: "device",
  emits: {},
  provenOn: "real-data",
  references: ["https://github.com/libyal/dtformats", "https://github.com/mandiant/macos-UnifiedLogs"],

  *parse(file, context) {
    const source = context.bytes(file);
    if (source.byteLength > MAX_BYTES) return context.skip(message("artifacts/ios/log-boots/too-long"), [atFile], "over-budget");
    const { boots, problem } = readTimesync(source);
    yield boots.map(({ bootUuid, bootNanoseconds, syncs }): Located<LogBoot> => {
      const last = syncs.at(-1);
      const time = context.isFirst(bootUuid) ? fromUnixNanoseconds(bootNanoseconds) : undefined;
      const until = last && fromUnixNanoseconds(last.nanoseconds);
      return { at: [atFile], data: { boot: bootUuid, ...optional("time", time), ...optional("until", until), clockNotes: syncs.length } };
    });
    if (problem) throw problem;
    if (boots.length === 0) throw new FormatError("timesync", "truncated", "no start of the phone in it");
  },

  events: ({ time }) => (time ? [{ time, kind: "boot", message: "artifacts/ios/log-boots/boot" }] : []),
});
