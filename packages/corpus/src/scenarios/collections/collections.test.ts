import { createHash } from "node:crypto";
import { inflateRawSync, inflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { demoIdentity, demoSecret } from "../../android/androidqf/age.ts";
import { collectionScenario, collectionScenarios } from "./index.ts";

const digest = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** Everything that can be read without opening the encrypted: texts, and the messages by inflating what looks like a zlib stream. */
function textOf(files: ReadonlyMap<string, Uint8Array>): string {
  const backup = Buffer.from(files.get("backup.ab")!);
  const at = backup.indexOf(Buffer.from([0x78, 0x9c]));
  const messages = at < 0 ? "" : inflateSync(backup.subarray(at)).toString();
  const texts = [...files]
    .filter(([name]) => /\.(?:txt|json|csv)$/.test(name))
    .map(([name, bytes]) => `${name}\n${new TextDecoder().decode(bytes)}`);
  const older = [...files].filter(([name]) => name.startsWith("old_bugreports/")).flatMap(([, bytes]) => membersOf(bytes));
  return [...texts, ...older, messages, ...files.keys()].join("\n");
}

/** What a zip of ours holds: local headers of 30 bytes and a name, sizes in them, everything deflated. */
function membersOf(zip: Uint8Array): string[] {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const texts: string[] = [];
  for (let at = 0; view.getUint32(at, true) === 0x04034b50; ) {
    const from = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
    const to = from + view.getUint32(at + 18, true);
    texts.push(inflateRawSync(zip.subarray(from, to)).toString());
    at = to;
  }
  return texts;
}

test.each(collectionScenarios.map((scenario) => [scenario.id, scenario] as const))("%s gives the same bytes each time", (_id, scenario) => {
  expect(digest(scenario.zip())).toBe(digest(scenario.zip()));
  expect(digest(scenario.sealed(demoSecret(1)))).toBe(digest(scenario.sealed(demoSecret(1))));
  expect(digest(scenario.backup({ password: "a", isCompressed: true }))).toBe(
    digest(scenario.backup({ password: "a", isCompressed: true })),
  );
});

test.each(collectionScenarios.map((scenario) => [scenario.id, scenario] as const))(
  "%s holds what its truth says was planted",
  (_id, scenario) => {
    const text = textOf(scenario.files());
    for (const { value } of scenario.truth.planted) expect(text, value).toContain(value);
    expect(text).toContain("[ro.bridle.demo]: [1]");
  },
);

test("the clean collection holds no name that another one was given", () => {
  const text = textOf(collectionScenario("clean").files());
  for (const { truth } of collectionScenarios)
    for (const { value, type } of truth.planted) if (type) expect(text.includes(value), value).toBe(false);
});

test("an identity is written as age-keygen writes it", () => {
  expect(demoIdentity(1)).toMatch(/^# DEMO.*\nAGE-SECRET-KEY-1[A-Z0-9]{58}\n$/);
});
