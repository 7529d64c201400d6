import { createHash } from "node:crypto";
import { inflateRawSync } from "node:zlib";
import { expect, test } from "vitest";
import { ANDROID_STYLES, MAKERS } from "../../android/bugreport/phone.ts";
import { androidScenario, androidScenarios } from "./index.ts";

const digest = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const textOf = (files: ReadonlyMap<string, Uint8Array>): string => {
  const [, bytes] = [...files].find(([name]) => /^(?:bugreport|dumpState_).*\.(?:txt|log)$/.test(name))!;
  return new TextDecoder().decode(bytes);
};

test.each(androidScenarios.map(({ id }) => id))("%s gives the same bytes each time", (id) => {
  expect(digest(androidScenario(id).bugreport())).toBe(digest(androidScenario(id).bugreport()));
});

test("another seed gives another phone", () => {
  expect(digest(androidScenario("clean").bugreport({ seed: 2 }))).not.toBe(digest(androidScenario("clean").bugreport()));
});

test.each(androidScenarios.map((scenario) => [scenario.id, scenario] as const))(
  "%s holds what its truth says was planted",
  (_id, scenario) => {
    const text = textOf(scenario.folder());
    for (const { value } of scenario.truth.planted) expect(text.includes(value), value).toBe(true);
    expect(text).toContain("[ro.bridle.demo]: [1]");
  },
);

test("the clean phone holds no name that another one was given", () => {
  const text = textOf(androidScenario("clean").folder());
  for (const { truth } of androidScenarios)
    for (const { value, type } of truth.planted) if (type) expect(text.includes(value), value).toBe(false);
});

test.each(ANDROID_STYLES.flatMap((style) => MAKERS.map((maker) => [style, maker] as const)))(
  "a dump of %s by %s has at least fifty sections, each with its end",
  (style, maker) => {
    const text = textOf(androidScenario("clean").folder({ style, maker }));
    const services = [...text.matchAll(/^-{79}\nDUMP OF SERVICE (?:CRITICAL )?(.+):$/gm)].map(([, name]) => name);
    const ended = [...text.matchAll(/^-{9} [\d.]+s was the duration of dumpsys (.+), ending at: /gm)].map(([, name]) => name);
    expect(services).toEqual(ended);
    const commands = [...text.matchAll(/^------ [A-Z].* ------$/gm)].length;
    expect(services.length + commands).toBeGreaterThan(50);
    expect(text).toMatch(["android11", "android12", "android13"].includes(style) ? /^ {4}userId=\d+$/m : /^ {4}appId=\d+$/m);
    expect([...text.matchAll(/^ {2}Package \[/gm)].length).toBeGreaterThan(300);
  },
);

test("a dump is about as long as it is asked to be", () => {
  let length = 0;
  for (const piece of androidScenario("clean").text({ bytes: 20_000_000 })) length += piece.length;
  expect(length).toBeGreaterThan(17_000_000);
  expect(length).toBeLessThan(24_000_000);
});

test("a file keeps its own time in the zip", () => {
  const zip = androidScenario("clean").bugreport();
  const view = new DataView(zip.buffer, zip.byteOffset);
  const times = new Set<number>();
  for (let at = 0; at + 46 < zip.length; at++) if (view.getUint32(at, true) === 0x02014b50) times.add(view.getUint32(at + 12, true));
  expect(times.size).toBe(3);
  expect(
    inflateRawSync(zip.subarray(30 + view.getUint16(26, true) + view.getUint16(28, true), 30 + 11 + view.getUint32(18, true))).toString(),
  ).toBe("2.0\n");
});
