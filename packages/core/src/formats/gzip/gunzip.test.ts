import { expect, test } from "vitest";
import { bytesSource } from "../../bytes/byte-source.ts";
import { portableInflate } from "../../bytes/portable-inflate.ts";
import { damaged } from "../../testing/damage.ts";
import { gunzip } from "./gunzip.ts";

async function packed(text: string): Promise<Uint8Array> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

const joined = (...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));

async function unpacked(bytes: Uint8Array, enough = Number.POSITIVE_INFINITY): Promise<{ text: string; notes: readonly string[] }> {
  const notes: string[] = [];
  let text = "";
  await gunzip({
    source: bytesSource(bytes),
    inflate: portableInflate,
    take: (piece) => {
      text += new TextDecoder("latin1").decode(piece);
      return text.length < enough;
    },
    note: (kind, value) => void notes.push(`${kind} ${value}`),
  });
  return { text, notes };
}

test("reads one member, and several that follow one another", async () => {
  const one = await packed("first ");
  const two = await packed("second");
  expect(await unpacked(one)).toEqual({ text: "first ", notes: [] });
  expect(await unpacked(joined(one, two))).toEqual({ text: "first second", notes: [] });
});

test("passes over the optional fields of a header", async () => {
  const member = await packed("text");
  const fields = [0x1f, 0x8b, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 3, 3, 0, 9, 9, 9, 0x61, 0, 0x62, 0x63, 0, 0xaa, 0xbb];
  expect(await unpacked(joined(fields, member.subarray(10)))).toEqual({ text: "text", notes: [] });
  expect((await unpacked(Uint8Array.from(fields.slice(0, 18)))).notes).toEqual(["gzip-damaged 0"]);
});

test("keeps what can be read of damaged files, and names the damage", async () => {
  const member = await packed("text");
  const end = member.length;
  expect(await unpacked(joined(member, new Uint8Array(512)))).toEqual({ text: "text", notes: ["gzip-trailing 512"] });
  expect(await unpacked(member.subarray(0, end - 4))).toEqual({ text: "text", notes: [`gzip-cut-off ${end - 4}`] });
  expect(await unpacked(member.subarray(0, end - 8))).toEqual({ text: "text", notes: [`gzip-cut-off ${end - 8}`] });
  expect((await unpacked(member.subarray(0, 13))).notes).toEqual(["gzip-cut-off 13"]);
  const wrong = member.with(end - 8, member[end - 8]! ^ 1);
  expect(await unpacked(joined(wrong, member))).toEqual({ text: "texttext", notes: [`gzip-checksum ${end - 8}`] });
  expect((await unpacked(member.with(end - 1, 9))).notes).toEqual([`gzip-length ${end - 8}`]);
  expect((await unpacked(member.with(10, 7))).notes[0]).toMatch(/^gzip-damaged 1\d$/);
});

test("stops when no more is wanted, and looks at nothing behind", async () => {
  const member = await packed("text");
  expect(await unpacked(joined(member, [1, 2, 3]), 1)).toEqual({ text: "text", notes: [] });
});

test("answers every damage with bytes and notes", async () => {
  const whole = joined(await packed("A text that is packed. ".repeat(9)), await packed("And a second one, a shorter one."));
  const { text } = await unpacked(whole);
  for (const { bytes, damage } of damaged(whole)) {
    const result = await unpacked(bytes);
    expect(result.notes.length > 0 || result.text.length <= text.length, damage).toBe(true);
    if (damage.startsWith("cut")) expect(text.startsWith(result.text), damage).toBe(true);
  }
});
