import { writeSync } from "node:fs";

/** As `fs.writeSync`; a test gives one that takes less than it is given. `place` is undefined at the end of what was written. */
export type WriteSome = (descriptor: number, bytes: Uint8Array, offset: number, length: number, place?: number) => number;

/**
 * Writes all of it. A disk that is nearly full takes a part and says so only by the number; asked for the rest it takes it or refuses
 * (ENOSPC), which is thrown. One that takes nothing and says nothing is an error too, not a loop without end.
 */
export function writeFully(descriptor: number, bytes: Uint8Array, place?: number, write: WriteSome = writeSync): void {
  for (let done = 0; done < bytes.length; ) {
    const taken = write(descriptor, bytes, done, bytes.length - done, place === undefined ? undefined : place + done);
    if (taken <= 0) throw Object.assign(new Error("the file takes no more bytes"), { code: "ENOSPC" });
    done += taken;
  }
}
