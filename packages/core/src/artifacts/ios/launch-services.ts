import { type AsciiRun, asciiRuns } from "../../formats/text/ascii-runs.ts";
import { atFile, atOffset } from "../../model/locator.ts";
import { message } from "../../model/message.ts";
import type { Located } from "../../model/record.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { tellTooMany } from "../partial-record.ts";

/** A name in the store of registered apps: one of both. */
export interface RegisteredName {
  /** Of an app, a plug-in, a group or a kind of file: the store's bytes do not tell which. */
  readonly registeredId?: string;
  /** Canonical. */
  readonly path?: string;
}

const MIN_LENGTH = 6;
const MAX_LENGTH = 1_024;
/** Different names of one phone; a store holds some ten thousand. */
const MAX_NAMES = 200_000;
/** Three parts or more: fewer are names of methods and files mostly. */
const IDENTIFIER = /^[A-Za-z][A-Za-z0-9-]{0,62}(?:\.[A-Za-z0-9_-]{1,63}){2,9}$/;
/** The maker's team, as in an application identifier. */
const TEAM = /^[A-Z0-9]{10}\.(?=[A-Za-z])/;
/** Kinds of files that the system itself declares. */
const DECLARED = /^(?:public|dyn)\./;
const PATH = /^(?:(?:\/private)?\/var\/.{2,}|\/Applications\/[^/]{1,128}\.app)$/;
const FOUND = ["found-as-text"] as const;

/**
 * The store is a memory image; Apple's `lsaw dump --file` turns it into text on a Mac, and its form is not published. What can be read of it anywhere are
 * the names in it: each run of letters that is, as a whole, an identifier or a path. A store keeps bytes of what was removed, too.
 */
export default defineArtifact<RegisteredName>({
  id: "ios/launch-services",
  version: 1,
  paths: [
    "bridle:/sysdiagnose/*.csstoredump", // what the collectors ask for
    "bridle:/sysdiagnose/logs/**.csstore",
    "/private/var/**/com.apple.LaunchServices*.csstore", // on the phone; the folder changed with the versions
  ],
  presence: { "ios-file-system": "with-os", sysdiagnose: "with-os" },
  scope: "device",
  emits: { "app:id": ["listed"], "file:path": ["listed"] },
  provenOn: "synthetic-only",
  references: ["https://developer.apple.com/documentation/coreservices/launch_services", "https://github.com/EC-DIGIT-CSIRC/sysdiagnose"],

  *parse(file, context) {
    const source = context.bytes(file);
    let count = 0;
    for (const runs of asciiRuns(source, MIN_LENGTH, MAX_LENGTH)) {
      const found = runs.flatMap((run) => nameIn(run, context));
      yield found.slice(0, MAX_NAMES - count);
      count += found.length;
      if (count > MAX_NAMES) return tellTooMany(context, atFile, MAX_NAMES);
    }
    if (count === 0 && source.byteLength > 0) context.skip(message("artifacts/ios/launch-services/no-names"), [atFile], "unreadable-form");
  },

  observables: ({ registeredId, path }) => [
    ...(registeredId === undefined ? [] : [{ type: "app:id", role: "listed", value: registeredId, circumstances: FOUND } as const]),
    ...(path === undefined ? [] : [{ type: "file:path", role: "listed", value: path, circumstances: FOUND } as const]),
  ],
});

function nameIn({ text, offset }: AsciiRun, context: ParseContext): readonly Located<RegisteredName>[] {
  const at = [atOffset(offset, text.length)];
  if (PATH.test(text)) {
    const path = context.canonical(text);
    return context.isFirst(path) ? [{ at, data: { path } }] : [];
  }
  const registeredId = text.replace(TEAM, "");
  if (!IDENTIFIER.test(registeredId) || DECLARED.test(registeredId) || !context.isFirst(registeredId)) return [];
  return [{ at, data: { registeredId } }];
}
