import { AcquisitionError, type Unlock } from "@bridle/core";
import { type Child, faultOf, realPath, startChild } from "./child-reader.ts";
import type { Answer, Chunk, FileEnd, Request } from "./protocol.ts";
import type { ChildEntry } from "./runtime-paths.ts";

export interface FileReaderOptions {
  /** The acquisition. */
  readonly path: string;
  /** Canonical path of the file in it. */
  readonly file: string;
  /** Which one, where several have that path. */
  readonly rawPath?: string;
  readonly unlock?: Unlock;
  readonly identity?: string;
  /** Where a large member of an archive may be inflated to, sealed, into a file without a name; without this into memory only. */
  readonly spoolFolder?: string;
  readonly signal?: AbortSignal;
  /** How the process is started; tests give another. */
  readonly entry?: ChildEntry;
}

/** Reads one file of an acquisition in a process that may only read, and hands its content on, decrypted where it is encrypted. */
export interface FileReader {
  /** Raw paths of the files that the path names. Where it is one, that one can be read. */
  open(): Promise<readonly string[]>;
  /** Piece by piece: the next is read when `write` has dealt with the one before. */
  read(write: (piece: Uint8Array) => Promise<void>): Promise<FileEnd>;
  close(): void;
}

export function createFileReader({ path, file, rawPath, unlock, identity, spoolFolder, signal, entry }: FileReaderOptions): FileReader {
  let child: Child | undefined;
  signal?.addEventListener("abort", () => child?.stop("closed"), { once: true });

  async function ask(request: Request): Promise<Exclude<Answer, Chunk>> {
    signal?.throwIfAborted();
    const answer = await child!.ask(request, () => undefined);
    signal?.throwIfAborted();
    if (answer.type === "refused") throw new AcquisitionError(answer.code, answer.params);
    if (answer.type === "died") throw new Error(`the reading process ended: ${answer.detail}`);
    if (answer.type === "fault") throw faultOf(answer, spoolFolder);
    return answer;
  }

  return {
    async open() {
      child = startChild({ path, ...(entry && { entry }), ...(spoolFolder !== undefined && { spoolFolder }) });
      const answer = await ask({
        type: "file",
        path: realPath(path),
        file,
        ...(rawPath !== undefined && { rawPath }),
        ...(unlock && { unlock }),
        ...(identity !== undefined && { identity }),
      });
      return answer.type === "file" ? answer.rawPaths : unexpected(answer);
    },
    async read(write) {
      for (;;) {
        const answer = await ask({ type: "piece" });
        if (answer.type === "file-end") return answer;
        if (answer.type !== "piece") return unexpected(answer);
        await write(answer.bytes);
      }
    },
    close: () => child?.stop("closed"),
  };
}

const unexpected = ({ type }: Answer): never => {
  throw new Error(`unexpected answer: ${type}`);
};
