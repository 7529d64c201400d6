import type { ByteSource } from "../../bytes/byte-source.ts";
import { type GzipNote, gunzip } from "../../formats/gzip/gunzip.ts";
import { createTarParser, type TarMember, type TarNote, type TarSink } from "../../formats/tar/parser.ts";
import type { ZlibNote } from "../../formats/zlib/unzlib.ts";
import { AcquisitionError } from "../file-system.ts";
import type { ArchiveFacts, InputFile, InputFolder } from "../input.ts";
import { archiveFolder } from "./archive-folder.ts";
import { allowedBytes } from "./limits.ts";
import { createMemberList, type Member, type MemberList, noteDamage } from "./member-list.ts";
import { spoolMember } from "./member-spool.ts";
import type { ArchiveContext } from "./open-archive.ts";
import { type ArchiveProblems, createArchiveProblems } from "./problems.ts";
import { fileNameOf, nameOf } from "./tar-archive.ts";

/** How the tar is packed. */
export interface Packing {
  readonly form: ArchiveFacts["form"];
  unpack(sink: UnpackSink): Promise<void>;
}

interface UnpackSink {
  /** Gets the tar in order, in pieces that are reused. Answers whether more is wanted. */
  take(bytes: Uint8Array): boolean;
  note(kind: GzipNote | ZlibNote, value: number): void;
}

interface Reading {
  readonly file: InputFile;
  readonly packing: Packing;
  readonly context: ArchiveContext;
  readonly list: MemberList<Member>;
  readonly problems: ArchiveProblems;
  /** Members by their place in the tar. */
  readonly byIndex: Map<number, { readonly path: string; readonly member: Member }>;
}

export const openTarGzip = (file: InputFile, context: ArchiveContext): Promise<InputFolder> =>
  openPackedTar(file, context, {
    form: "tar.gz",
    unpack: (sink) => gunzip({ source: file.open(), inflate: context.inflate, ...sink }),
  });

/**
 * A packed tar cannot be sought in. It is read once from end to end for the names and for what tells where the others lie, and at most
 * once more for what is asked for then. `file` is what was handed over.
 */
export async function openPackedTar(file: InputFile, context: ArchiveContext, packing: Packing): Promise<InputFolder> {
  const problems = createArchiveProblems();
  const reading: Reading = { file, packing, context, problems, list: createMemberList(problems), byIndex: new Map() };
  await readAll(reading);
  let isReadTwice = false;
  return archiveFolder({
    form: packing.form,
    file,
    members: reading.list.members,
    open(_, path) {
      throw new AcquisitionError("unreadable", { name: path, detail: "not brought into reach" });
    },
    async bringIn(paths) {
      const wanted = wantedOf(reading, paths);
      if (wanted.size === 0) return;
      if (isReadTwice) for (const path of wanted.values()) problems.add("asked-too-late", path);
      else await readWanted(reading, wanted);
      isReadTwice = true;
    },
    problems: problems.all,
  });
}

/** The first pass: all names, and the members that every reader of the archive needs. */
async function readAll({ file, packing, context, list, problems, byIndex }: Reading): Promise<void> {
  await readTar(file, packing, {
    member(tarMember) {
      const name = fileNameOf(tarMember, problems);
      const member: Member = { index: tarMember.index, size: tarMember.size };
      const path = name === undefined ? undefined : list.add(name, false, member);
      if (path === undefined) return undefined;
      byIndex.set(member.index, { path, member });
      return context.isMetadata(path.slice(path.lastIndexOf("/") + 1)) ? intoSpool(context, member, path, problems) : undefined;
    },
    cut(tarMember, size) {
      const found = byIndex.get(tarMember.index);
      if (!found) return problems.add("member-cut-off", nameOf(tarMember.name));
      found.member.size = size;
      noteDamage(problems, found.member, found.path, "cut-off");
    },
    note: problems.add,
    isDone: () => false,
  });
}

/** Paths by the place of their member, of those that are there and not yet in reach. */
function wantedOf({ list }: Reading, paths: Iterable<string>): Map<number, string> {
  const wanted = new Map<number, string>();
  for (const path of paths) {
    const member = list.members.get(path);
    if (member && !member.source && !member.failure) wanted.set(member.index, path);
  }
  return wanted;
}

/** The second pass ends with the last member that is wanted. What the first one noted is not noted again. */
async function readWanted({ file, packing, context, problems, byIndex }: Reading, wanted: Map<number, string>): Promise<void> {
  await readTar(file, packing, {
    member({ index }) {
      const found = wanted.delete(index) ? byIndex.get(index) : undefined;
      return found && intoSpool(context, found.member, found.path, problems);
    },
    cut() {},
    note() {},
    isDone: () => wanted.size === 0,
  });
}

interface TarReader {
  member(member: TarMember): TarSink | undefined;
  cut(member: TarMember, size: number): void;
  note(kind: GzipNote | ZlibNote | TarNote | "unpacks-too-far", value: number): void;
  /** Nothing is wanted any more, but for the rest of the member under way. */
  isDone(): boolean;
}

async function readTar(file: InputFile, packing: Packing, reader: TarReader): Promise<void> {
  let isInMember = false;
  const parser = createTarParser({ ...reader, member: (member) => watched(reader.member(member), (isIn) => (isInMember = isIn)) });
  let room = allowedBytes(file.size);
  await packing.unpack({
    take(bytes) {
      parser.push(bytes.subarray(0, room));
      if (bytes.length > room) reader.note("unpacks-too-far", file.size);
      const isStopped = bytes.length > room || (reader.isDone() && !isInMember);
      room -= bytes.length;
      return !isStopped;
    },
    note: reader.note,
  });
  parser.end();
}

function watched(sink: TarSink | undefined, tell: (isIn: boolean) => void): TarSink | undefined {
  if (!sink) return undefined;
  tell(true);
  return {
    take: sink.take,
    end() {
      tell(false);
      sink.end();
    },
  };
}

function intoSpool({ spool }: ArchiveContext, member: Member, path: string, problems: ArchiveProblems): TarSink {
  const piece = spoolMember(spool);
  return {
    take: (bytes) => void piece.append(bytes),
    end() {
      const finished: ByteSource | Error = piece.finish();
      if (finished instanceof Error) {
        member.failure = finished;
        problems.add("member-no-room", path);
      } else member.source = finished;
    },
  };
}
