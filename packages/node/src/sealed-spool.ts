import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { closeSync, openSync, readSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import { type ClosableSpool, FormatError, piecedSource, type Spool } from "@bridle/core";
import { writeFully } from "./write-fully.ts";

/** What is sealed at a time: large enough that the 16 bytes of a tag and a call of the system cost nothing. */
export const SEALED_BYTES = 1 << 18;
/** What a spool holds at most by default: 32 GiB. */
export const MAX_SPOOL_BYTES = 32 * 2 ** 30;
/** Opened cuts that are kept, for all pieces together: 32 MB. More than a merge reads from at once. */
const MAX_OPENED = 128;
/** First room of a piece; most members of an archive are small. */
const FIRST_ROOM = 4_096;
const FILE_MODE = 0o600;
const CIPHER = "aes-256-gcm";
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A cut of a piece as it lies in the file: cipher text and tag. */
interface Cut {
  /** Counts the cuts of the file from 0. As nonce it seals each cut to its place: none opens in the place of another. */
  readonly serial: number;
  readonly place: number;
  readonly length: number;
}

/** Where sealed cuts go to and come from. */
interface SealedFile {
  seal(bytes: Uint8Array): Cut;
  open(cut: Cut): Uint8Array;
  /** Asks for room for so many bytes more. */
  claim(length: number): void;
}

/**
 * A spool in one open file. It writes and reads by descriptor alone, so a process may use it that may open nothing. All is sealed with
 * AES-256-GCM (NIST SP 800-38D) under a key that is drawn here and exists only in this process's memory.
 */
export function createSealedSpool(descriptor: number, maxBytes: number = MAX_SPOOL_BYTES): Spool {
  const file = sealedFile(descriptor, maxBytes);
  const opened = new Map<number, Uint8Array>();
  const openedCut = (cut: Cut): Uint8Array => {
    const bytes = opened.get(cut.serial) ?? file.open(cut);
    opened.delete(cut.serial); // to the end: the order of a Map is the order of use
    if (opened.size >= MAX_OPENED) opened.delete(opened.keys().next().value!);
    opened.set(cut.serial, bytes);
    return bytes;
  };
  return { begin: () => beginPiece(file, openedCut) };
}

function beginPiece(file: SealedFile, openedCut: (cut: Cut) => Uint8Array): ReturnType<Spool["begin"]> {
  const cuts: Cut[] = [];
  let waiting = new Uint8Array(0);
  let length = 0;
  let used = 0;
  const seal = (): void => {
    cuts.push(file.seal(waiting.subarray(0, used)));
    used = 0;
  };
  return {
    append(bytes) {
      file.claim(bytes.length);
      length += bytes.length;
      for (let at = 0; at < bytes.length; ) {
        const part = bytes.subarray(at, at + SEALED_BYTES - used);
        if (used + part.length > waiting.length) waiting = enlarged(waiting, used, used + part.length);
        waiting.set(part, used);
        used += part.length;
        at += part.length;
        if (used === SEALED_BYTES) seal();
      }
    },
    finish() {
      if (used > 0) seal();
      waiting = new Uint8Array(0);
      return piecedSource(length, SEALED_BYTES, (index) => openedCut(cuts[index]!));
    },
  };
}

function enlarged(bytes: Uint8Array, used: number, needed: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.min(SEALED_BYTES, Math.max(FIRST_ROOM, needed, bytes.length * 2)));
  larger.set(bytes.subarray(0, used));
  return larger;
}

function sealedFile(descriptor: number, maxBytes: number): SealedFile {
  const key = randomBytes(KEY_BYTES);
  let serial = 0;
  let end = 0;
  let claimed = 0;
  return {
    claim(length) {
      if (claimed + length > maxBytes) throw new FormatError("spool", "limit", `more than ${maxBytes} bytes`);
      claimed += length;
    },
    seal(bytes) {
      const cut = { serial: serial++, place: end, length: bytes.length };
      const cipher = createCipheriv(CIPHER, key, nonceOf(cut));
      writeFully(descriptor, cipher.update(bytes), cut.place);
      cipher.final();
      writeFully(descriptor, cipher.getAuthTag(), cut.place + cut.length);
      end += cut.length + TAG_BYTES;
      return cut;
    },
    open(cut) {
      const sealed = readFully(descriptor, cut.place, cut.length + TAG_BYTES);
      const decipher = createDecipheriv(CIPHER, key, nonceOf(cut), { authTagLength: TAG_BYTES });
      decipher.setAuthTag(sealed.subarray(cut.length));
      const bytes = decipher.update(sealed.subarray(0, cut.length));
      try {
        decipher.final();
      } catch (cause) {
        throw new FormatError("spool", "malformed", "what was read is not what was written", { offset: cut.place, cause });
      }
      return bytes;
    },
  };
}

/** Never used twice under one key: serials only go up, and no two processes have the same key. */
function nonceOf({ serial }: Cut): Uint8Array {
  const nonce = new Uint8Array(NONCE_BYTES);
  new DataView(nonce.buffer).setBigUint64(NONCE_BYTES - 8, BigInt(serial));
  return nonce;
}

function readFully(descriptor: number, place: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let done = 0; done < length; ) {
    const got = readSync(descriptor, bytes, done, length - done, place + done);
    if (got === 0) throw new FormatError("spool", "malformed", "the file is shorter than what was written", { offset: place + done });
    done += got;
  }
  return bytes;
}

/** Names of spool files, for who finds one that a killed run left: noise, since its key is gone with the process. */
export const SPOOL_NAME = /^\.bridle-spool-[0-9a-f]{32}$/;

/** A file for a spool. `close` gives back the descriptor and removes the file where that could not be done at once. */
export interface SpoolFile {
  readonly descriptor: number;
  close(): void;
}

/**
 * Makes a new file in a folder, readable by its owner alone, and takes its name away at once: what is written then goes when the last
 * process that holds the descriptor ends, however it ends. A system that keeps the name of an open file gets it removed by `close`.
 */
export function createSpoolFile(folder: string): SpoolFile {
  const file = join(folder, `.bridle-spool-${randomBytes(16).toString("hex")}`);
  const descriptor = openSync(file, "wx+", FILE_MODE);
  const isGone = removed(file);
  return {
    descriptor,
    close() {
      closeSync(descriptor);
      if (!isGone) removed(file);
    },
  };
}

function removed(file: string): boolean {
  try {
    unlinkSync(file);
    return true;
  } catch {
    return false;
  }
}

/** A sealed spool in a folder. Its file is made with the first piece; after `close` there is none. */
export function createFolderSpool(folder: string, maxBytes: number = MAX_SPOOL_BYTES): ClosableSpool {
  let file: SpoolFile | undefined;
  let spool: Spool | undefined;
  let isClosed = false;
  return {
    begin() {
      if (isClosed) throw new TypeError("the spool is closed");
      file ??= createSpoolFile(folder);
      spool ??= createSealedSpool(file.descriptor, maxBytes);
      return spool.begin();
    },
    close() {
      if (!isClosed) file?.close();
      isClosed = true;
    },
  };
}
