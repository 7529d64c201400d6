import { IndicatorError } from "@bridle/core";
import { describe, expect, test } from "vitest";
import { MAX_YAML_BYTES, parseYaml, readSet } from "./read-set.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const codeOf = async (work: Promise<unknown>): Promise<string | undefined> =>
  work.then(
    () => undefined,
    (error: unknown) => (error instanceof IndicatorError ? error.code : String(error)),
  );

const LIST = `- name: Heron
  names: [Heron, Egret]
  type: stalkerware
  packages:
    - com.heron.app
  certificates: ["31A6ECECD97CF39BC4126B8745CD94A7C30BF81C"]
  websites: [heron.example]
  c2:
    domains: [api.heron.example]
`;

test("reads Echap's list as a set of its class, with the roles of hosts", async () => {
  const { pack, indicators } = await readSet("ioc.yaml", bytes(LIST), "option");
  expect(pack).toMatchObject({ class: "stalkerware", title: "ioc.yaml", origin: "option" });
  expect(indicators.map(({ value, domainRole }) => [value, domainRole])).toEqual([
    ["com.heron.app", undefined],
    ["31A6ECECD97CF39BC4126B8745CD94A7C30BF81C", undefined],
    ["heron.example", "website"],
    ["api.heron.example", "c2"],
  ]);
  expect((await readSet("watchware.yaml", bytes(LIST), "option")).pack.class).toBe("watchware");
  expect((await readSet("ioc.yaml", bytes(LIST), "option", { class: "unclassified", id: "mine" })).indicators[0]?.pack).toBe("mine");
});

test("refuses YAML of another form, and what is no text", async () => {
  expect(await codeOf(readSet("x.yaml", bytes("a: 1\n"), "option"))).toBe("not-indicators");
  expect(await codeOf(readSet("x.yml", bytes("- 1\n"), "option"))).toBe("not-indicators");
  expect(await codeOf(readSet("x.yaml", new Uint8Array([0xff, 0xfe, 0x00]), "option"))).toBe("not-text");
  expect(await codeOf(readSet("x.yaml", new Uint8Array(MAX_YAML_BYTES + 1), "option"))).toBe("too-large");
});

describe("YAML that is made to harm", () => {
  const SIZE = 1 << 17;
  const bomb = `a0: &a0 [x]\n${Array.from({ length: 12 }, (_, at) => `a${at + 1}: &a${at + 1} [${Array(9).fill(`*a${at}`).join(", ")}]`).join("\n")}\n`;
  test.each([
    ["brackets inside brackets", "[".repeat(SIZE)],
    ["braces inside braces", "{".repeat(SIZE)],
    ["lists inside lists", "- ".repeat(SIZE / 2)],
    ["keys inside keys", "? ".repeat(SIZE / 2)],
    ["anchors without end", "&a ".repeat(SIZE / 3)],
    ["tags without end", "!x ".repeat(SIZE / 3)],
    ["a bomb of aliases", bomb],
    ["a tag that asks for code", "- !!js/function 'function () {}'\n- *x\n"],
    ["a string that never ends", `"${"x".repeat(SIZE)}`],
  ])("%s is refused", async (_what, text) => {
    expect(await codeOf(parseYaml(bytes(text)))).toBe("not-indicators");
  });

  test("keys of JavaScript's own objects stay data", async () => {
    const parsed = (await parseYaml(bytes("__proto__: {polluted: yes}\nconstructor: x\n"))) as Record<string, unknown>;
    expect(Object.keys(parsed)).toEqual(["__proto__", "constructor"]);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });
});
