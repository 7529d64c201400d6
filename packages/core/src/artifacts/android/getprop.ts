import type { TextLine } from "../../formats/text/read-lines.ts";
import { nanosecondsOfIso } from "../../model/time.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { type Found, type LineReader, linewise, skipLine } from "../linewise.ts";
import { optional } from "../optional-field.ts";

/** A system property, as `getprop` prints it. */
export interface SystemProperty {
  readonly property: string;
  /** As stored; it may be empty, and hold several lines. */
  readonly value: string;
  /** Of a security patch level: days from its date to the making of the acquisition. */
  readonly patchAgeDays?: number;
}

/** `[name]: [value]`; the value ends at the `]` that ends a line. */
const START = /^\[([^\]\s]{1,256})\]: \[(.*)$/;
/** Lines of one value: a property holds at most some kilobytes. */
const MAX_VALUE_LINES = 256;
const PATCH_LEVEL = /^ro\.(?:build\.version|vendor\.build)\.security_patch$/;
const DATE = /^\d{4}-\d\d-\d\d$/;
const DAY_NANOSECONDS = 86_400_000_000_000n;

export default defineArtifact<SystemProperty>({
  id: "android/getprop",
  version: 1,
  paths: [
    "bridle:/getprop", // every bug report; every AndroidQF collection
  ],
  presence: { "android-bugreport": "expected", androidqf: "expected" },
  scope: "device",
  emits: { "android-property:name": ["listed"] },
  provenOn: "synthetic-only",
  references: [
    "https://source.android.com/docs/core/architecture/configuration/add-system-properties",
    "https://github.com/mvt-project/androidqf",
  ],

  parse: (file, context) => linewise(context.lines(file), (found) => propertyReader(found, context)),

  observables: ({ property }) => [{ type: "android-property:name", role: "listed", value: property }],
});

interface Open {
  readonly line: TextLine;
  readonly property: string;
  readonly lines: string[];
}

function propertyReader(found: Found<SystemProperty>, context: ParseContext): LineReader {
  let open: Open | undefined;
  const close = (): void => {
    if (open) found(open.line, propertyOf(open.property, open.lines.join("\n"), context));
    open = undefined;
  };
  /** A value whose end is missing is told as far as it goes, and that its end is missing. */
  const abandon = (): void => {
    if (open) skipLine(context, open.line);
    close();
  };
  return {
    see(line) {
      const start = START.exec(line.text);
      if (start) {
        abandon();
        open = { line, property: start[1]!, lines: [start[2]!] };
      } else if (open && open.lines.length < MAX_VALUE_LINES) open.lines.push(line.text);
      else if (line.text.trim() !== "") skipLine(context, line);
      if (!open || !open.lines.at(-1)!.endsWith("]")) return;
      open.lines.push(open.lines.pop()!.slice(0, -1));
      close();
    },
    end: abandon,
  };
}

const propertyOf = (property: string, value: string, { acquisition }: ParseContext): SystemProperty => ({
  property,
  value,
  ...optional("patchAgeDays", PATCH_LEVEL.test(property) ? daysBetween(value, acquisition.made) : undefined),
});

/** Against the acquisition's own date: a phone that was examined years ago was as old as it was then. */
function daysBetween(date: string, made: string | undefined): number | undefined {
  const from = DATE.test(date) ? nanosecondsOfIso(date) : undefined;
  const to = made === undefined ? undefined : nanosecondsOfIso(made);
  return from === undefined || to === undefined ? undefined : Number((to - from) / DAY_NANOSECONDS);
}
