import type { WantedLines } from "../../formats/text/find-lines.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { appObservable, type Component, componentOf, indentOf, noteLine } from "../dumpsys-text.ts";
import { type Found, type LineReader, linewise } from "../linewise.ts";

/** A component that answers to an action: what an app offers to the system. */
export interface ResolverEntry extends Component {
  readonly table: "activity" | "receiver" | "service" | "provider";
  /** The action, or what else the list is by: a MIME type, a scheme. */
  readonly action: string;
  readonly packageName: string;
  readonly component: string;
}

const TABLES: ReadonlyMap<string, ResolverEntry["table"]> = new Map([
  ["Activity Resolver Table:", "activity"],
  ["Receiver Resolver Table:", "receiver"],
  ["Service Resolver Table:", "service"],
  ["Provider Resolver Table:", "provider"],
]);
/** What follows the tables in the dump is far longer than they are; where none of these follows, the tables end by themselves. */
const AFTER = ["Permissions:", "Key Set Manager:", "Packages:"];
const WANTED: WantedLines = {
  texts: [...TABLES.keys(), ...AFTER],
  andAfter: (line, were) => TABLES.has(line.trimEnd()) || (were && line.startsWith(" ")),
};
/** IntentResolver.dumpMap: title at two spaces, what it is by at six, components at eight. */
const [LIST_INDENT, ENTRY_INDENT] = [2, 8];
const ENTRY = /^\s+[0-9a-f]{1,16} (\S+)(?: filter \S+)?(?: \(\d+ filters\))?\s*$/;
const ACTION = /^\s+"?([^\s"]{1,512})"?:$/;

export default defineArtifact<ResolverEntry>({
  id: "android/resolver-tables",
  version: 1,
  paths: [
    "bridle:/dumpsys/package", // every bug report; AndroidQF's dumpsys.txt
  ],
  presence: { "android-bugreport": "expected", androidqf: "expected" },
  scope: "device",
  emits: { "app:id": ["listed"] },
  provenOn: "synthetic-only",
  references: [
    "https://android.googlesource.com/platform/frameworks/base/+/refs/heads/android14-release/services/core/java/com/android/server/IntentResolver.java",
    "https://docs.mvt.re/en/latest/android/bugreport/",
  ],

  parse: (file, context) => linewise(context.lines(file, WANTED), (found) => resolverReader(found, context)),

  observables: ({ packageName }) => [appObservable(packageName, "listed")],
});

function resolverReader(found: Found<ResolverEntry>, context: ParseContext): LineReader {
  let table: ResolverEntry["table"] | undefined;
  let action: string | undefined;
  return {
    see(line) {
      const { text } = line;
      if (text === "") return;
      const indent = indentOf(text);
      if (indent === 0) {
        table = TABLES.get(text.trimEnd());
        action = undefined;
      } else if (table === undefined) return;
      else if (indent === LIST_INDENT) action = undefined;
      else {
        const component = componentOf(ENTRY.exec(text)?.[1] ?? "");
        // An action stands by itself before a colon, however far it is moved in: an odd indent must not cost the table.
        const title = component ? undefined : ACTION.exec(text)?.[1];
        if (title !== undefined) action = title;
        else if (component && action !== undefined) found(line, { table, action, ...component });
        else if (indent <= ENTRY_INDENT) noteLine(context, line);
      }
    },
  };
}
