import { AcquisitionError } from "./file-system.ts";
import type { Input } from "./input.ts";
import type { Acquisition, Loader, LoaderContext } from "./loader.ts";
import iosBackup from "./loaders/ios-backup.ts";

/** In order: the first that recognizes the input opens it. Those that recognize by a weaker sign stand later. */
export const loaders: readonly Loader[] = [iosBackup];

/** Entries named when nothing is recognized, so that a person sees what was looked at. */
const MAX_NAMES = 5;

export async function openAcquisition(input: Input, context: LoaderContext, from: readonly Loader[] = loaders): Promise<Acquisition> {
  const loader = from.find((candidate) => candidate.detect(input));
  if (!loader) throw new AcquisitionError("unrecognized", { name: input.name, ...summaryOf(input) });
  return loader.open(input, context);
}

/** What was given, in a few words: the size of a file, the first entries of a folder. */
function summaryOf(input: Input): { kind: "file" | "folder" | "empty"; holds: string } {
  if (input.kind === "file") return { kind: "file", holds: `${input.size} bytes` };
  const names = (input.list("") ?? []).map(({ name }) => name);
  const holds = names.slice(0, MAX_NAMES).join(", ") + (names.length > MAX_NAMES ? ", …" : "");
  return { kind: names.length === 0 ? "empty" : "folder", holds };
}
