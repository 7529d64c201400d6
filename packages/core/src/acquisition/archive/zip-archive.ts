import type { ByteSource } from "../../bytes/byte-source.ts";
import { FormatError } from "../../bytes/format-error.ts";
import { rangeSource } from "../../bytes/range-source.ts";
import { readDirectory } from "../../formats/zip/directory.ts";
import { findZipEnd, type ZipEnd } from "../../formats/zip/end-record.ts";
import { DEFLATED, STORED, type ZipEntry } from "../../formats/zip/entry.ts";
import { LOCAL_HEADER_BYTES, locateEntry } from "../../formats/zip/local-header.ts";
import { salvageEntries } from "../../formats/zip/salvage.ts";
import { AcquisitionError } from "../file-system.ts";
import type { InputFile, InputFolder } from "../input.ts";
import { archiveFolder } from "./archive-folder.ts";
import { allowedBytes, MAX_DIRECTORY_BYTES, MAX_MEMBERS, MAX_UNSTATED_BYTES } from "./limits.ts";
import { createMemberList, type Member, type MemberList, noteDamage } from "./member-list.ts";
import { spoolMember } from "./member-spool.ts";
import type { ArchiveContext } from "./open-archive.ts";
import { type ArchiveProblems, createArchiveProblems } from "./problems.ts";

interface ZipFile extends Member {
  readonly entry: ZipEntry;
  /** The first byte that belongs to something else. */
  readonly end: number;
  isChecked?: boolean;
}

interface Reading {
  readonly file: InputFile;
  readonly source: ByteSource;
  readonly context: ArchiveContext;
  readonly list: MemberList<ZipFile>;
  readonly problems: ArchiveProblems;
  /** Packed and unpacked bytes of what was inflated so far. */
  packed: number;
  unpacked: number;
}

/** A zip: its directory is read, stored members are read where they lie, deflated ones when they are fetched. */
export async function openZip(file: InputFile, context: ArchiveContext): Promise<InputFolder> {
  const problems = createArchiveProblems();
  const reading: Reading = {
    file,
    source: file.open(),
    context,
    problems,
    list: createMemberList(problems, { keepsCopies: true }),
    packed: 0,
    unpacked: 0,
  };
  await listMembers(reading);
  return archiveFolder({
    form: "zip",
    file,
    members: reading.list.members,
    copies: reading.list.copies,
    open: (member, path) => openStored(reading, member, path),
    bringIn: (paths) => fetchMembers(reading, paths),
    problems: problems.all,
  });
}

async function listMembers(reading: Reading): Promise<void> {
  const { source, problems, context } = reading;
  const end = findZipEnd(source);
  if (end?.isSplit) return problems.add("zip-split", source.byteLength);
  const entries = end ? listed(reading, end) : [];
  const dataEnd = end?.directoryOffset ?? source.byteLength;
  if (!end || problems.has("zip-directory-damaged")) {
    const isListed = new Set(entries.map(({ headerOffset }) => headerOffset));
    for await (const entry of salvageEntries(source, dataEnd, context.inflate, problems.add)) {
      if (entries.length > MAX_MEMBERS) break;
      if (!isListed.has(entry.headerOffset)) entries.push({ ...entry, index: entries.length });
    }
  }
  if (!end) problems.add("zip-no-directory", entries.length);
  addEntries(reading, entries, dataEnd);
}

function listed({ source, problems }: Reading, end: ZipEnd): ZipEntry[] {
  if (end.shift > 0) problems.add("zip-prefix", end.shift);
  if (end.trailing > 0) problems.add("zip-trailing", end.trailing);
  const length = end.directoryEnd - end.directoryOffset;
  if (length > MAX_DIRECTORY_BYTES) problems.add("directory-too-long", length);
  const entries: ZipEntry[] = [];
  const directoryEnd = Math.min(end.directoryEnd, end.directoryOffset + MAX_DIRECTORY_BYTES);
  for (const entry of readDirectory(source, { ...end, directoryEnd }, problems.add)) {
    entries.push(entry);
    if (entries.length > MAX_MEMBERS) break;
  }
  return entries;
}

/**
 * Each byte of the archive belongs to one member: a member ends where the next one's header begins, and one that would reach further
 * is refused. So small archives cannot unpack to large ones by naming the same bytes many times (D. Fifield, "A better zip bomb",
 * 2019), and a damaged length costs its own member only.
 */
