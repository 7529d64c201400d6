import { readBytes } from "../../bytes/byte-source.ts";
import { sha256OfSource } from "../../bytes/hasher.ts";
import { beginsDump } from "../../formats/dumpstate/banner.ts";
import { isGzip } from "../../formats/gzip/member-header.ts";
import { AcquisitionError } from "../file-system.ts";
import { createFileSystem } from "../filesystems/listed.ts";
import { fingerprintOf } from "../folder-files.ts";
import { type Input, type InputFile, storedBytesOf } from "../input.ts";
import { defineLoader, type LoaderContext } from "../loader.ts";
import { METADATA, openBugreport } from "./android-bugreport/content.ts";
import { findLayout } from "./android-bugreport/layout.ts";

/**
 * A bug report of an Android phone, as `adb bugreport`, the developer settings or a maker's own menu writes it: the zip, what it
 * unpacks to, either of them packed once more, or its main text alone. The text's sections become files (docs/paths.md).
 * Layout: https://source.android.com/docs/core/tests/debug/read-bug-reports and AOSP frameworks/native/cmds/dumpstate.
 */
export default defineLoader({
  id: "android-bugreport",
  kinds: ["android-bugreport"],
  metadata: METADATA,
  detect: (input) => (input.kind === "folder" ? findLayout(input) !== undefined : isText(input)),

  async open(input, context) {
    const content = await openBugreport(input, context);
    if (!content) throw new AcquisitionError("damaged", { name: input.name, file: input.name, detail: "no text of a bug report in it" });
    const { files, problems, stored } = content;
    const { marks, ...facts } = content.facts;
    const catalogueSha256 = fingerprintOf(stored, context.createHasher);
    return {
      info: { ...idOf(input, catalogueSha256, context), kind: "android-bugreport", ...facts, files: stored.length, catalogueSha256 },
      fileSystem: createFileSystem(files),
      containers: new Map(),
      marks,
      problems,
    };
  },
});

/** A packed text shows what it is once it is unpacked. */
const isText = (file: InputFile): boolean => (isGzip(readBytes(file.open(), 0, 2)) ? false : beginsDump(file.open()));

type Identity = { readonly id: string; readonly idOf: "file" | "listing" };

const idOf = (input: Input, listing: string, { createHasher }: LoaderContext): Identity => {
  const file = input.kind === "folder" ? input.archive?.file : input;
  return file ? { id: sha256OfSource(storedBytesOf(file), createHasher), idOf: "file" } : { id: listing, idOf: "listing" };
};
