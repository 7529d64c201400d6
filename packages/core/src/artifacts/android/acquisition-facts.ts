import { readBytes } from "../../bytes/byte-source.ts";
import { FormatError } from "../../bytes/format-error.ts";
import { atKey, atLine } from "../../model/locator.ts";
import { message } from "../../model/message.ts";
import type { Located } from "../../model/record.ts";
import type { EvidenceTime } from "../../model/time.ts";
import { parseLocal } from "../../model/wall-clock.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { isJsonObject, textMember } from "../json-records.ts";
import { optional } from "../optional-field.ts";

/** How the collection was made, as AndroidQF says. */
export interface CollectionFacts {
  readonly kind: "collection";
  readonly collectorVersion?: string;
  readonly started?: EvidenceTime;
  readonly completed?: EvidenceTime;
  /** Where AndroidQF put its own program on the phone; it is deleted at the end. */
  readonly collectorPath?: string;
  readonly architecture?: string;
}

/** A part of the collection that AndroidQF could not make. */
export interface FailedModule {
  readonly kind: "failed-module";
  readonly module: string;
  readonly detail: string;
}

export type AcquisitionFact = CollectionFacts | FailedModule;

/** A few hundred bytes in real ones. */
const MAX_ABOUT_BYTES = 1 << 16;
/** AndroidQF's log: "ERROR: failed to run module x: why", with the time before it or not. */
const FAILURE = /\berror\b.*?failed to run module\s+"?([\w-]+)"?\s*:?\s*(.*)$/i;
const MAX_DETAIL = 500;

export default defineArtifact<AcquisitionFact>({
  id: "android/acquisition-facts",
  version: 1,
  paths: [
    "bridle:/androidqf/acquisition.json", // AndroidQF since its beginning
    "bridle:/androidqf/command.log",
  ],
  presence: { androidqf: "expected" },
  scope: "device",
  emits: {},
  provenOn: "synthetic-only",
  references: ["https://github.com/mvt-project/androidqf"],

  *parse(file, context) {
    if (file.path.endsWith(".json")) yield [readAbout(readBytes(context.bytes(file), 0, MAX_ABOUT_BYTES))];
    else yield* failures(file, context);
  },

  events(record) {
    if (record.kind !== "collection") return [];
    const { started, completed } = record;
    return [
      ...(started ? [{ time: started, kind: "backup", message: "artifacts/android/acquisition-facts/started" } as const] : []),
      ...(completed ? [{ time: completed, kind: "backup", message: "artifacts/android/acquisition-facts/completed" } as const] : []),
    ];
  },
});

function readAbout(bytes: Uint8Array): Located<AcquisitionFact> {
  const about = parsed(bytes);
  if (!isJsonObject(about)) throw new FormatError("json", "malformed", "no object");
  const collector = Object.hasOwn(about, "collector") && isJsonObject(about["collector"]) ? about["collector"] : {};
  return {
    at: [atKey()],
    data: {
      kind: "collection",
      ...optional("collectorVersion", textMember(about, "androidqf_version")),
      ...optional("started", utcOf(textMember(about, "started"))),
      ...optional("completed", utcOf(textMember(about, "completed"))),
      ...optional("collectorPath", textMember(collector, "ExePath")),
      ...optional("architecture", textMember(collector, "Architecture")),
    },
  };
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new FormatError("json", "malformed", "no JSON", { cause: error });
  }
}

/** RFC 3339 as Go writes it. A year of 1 is Go's "never". */
const utcOf = (text: string | undefined): EvidenceTime | undefined => {
  const time = text === undefined ? undefined : parseLocal(text.replace(/Z$/, "+00:00"), undefined);
  return time?.clock === "utc" ? time : undefined;
};

function* failures(file: Parameters<ParseContext["lines"]>[0], context: ParseContext): Generator<readonly Located<AcquisitionFact>[]> {
  for (const lines of context.lines(file)) {
    yield lines.flatMap(({ text, line }): Located<AcquisitionFact>[] => {
      const [, module, detail = ""] = FAILURE.exec(text) ?? [];
      if (module === undefined) return [];
      context.note(message("artifacts/android/acquisition-facts/module-failed", { module }), [atLine(line)]);
      return [{ at: [atLine(line)], data: { kind: "failed-module", module, detail: detail.slice(0, MAX_DETAIL) } }];
    });
  }
}
