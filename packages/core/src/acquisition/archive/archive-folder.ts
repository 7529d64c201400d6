import type { ByteSource } from "../../bytes/byte-source.ts";
import type { ArchiveFacts, InputFile, InputFolder } from "../input.ts";
import { createListing } from "./listing.ts";
import type { Member } from "./member-list.ts";

export interface ArchiveContent<M extends Member> {
  readonly form: ArchiveFacts["form"];
  readonly file: InputFile;
  readonly members: ReadonlyMap<string, M>;
  readonly copies?: ReadonlyMap<string, M & { readonly copyOf: string }>;
  open(member: M, path: string): ByteSource;
  bringIn: ArchiveFacts["bringIn"];
  problems: ArchiveFacts["problems"];
}

/** An archive's members as a folder. */
export function archiveFolder<M extends Member>(content: ArchiveContent<M>): InputFolder {
  const { form, file, members, copies = new Map(), open, bringIn, problems } = content;
  return {
    kind: "folder",
    name: file.name,
    list: createListing(members),
    file(path) {
      const member = members.get(path) ?? copies.get(path);
      return member && memberFile(path, member, open);
    },
    archive: { form, file, members, copies, bringIn, problems },
  };
}

const memberFile = <M extends Member>(path: string, member: M, open: ArchiveContent<M>["open"]): InputFile => ({
  kind: "file",
  name: path.slice(path.lastIndexOf("/") + 1),
  size: member.size,
  open() {
    if (member.failure) throw member.failure;
    return member.source ?? open(member, path);
  },
  problems: () => member.problems ?? [],
});