function addEntries(reading: Reading, entries: readonly ZipEntry[], directoryOffset: number): void {
  const inFile = [...entries].sort((a, b) => a.headerOffset - b.headerOffset || a.index - b.index);
  const ends = new Map<ZipEntry, number>();
  let end = directoryOffset;
  for (const [at, entry] of [...inFile.entries()].reverse()) {
    if (entry.headerOffset === inFile[at - 1]?.headerOffset) continue;
    ends.set(entry, end);
    end = entry.headerOffset;
  }
  for (const entry of entries) {
    const end = ends.get(entry);
    if (end === undefined || entry.headerOffset + LOCAL_HEADER_BYTES + entry.storedSize > end)
      reading.problems.add("overlapping", entry.name);
    else addEntry(reading, entry, end);
  }
}

function addEntry({ list, problems }: Reading, entry: ZipEntry, end: number): void {
  if (entry.kind !== "file") return;
  const dosTime = entry.hasUnixTime ? {} : { dosTime: entry.dosTime };
  const member: ZipFile = { index: entry.index, size: entry.size, ...dosTime, entry, end };
  const path = list.add(entry.name, entry.isFromDos, member);
  if (path === undefined) return;
  if (entry.isEncrypted) refuse(problems, member, path, "member-encrypted");
  else if (entry.method !== STORED && entry.method !== DEFLATED) refuse(problems, member, path, "member-unknown-method");
}

function refuse(problems: ArchiveProblems, member: ZipFile, path: string, kind: "member-encrypted" | "member-unknown-method"): void {
  member.failure = new FormatError("zip", "unsupported", kind === "member-encrypted" ? "encrypted" : `method ${member.entry.method}`);
  problems.add(kind, path);
}

function openStored(reading: Reading, member: ZipFile, path: string): ByteSource {
  if (member.entry.method !== STORED) throw new AcquisitionError("unreadable", { name: path, detail: "not brought into reach" });
  const from = located(reading, member, path);
  return rangeSource(reading.file.open(), from, from + member.entry.storedSize);
}

/** Where the member's bytes begin; the two descriptions of a member are compared once. Throws FormatError, and says so from then on. */
function located({ source, problems }: Reading, member: ZipFile, path: string): number {
  try {
    const { offset, isAsListed } = locateEntry(source, member.entry, member.end);
    if (!isAsListed && !member.isChecked) noteDamage(problems, member, path, "differs");
    member.isChecked = true;
    return offset;
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    member.failure = error;
    problems.add("member-damaged", path);
    throw error;
  }
}

/** In the order of the file, so that it is read once from front to back. */
async function fetchMembers(reading: Reading, paths: Iterable<string>): Promise<void> {
  const wanted: { path: string; member: ZipFile }[] = [];
  for (const path of new Set(paths)) {
    const member = reading.list.members.get(path) ?? reading.list.copies.get(path);
    if (member && !member.source && !member.failure) wanted.push({ path, member });
  }
  wanted.sort((a, b) => a.member.entry.headerOffset - b.member.entry.headerOffset);
  for (const { path, member } of wanted) {
    try {
      const from = located(reading, member, path);
      if (member.entry.method === DEFLATED) await inflateMember(reading, member, path, from);
      else if (member.entry.size !== member.size || member.entry.storedSize !== member.size)
        noteDamage(reading.problems, member, path, "size");
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
    }
  }
}

async function inflateMember(reading: Reading, member: ZipFile, path: string, from: number): Promise<void> {
  const { context, problems } = reading;
  const { entry } = member;
  const packed = reading.packed + entry.storedSize;
  const allowed = Math.min(allowedBytes(entry.storedSize), allowedBytes(packed) - reading.unpacked);
  if (entry.size > allowed) return giveUp(reading, member, path, allowed);
  const room = Math.min(allowed, entry.size + MAX_UNSTATED_BYTES);
  const piece = spoolMember(context.spool);
  let checksum = 0;
  let length = 0;
  const { end, at } = await context.inflate.inflate({
    source: reading.source,
    from,
    to: from + entry.storedSize,
    take(bytes) {
      length += bytes.length;
      checksum = context.inflate.crc32(bytes, checksum);
      return length <= room && piece.append(bytes);
    },
  });
  reading.packed = packed;
  reading.unpacked += Math.min(length, room);
  if (length > room) return giveUp(reading, member, path, room);
  const finished = piece.finish();
  if (finished instanceof FormatError) {
    member.failure = finished;
    return problems.add("member-no-room", path);
  }
  member.source = finished;
  member.size = length;
  if (end === "cut-off" || end === "damaged") noteDamage(problems, member, path, end);
  else if (checksum !== entry.crc32) noteDamage(problems, member, path, "checksum");
  else if (length !== entry.size || at !== from + entry.storedSize) noteDamage(problems, member, path, "size");
}

function giveUp({ problems }: Reading, member: ZipFile, path: string, room: number): void {
  member.failure = new FormatError("zip", "limit", `unpacks to more than ${room} bytes`);
  problems.add("member-unpacks-too-far", path);
}
