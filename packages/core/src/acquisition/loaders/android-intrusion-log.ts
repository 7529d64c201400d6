import { readBytes } from "../../bytes/byte-source.ts";
import { sha256OfSource } from "../../bytes/hasher.ts";
import { compareText } from "../../model/json.ts";
import type { EvidenceFile } from "../file-system.ts";
import { createFileSystem } from "../filesystems/listed.ts";
import { filesOf, fingerprintOf } from "../folder-files.ts";
import { type Input, type InputFile, type InputFolder, storedBytesOf } from "../input.ts";
import { type Acquisition, defineLoader, type LoaderContext } from "../loader.ts";
import { unrecognized } from "../unrecognized.ts";
import { openIntrusionLogs } from "./android-intrusion-log/content.ts";

/**
 * Intrusion logs that a person downloaded from their phone (Advanced Protection, Android 16 on): a folder of texts, an archive of it,
 * archives in archives, or one text. Each line is one event as JSON.
 */
export default defineLoader({
  id: "android-intrusion-log",
  kinds: ["android-intrusion-log"],
  detect: (input) => (input.kind === "file" ? beginsLog(input) : holdsLogs(input)),

  async open(input, context) {
    const { files, problems } = input.kind === "file" ? oneLog(input) : await openIntrusionLogs(input, context);
    if (!files.some((file) => beginsLog(file))) throw unrecognized(input);
    const listed = input.kind === "file" ? [{ path: input.name, size: input.size }] : filesOf(input).files;
    const fingerprint = fingerprintOf(listed, context.createHasher);
    return {
      info: {
        ...idOf(input, fingerprint, context),
        kind: "android-intrusion-log",
        device: { platform: "android" },
        files: listed.length,
        catalogueSha256: fingerprint,
        isDemo: input.name.startsWith("DEMO"),
      },
      fileSystem: createFileSystem(files),
      containers: new Map(),
      problems: [...(input.kind === "folder" && input.archive ? input.archive.problems() : []), ...problems].filter(
        ({ problem }) => problem.message !== "archive/nested",
      ),
    } satisfies Acquisition;
  },
});

/** The first event of a log names its type. */
const EVENT = /^\uFEFF?\s*\{\s*"(?:dns_event|connect_event|security_event|event_type)"\s*:/;
const LOOKED_AT = 4_096;

const beginsLog = (file: Pick<InputFile, "open">): boolean => EVENT.test(new TextDecoder().decode(readBytes(file.open(), 0, LOOKED_AT)));

/** Names alone, where members of an archive are not yet in reach: whether they are logs shows when they are opened. */
const NAME = /\.(?:txt|json|jsonl|ndjson|log|zip)$/i;
/** Files of a folder that are looked into before it is taken for something else. */
const MAX_TRIED = 20;

function holdsLogs(folder: InputFolder): boolean {
  if (folder.archive) {
    const names = [...folder.archive.members.keys()];
    return names.length > 0 && names.every((name) => NAME.test(name));
  }
  const paths = [...(folder.list("") ?? [])].flatMap(({ name, isFolder }) =>
    isFolder ? (folder.list(name) ?? []).filter((entry) => !entry.isFolder).map((entry) => `${name}/${entry.name}`) : [name],
  );
  const logs = paths.filter((path) => NAME.test(path)).sort(compareText);
  return logs.slice(0, MAX_TRIED).some((path) => {
    const file = folder.file(path);
    return file !== undefined && beginsLog(file);
  });
}

const oneLog = (file: InputFile): { files: readonly EvidenceFile[]; problems: readonly [] } => ({
  files: [
    {
      path: `bridle:/intrusion-logs/${file.name}`,
      rawPath: file.name,
      containers: [],
      size: file.size,
      open: file.open,
      ...(file.openStored && { openStored: file.openStored }),
    },
  ],
  problems: [],
});

function idOf(input: Input, fingerprint: string, { createHasher }: LoaderContext): Pick<Acquisition["info"], "id" | "idOf"> {
  const file = input.kind === "file" ? input : input.archive?.file;
  return file ? { id: sha256OfSource(storedBytesOf(file), createHasher), idOf: "file" } : { id: fingerprint, idOf: "listing" };
}
