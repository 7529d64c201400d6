import { createHash } from "node:crypto";
import { inflateSync } from "node:zlib";
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
  return [...texts, messages, ...files.keys()].join("\n");
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
