import { AcquisitionError } from "./file-system.ts";
import type { ArchiveFacts, Input, InputFolder } from "./input.ts";

/** Entries named when nothing is recognized, so that a person sees what was looked at. */
const MAX_NAMES = 5;

/** What is thrown where no loader knows what was given. */
export const unrecognized = (input: Input, name: string = input.name): AcquisitionError =>
  new AcquisitionError("unrecognized", { name, ...summaryOf(input) });

/** A folder or an archive, for loaders that recognize nothing else. */
export function asFolder(input: Input): InputFolder {
  if (input.kind === "folder") return input;
  throw unrecognized(input);
}

type Given = "file" | "folder" | "empty" | "archive" | "hollow" | "broken" | "split" | "nested";

/** What was given, in a few words: the size of a file, the first entries of a folder or an archive. */
function summaryOf(input: Input): { kind: Given; holds: string } {
  if (input.kind === "file") return { kind: "file", holds: `${input.size} bytes` };
  const names = (input.list("") ?? []).map(({ name }) => name);
  const holds = names.slice(0, MAX_NAMES).join(", ") + (names.length > MAX_NAMES ? ", …" : "");
  if (input.archive) return { kind: kindOfArchive(input.archive), holds };
  return { kind: names.length === 0 ? "empty" : "folder", holds };
}

/** Problems after which what makes an acquisition known may be missing. */
const BREAKS = [
  "gzip-cut-off",
  "gzip-damaged",
  "tar-cut-off",
  "tar-bad-header",
  "unpacks-too-far",
  "zip-no-directory",
  "zip-directory-damaged",
].map((kind) => `archive/${kind}`);

function kindOfArchive(archive: ArchiveFacts): Given {
  const shows = (id: string): boolean => archive.problems().some(({ problem }) => problem.message === id);
  if (shows("archive/zip-split")) return "split";
  if (BREAKS.some(shows)) return "broken";
  if (archive.members.size === 0) return "hollow";
  return shows("archive/nested") ? "nested" : "archive";
}
