import { toCanonical } from "../../model/canonical-path.ts";
import { atLine } from "../../model/locator.ts";
import { message } from "../../model/message.ts";
import type { Located } from "../../model/record.ts";
import { type EvidenceTime, fromUnixSeconds } from "../../model/time.ts";
import { defineArtifact } from "../artifact.ts";
import { optional } from "../optional-field.ts";

/** A file or folder of a volume, by name: its content is not in the listing. */
export interface ListedFile {
  readonly path: string;
  readonly size?: number;
  /** Type and permissions, octal. The listing has them as a decimal number. */
  readonly mode?: string;
  readonly uid?: number;
  readonly gid?: number;
  readonly modified?: EvidenceTime;
}

const BEGIN = "<BEGIN>";
/** Columns in front of the path. */
const FIELDS = 9;
/** Rows read; phones hold about a million files. */
const MAX_ROWS = 5_000_000;
/** The header stands within so many lines. */
const MAX_HEADER_LINES = 200;

/**
 * The listing of a whole volume that a sysdiagnose may bring along. It was learnt from a published description, not from a file:
 * what does not look as described is refused, and where names are hashed nothing can be compared and that is said.
 */
export default defineArtifact<ListedFile>({
  id: "ios/file-listing",
  version: 1,
  paths: [
    "bridle:/sysdiagnose/**.fslisting", // unpacked, or from an archive FilesystemMeta-*.fsmeta.tgz inside
    "/private/var/mobile/Library/Logs/CrashReporter/**.fslisting", // where the phone keeps them
  ],
  presence: { sysdiagnose: "with-os" },
  scope: "device",
  emits: { "file:path": ["written"] },
  provenOn: "never-exercised",
  references: ["https://github.com/EC-DIGIT-CSIRC/sysdiagnose"],

  *parse(file, context) {
    /** Where the volume hangs, by the file's name: `private_var-dev_disk1s2.fslisting`. */
    const root = `/${/([^/]*?)(?:-dev_[^/]*)?\.fslisting$/.exec(file.path)![1]!.replaceAll("_", "/")}`;
    let isBegun = false;
    let headerLines = 0;
    let rows = 0;
    for (const lines of context.lines(file)) {
      const found: Located<ListedFile>[] = [];
      for (const { text, line } of lines) {
        if (!isBegun) {
          if (/^Hashed:\s*(?!NO\b)\S/i.test(text))
            return context.skip(message("artifacts/ios/file-listing/hashed"), [atLine(line)], "unreadable-form");
          isBegun = text.trim() === BEGIN;
          if (!isBegun && ++headerLines > MAX_HEADER_LINES)
            return context.skip(message("artifacts/ios/file-listing/no-header"), [atLine(line)], "unreadable-form");
          continue;
        }
        if (text === "") continue;
        const data = fileOf(text, root);
        if (!data) context.skip(message("artifacts/ios/file-listing/unknown-line"), [atLine(line)]);
        else if (++rows <= MAX_ROWS) found.push({ at: [atLine(line)], data });
        else return context.skip(message("artifacts/ios/file-listing/too-many", { limit: MAX_ROWS }), [atLine(line)], "over-budget");
      }
      yield found;
    }
    if (!isBegun) context.skip(message("artifacts/ios/file-listing/no-header"), undefined, "unreadable-form");
  },

  observables: ({ path }) => [{ type: "file:path", role: "written", value: path }],
  events: ({ modified, path }) =>
    modified ? [{ time: modified, kind: "file", message: "artifacts/ios/file-listing/changed", params: { path } }] : [],
});

/** Size on disk, size, compression, purgeable flags, mtime, mode, uid, gid, path; a path may hold tabs. */
function fileOf(text: string, root: string): ListedFile | undefined {
  const fields = text.split("\t");
  const path = fields.slice(FIELDS - 1).join("\t");
  if (path === "") return undefined;
  const [, size, , , mtime, mode, uid, gid] = fields.map(wholeNumber);
  return {
    path: toCanonical(path.startsWith("/") ? path : `${root === "/" ? "" : root}/${path}`, "ios"),
    ...optional("size", size),
    ...optional("mode", mode?.toString(8)),
    ...optional("uid", uid),
    ...optional("gid", gid),
    ...optional("modified", mtime === undefined ? undefined : fromUnixSeconds(mtime)),
  };
}

const wholeNumber = (text: string): number | undefined => (/^\d{1,15}$/.test(text) ? Number(text) : undefined);
