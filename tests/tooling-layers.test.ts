import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { checkSource, checkTree } from "../scripts/layers/check.ts";

const reasons = (file: string, text: string): string[] => checkSource(file, text).map(({ why }) => why);
const inCore = (text: string, folder = "artifacts/ios"): string[] => reasons(`packages/core/src/${folder}/planted.ts`, text);

test("what the catalog of sentences may use, no other file may, and it may use no more", () => {
  const plural = "new Intl.PluralRules('en')";
  expect(reasons("packages/core/src/messages/formatters.ts", plural)).toEqual([]);
  expect(reasons("packages/core/src/messages/other.ts", plural)).toEqual(["uses Intl.PluralRules"]);
  expect(reasons("packages/core/src/messages/formatters.ts", "new Intl.Collator()")).toEqual(["uses Intl.Collator"]);
});

describe("names that core may not use", () => {
  test.each([
    ["fetch('https://example.org')", "uses fetch"],
    ["globalThis.fetch('x')", "uses globalThis.fetch"],
    ["self['fetch']('x')", "uses self.fetch"],
    ["const { fetch } = globalThis", "passes globalThis around"],
    ["const g = globalThis; g", "passes globalThis around"],
    ["globalThis['fe' + 'tch']", "passes globalThis around"],
    ["new WebSocket('wss://x')", "uses WebSocket"],
    ["new XMLHttpRequest()", "uses XMLHttpRequest"],
    ["const open = [WebSocket]", "uses WebSocket"],
    ["console.log(1)", "uses console"],
    ["eval('1')", "uses eval"],
    ["new Function('return 1')", "uses Function"],
    ["(() => 1).constructor('return 1')", "uses .constructor"],
    ["(() => 1)['constructor']('return 1')", "uses .constructor"],
    ["Date.now()", "uses Date.now"],
    ["Date['now']()", "uses Date.now"],
    ["const { now } = Date", "uses Date.now"],
    ["new Date()", "uses new Date()"],
    ["Date()", "uses Date()"],
    ["new Date(0).getHours()", "uses .getHours"],
    ["Math.random()", "uses Math.random"],
    ["'a'.localeCompare('b')", "uses .localeCompare"],
    ["(1).toLocaleString()", "uses .toLocaleString"],
    ["new Intl.DateTimeFormat()", "uses Intl.DateTimeFormat"],
    ["process.env", "uses process"],
    ["const all = { process }", "uses process"],
    ["Buffer.from('')", "uses Buffer"],
    ["performance.now()", "uses performance"],
    ["crypto.getRandomValues(new Uint8Array(1))", "uses crypto"],
    ["const x = { ['k']: fetch }", "uses fetch"],
    ["function f(a = fetch) { return a }", "uses fetch"],
  ])("%s", (text, why) => {
    expect(inCore(text)).toContain(why);
  });

  test("reports each once, with its line", () => {
    expect(checkSource("packages/core/src/model/planted.ts", "const a = 1;\n\nfetch(a);")).toEqual([
      { file: "packages/core/src/model/planted.ts", line: 3, why: "uses fetch" },
    ]);
  });

  test.each([
    "const record = { fetch: 1, process: 2, console: 3 };",
    "record.fetch; record.process;",
    "interface A { readonly process: string; readonly location: number }",
    "const f = ({ process }: { process: string }) => process.length;",
    "const g = (window: number) => [window];",
    "new Date(0).toISOString();",
    "Date.parse('2020-01-01T00:00:00Z');",
    "class A { constructor() { globalThis.structuredClone(1); } }",
    "// fetch(console)\nconst text = 'eval(process)';",
  ])("says nothing about %s", (text) => {
    expect(inCore(text)).toEqual([]);
  });
});

