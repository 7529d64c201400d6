import { type CreateHasher, sha256OfSource } from "../../bytes/hasher.ts";
import { isAndroidBackup } from "../../formats/android-backup/header.ts";
import { createFileSystem } from "../filesystems/listed.ts";
import { fingerprintOf } from "../folder-files.ts";
import { type Input, type InputFolder, storedBytesOf } from "../input.ts";
import { type Acquisition, defineLoader } from "../loader.ts";
import { type BackupContent, contentOf, openBackupFile } from "./android-backup/content.ts";

/**
 * A backup made by `adb backup`, as its .ab file, encrypted or not, or as the folder it was unpacked into. Nothing in it says when it was
 * made or of which phone.
 * Format: AOSP, frameworks/base/services/backup/java/com/android/server/backup/fullbackup.
 */
export default defineLoader({
  id: "android-backup",
  kinds: ["android-backup"],
  detect: (input) => (input.kind === "file" ? isAndroidBackup(input.open()) : baseOf(input) !== undefined),

  async open(input, context) {
    const content = input.kind === "file" ? await openBackupFile(input, context) : await contentOf(input, context, [], baseOf(input) ?? "");
    const fingerprint = fingerprintOf(content.listed, context.createHasher);
    return {
      info: {
        ...idOf(input, fingerprint, context.createHasher),
        kind: "android-backup",
        device: { platform: "android" },
        files: content.listed.length,
        catalogueSha256: fingerprint,
        isDemo: isDemo(content),
      },
      fileSystem: createFileSystem(content.files),
      containers: new Map(),
      problems: content.problems(),
    } satisfies Acquisition;
  },
});

/** Folder of the apps, at the top or in the one folder that is there. */
const APPS = "apps";
/** Without one of these below it, a folder of that name is anything. */
const BACKED_UP = "_manifest";

function baseOf(folder: InputFolder): string | undefined {
  const inner = (folder.list("") ?? []).filter(({ isFolder }) => isFolder).map(({ name }) => `${name}/`);
  return ["", ...inner].find((base) => holdsBackup(folder, base + APPS));
}

const holdsBackup = (folder: InputFolder, apps: string): boolean =>
  (folder.list(apps) ?? []).some(({ name, isFolder }) => isFolder && folder.file(`${apps}/${name}/${BACKED_UP}`) !== undefined);

function idOf(input: Input, fingerprint: string, createHasher: CreateHasher): Pick<Acquisition["info"], "id" | "idOf"> {
  const file = input.kind === "file" ? input : input.archive?.file;
  return file ? { id: sha256OfSource(storedBytesOf(file), createHasher), idOf: "file" } : { id: fingerprint, idOf: "listing" };
}

/** An app that only Bridle's synthetic phones have. */
const DEMO_APP = "bridle:/backup/apps/org.bridle.demo/_manifest";
const isDemo = ({ files }: BackupContent): boolean => files.some(({ path }) => path === DEMO_APP);
