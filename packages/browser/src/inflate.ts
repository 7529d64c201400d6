import { type InflateProvider, type InflateRequest, inflateWith, portableInflate, type QuickInflate } from "@bridle/core";

/** Bytes read and handed over at a time: with large ones the browser's stream costs half of what it does with small ones. */
const CHUNK = 1 << 22;

/**
 * The browser's own stream. It fails when anything follows the stream, and says neither where the stream ended nor how far its
 * bytes were good: then the portable way decides.
 */
const quick: QuickInflate = async (request) => {
  const stream = new DecompressionStream("deflate-raw");
  const to = request.to - (request.trailer ?? 0);
  const fed = feed(stream, { ...request, to });
  const outcome = await drained(stream, request.take);
  const read = await fed;
  if (read instanceof Unreadable) throw read.cause;
  if (outcome === "stopped") return { end: "stopped", at: request.from };
  return outcome === "whole" ? { end: "whole", at: to } : undefined;
};

export const browserInflate: InflateProvider = { inflate: inflateWith(quick, portableInflate.inflate), crc32: portableInflate.crc32 };

/** The source itself failed: no matter of inflating. */
class Unreadable extends Error {}

async function feed(stream: DecompressionStream, { source, from, to }: InflateRequest): Promise<Unreadable | undefined> {
  const writer = stream.writable.getWriter();
  const stopped = writer.closed.catch(() => undefined);
  try {
    for (let at = from; at < to; ) {
      const bytes = pieceOf(source, at, Math.min(CHUNK, to - at));
      if (bytes.length === 0) break;
      at += bytes.length;
      await writer.write(bytes);
    }
    await writer.close();
  } catch (error) {
    if (error instanceof Unreadable) {
      await writer.abort(error).catch(() => undefined);
      return error;
    }
    // What the stream has against its bytes shows on its other side.
  }
  await stopped;
  return undefined;
}

function pieceOf(source: InflateRequest["source"], at: number, length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  try {
    return bytes.subarray(0, source.readSync(at, bytes));
  } catch (cause) {
    throw new Unreadable("unreadable", { cause });
  }
}

async function drained(stream: DecompressionStream, take: InflateRequest["take"]): Promise<"whole" | "stopped" | "failed"> {
  const reader = stream.readable.getReader();
  for (;;) {
    const piece = await reader.read().catch(() => undefined);
    if (piece === undefined) return "failed";
    if (piece.done) return "whole";
    if (!take(piece.value)) {
      await reader.cancel().catch(() => undefined);
      return "stopped";
    }
  }
}
