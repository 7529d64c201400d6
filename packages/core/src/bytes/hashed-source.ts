import { type ByteSource, chunksOf } from "./byte-source.ts";
import type { CreateHasher } from "./hasher.ts";
import { rangeSource } from "./range-source.ts";

/** A source that is hashed while it is read. */
export interface HashedSource extends ByteSource {
  /** The hash of the whole: what nobody has read in order is read now. To be asked for once. */
  sha256(): string;
}

/** Most of what is read is read from its beginning to its end: to hash it apart would read it twice. */
export function hashedSource(source: ByteSource, createHasher: CreateHasher): HashedSource {
  const hasher = createHasher();
  const { byteLength } = source;
  let hashed = 0;
  return {
    byteLength,
    readSync(offset, into) {
      const got = source.readSync(offset, into);
      if (offset <= hashed && hashed < offset + got) {
        hasher.update(into.subarray(hashed - offset, got));
        hashed = offset + got;
      }
      return got;
    },
    sha256() {
      for (const chunk of chunksOf(rangeSource(source, hashed, byteLength))) hasher.update(chunk);
      return hasher.hex();
    },
  };
}
