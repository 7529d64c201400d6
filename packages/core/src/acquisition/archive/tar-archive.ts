import { readBytes } from "../../bytes/byte-source.ts";
import { rangeSource } from "../../bytes/range-source.ts";
import { createTarParser, type TarMember } from "../../formats/tar/parser.ts";
import type { InputFile, InputFolder } from "../input.ts";
import { archiveFolder } from "./archive-folder.ts";
import { createMemberList, type Member, type MemberList, noteDamage } from "./member-list.ts";
import { type ArchiveProblems, createArchiveProblems } from "./problems.ts";

interface TarFile extends Member {
  readonly offset: number;
}

/** Read at a time while going from header to header; bodies are passed over without reading. */
const CHUNK = 1 << 14;

/** A plain tar: headers are visited by seeking, members are read where they lie. */
export function openTar(file: InputFile, form: "tar" | "ab" = "tar"): InputFolder {
  const problems = createArchiveProblems();
  const list = createMemberList<TarFile>(problems);
  visitHeaders(file, list, problems);
  return archiveFolder({
    form,
    file,
    members: list.members,
    open: ({ offset, size }) => rangeSource(file.open(), offset, offset + size),
    bringIn: async () => {},
    problems: problems.all,
  });
}

function visitHeaders(file: InputFile, list: MemberList<TarFile>, problems: ArchiveProblems): void {
  const source = file.open();
  let last: readonly [string, TarFile] | undefined;
  const parser = createTarParser({
    member(member) {
      const name = fileNameOf(member, problems);
      // The file may end inside the member: `cut` counts that.
      const size = Math.max(0, Math.min(member.size, source.byteLength - member.offset));
      const found: TarFile = { index: member.index, size, offset: member.offset };
      const path = name === undefined ? undefined : list.add(name, false, found);
      if (path !== undefined) last = [path, found];
      return undefined;
    },
    cut({ index, name }) {
      const [path, found] = last ?? [];
      if (path !== undefined && found?.index === index) noteDamage(problems, found, path, "cut-off");
      else problems.add("member-cut-off", nameOf(name));
    },
    note: problems.add,
  });
  for (let at = 0; at < source.byteLength; ) {
    const unwanted = Math.min(parser.unwanted(), source.byteLength - at);
    if (unwanted > 0) {
      parser.skip(unwanted);
      at += unwanted;
      continue;
    }
    const bytes = readBytes(source, at, Math.min(CHUNK, source.byteLength - at));
    if (bytes.length === 0) break;
    parser.push(bytes);
    at += bytes.length;
  }
  parser.end();
}

/** The name of a member that is a file; what is none, and hides nothing, is passed over silently. */
export function fileNameOf(member: TarMember, problems: ArchiveProblems): string | undefined {
  const { kind } = member;
  if (kind === "folder" || kind === "link" || kind === "device") return undefined;
  const name = nameOf(member.name);
  if (kind === "file") return name;
  return void problems.add(kind === "unknown" ? "member-unknown-type" : `member-${kind}`, name);
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const latin1 = new TextDecoder("latin1");

/** Names are UTF-8 since POSIX.1-2001; older ones are in whatever their system used, and kept letter by letter. */
export function nameOf(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return latin1.decode(bytes);
  }
}
