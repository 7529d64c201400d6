import type { InflateRaw } from "node:zlib";
import { type InflateProvider, type InflateRequest, inflateWith, portableInflate, type QuickInflate } from "@bridle/core";

/** Loaded when something is inflated, which few acquisitions ask for: it takes 3 ms. */
const zlib = (): typeof import("node:zlib") => process.getBuiltinModule("node:zlib");

/** Node's zlib, 256 KB at a time: smaller chunks cost more than twice as much. */
const CHUNK = 1 << 18;
const MIN_CHUNK = 1 << 12;
/** What most files become in one chunk. */
const USUAL_RATIO = 5;
/** Streams up to so long are inflated at once, without a stream object and its turns of the event loop. */
const AT_ONCE = 1 << 18;
/** What a stream inflated at once may become. */
const AT_ONCE_OUTPUT = 1 << 24;

/** At once where it is small, else as a stream. What is damaged falls to the portable way, which keeps the bytes before the damage. */
const quick: QuickInflate = async (request) => (request.to - request.from <= AT_ONCE ? inflatedAtOnce(request) : inflatedAsStream(request));

export const nodeInflate: InflateProvider = {
  inflate: inflateWith(quick, portableInflate.inflate),
  crc32: (bytes, before) => zlib().crc32(bytes, before),
};

type Outcome = Awaited<ReturnType<QuickInflate>>;

function inflatedAtOnce({ source, from, to, take }: InflateRequest): Outcome {
  const bytes = new Uint8Array(Math.max(0, to - from));
  const got = source.readSync(from, bytes);
  const result = inflatedOrNot(bytes.subarray(0, got));
  if (result === undefined) return undefined;
  const wantsMore = result.buffer.length === 0 || take(result.buffer);
  return { end: wantsMore ? "whole" : "stopped", at: from + result.engine.bytesWritten };
}

/** With `info` the answer also tells how much was used; @types/node knows the plain answer only. */
interface WithEngine {
  readonly buffer: Uint8Array;
  readonly engine: { readonly bytesWritten: number };
}

function inflatedOrNot(bytes: Uint8Array): WithEngine | undefined {
  try {
    const chunkSize = Math.min(CHUNK, Math.max(MIN_CHUNK, bytes.length * USUAL_RATIO));
    return zlib().inflateRawSync(bytes, { chunkSize, info: true, maxOutputLength: AT_ONCE_OUTPUT }) as unknown as WithEngine;
  } catch {
    return undefined;
  }
}

/** The chunk size of both sides is ours; Z_BUF_ERROR at the end means that all there was has been given out. */
function inflatedAsStream(request: InflateRequest): Promise<Outcome> {
  const { from, to, take } = request;
  const { constants, createInflateRaw } = zlib();
  const inflate = createInflateRaw({ chunkSize: CHUNK, finishFlush: constants.Z_FINISH });
  return new Promise((done, fail) => {
    const end = (outcome: Outcome): void => {
      done(outcome);
      inflate.destroy();
    };
    inflate.on("data", (bytes: Uint8Array) => {
      if (inflate.destroyed) return;
      try {
        if (!take(bytes)) end({ end: "stopped", at: from + inflate.bytesWritten });
      } catch (error) {
        // Of whoever takes, such as a full disk. Thrown from here it would end the process.
        inflate.destroy();
        fail(error);
      }
    });
    inflate.on("end", () => end({ end: "whole", at: from + inflate.bytesWritten }));
    inflate.on("error", (error: NodeJS.ErrnoException) => end(error.code === "Z_BUF_ERROR" ? { end: "cut-off", at: to } : undefined));
    feed(inflate, request, fail);
  });
}

function feed(inflate: InflateRaw, { source, from, to }: InflateRequest, fail: (error: unknown) => void): void {
  const buffer = new Uint8Array(CHUNK);
  let at = from;
  const next = (): void => {
    if (inflate.destroyed || inflate.readableEnded) return;
    try {
      const got = source.readSync(at, buffer.subarray(0, Math.max(0, Math.min(CHUNK, to - at))));
      at += got;
      if (got === 0) inflate.end();
      else inflate.write(buffer.subarray(0, got), next);
    } catch (error) {
      inflate.destroy();
      fail(error);
    }
  };
  next();
}
