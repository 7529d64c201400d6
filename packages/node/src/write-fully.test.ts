import { expect, test } from "vitest";
import { writeFully } from "./write-fully.ts";

/** A disk that takes few bytes at a time, and has so much room. */
function smallDisk(step: number, room: number) {
  const held = new Map<number, number>();
  let end = 0;
  return {
    text: (): string => new TextDecoder().decode(Uint8Array.from({ length: held.size }, (_, at) => held.get(at)!)),
    write(_descriptor: number, bytes: Uint8Array, offset: number, length: number, place?: number): number {
      const taken = Math.min(step, length, room - held.size);
      if (taken === 0 && step > 0) throw Object.assign(new Error("ENOSPC: no space left on device"), { code: "ENOSPC" });
      const start = place ?? end;
      for (let index = 0; index < taken; index++) held.set(start + index, bytes[offset + index]!);
      end = start + taken;
      return taken;
    },
  };
}

const bytes = new TextEncoder().encode("a heron stands in the marsh");

test("writes on where the system took only a part, at the end or at a place", () => {
  for (const place of [undefined, 0]) {
    const disk = smallDisk(4, 1_000);
    writeFully(1, bytes, place, disk.write);
    expect(disk.text()).toBe("a heron stands in the marsh");
  }
});

test("says that a disk is full after the part that fitted", () => {
  const disk = smallDisk(4, 10);
  expect(() => writeFully(1, bytes, undefined, disk.write)).toThrow("ENOSPC");
  expect(disk.text()).toBe("a heron st");
});

test("a system that takes nothing without a word is an error", () => {
  expect(() => writeFully(1, bytes, undefined, smallDisk(0, 10).write)).toThrow(expect.objectContaining({ code: "ENOSPC" }));
});