describe("layers of core", () => {
  test.each([
    ["model", 'import { a } from "../formats/plist/value.ts";', "model imports formats"],
    ["model", 'import type { A } from "../artifacts/artifact.ts";', "model imports artifacts"],
    ["formats/plist", 'import { a } from "../../acquisition/input.ts";', "formats imports acquisition"],
    ["formats/plist", 'export * from "../../analysis/runner.ts";', "formats imports analysis"],
    ["formats/a/b/c", 'export type { A } from "../../../../report/html.ts";', "formats imports report"],
    ["bytes", 'type A = import("../detections/detection.ts").Detection;', "bytes imports detections"],
    ["bytes", 'const a = import("../case/documents.ts");', "bytes imports case"],
    ["bytes", "const a = (name: string) => import(name);", "imports a computed name"],
    ["indicators", 'import { a } from "../bytes/hasher.ts";', "indicators imports bytes"],
    ["messages", 'import { a } from "../knowledge/help.ts";', "messages imports knowledge"],
    ["detections/ios", 'import { a } from "../../indicators/load.ts";', "detections imports indicators"],
    ["artifacts/ios", 'import { a } from "../../testing/index.ts";', "artifacts imports testing"],
    ["artifacts/ios", 'import { a } from "../../index.ts";', "artifacts imports the public entry"],
    ["artifacts/ios", 'import { a } from "node:fs";', "imports node:fs, which is not among its packages"],
    ["artifacts/ios", 'import { a } from "../../../../node/src/input.ts";', "leaves its package: ../../../../node/src/input.ts"],
    ["nowhere", "export const a = 1;\nimport './b.ts';", "stands in no known layer"],
  ])("%s refuses %s", (folder, text, why) => {
    expect(inCore(text, folder)).toContain(why);
  });

  test.each([
    ["artifacts/ios", 'import { a } from "../../formats/plist/value.ts";'],
    ["analysis", 'import { a } from "../indicators/load.ts";'],
    ["report", 'import { a } from "../analysis/runner.ts";'],
    ["case", 'import { a } from "../report/html.ts";'],
    ["model", 'import * as v from "valibot";'],
    ["messages", 'import { IntlMessageFormat } from "intl-messageformat";'],
    ["knowledge/packs", 'import pack from "./pack.json" with { type: "json" };'],
  ])("%s may %s", (folder, text) => {
    expect(inCore(text, folder)).toEqual([]);
  });

  test("a test of core may not need Node", () => {
    const text = 'import { readFileSync } from "node:fs";';
    expect(reasons("packages/core/src/model/planted.test.ts", text)).toHaveLength(1);
    expect(reasons("packages/node/src/planted.test.ts", text)).toEqual([]);
  });
});

describe("the way out", () => {
  test("one folder may open a connection, by HTTPS alone", () => {
    const way = "packages/cli/src/net/planted.ts";
    expect(reasons(way, 'import { request } from "node:https"; import type { ClientRequest } from "node:http";')).toEqual([]);
    expect(reasons(way, 'import { request } from "node:http";')).toEqual(["imports node:http"]);
    expect(reasons(way, 'import { connect } from "node:tls";')).toEqual(["imports node:tls"]);
    expect(reasons(way, "await fetch('https://example.org')")).toEqual(["uses fetch"]);
    expect(reasons("packages/cli/src/planted.ts", 'import type { Agent } from "node:https";')).toEqual(["imports node:https"]);
    expect(reasons("packages/node/src/net/planted.ts", 'import { request } from "node:https";')).toEqual(["imports node:https"]);
  });

  test.each(['import { a } from "../net/planted.ts";', 'await import("../net/planted.ts");', 'export * from "../net/planted.ts";'])(
    "and one command may use it: %s",
    (text) => {
      expect(reasons("packages/cli/src/commands/indicators-update.ts", text)).toEqual([]);
      for (const other of ["commands/check.ts", "commands/indicators-list.ts", "indicators/update.ts"])
        expect(reasons(`packages/cli/src/${other}`, text)).toEqual(["imports ../net/planted.ts, which uses the network"]);
    },
  );
});

describe("other packages", () => {
  test.each([
    ["corpus", 'import { readPlist } from "@bridle/core";', "imports @bridle/core, which is not among its packages"],
    ["corpus", 'import { readPlist } from "../../core/src/index.ts";', "leaves its package: ../../core/src/index.ts"],
    ["node", 'import { request } from "node:https";', "imports node:https"],
    ["node", 'import { createConnection } from "net";', "imports net"],
    ["cli", "await fetch('https://example.org')", "uses fetch"],
    ["cli", "globalThis.fetch('x')", "uses globalThis.fetch"],
    ["browser", 'import { a } from "node:fs";', "imports node:fs, which is not among its packages"],
  ])("%s refuses %s", (name, text, why) => {
    expect(reasons(`packages/${name}/src/planted.ts`, text)).toContain(why);
  });

  test("hosts have a console, a process and a clock", () => {
    expect(reasons("packages/cli/src/planted.ts", "console.log(process.pid, Date.now(), new Date());")).toEqual([]);
  });
});

test("a file that does not parse is said", () => {
  expect(inCore("const = ;")).toContain("does not parse");
});

test("the sources of all packages are looked at", () => {
  const { files } = checkTree(fileURLToPath(new URL("..", import.meta.url)));
  expect(files).toBeGreaterThan(20);
});
