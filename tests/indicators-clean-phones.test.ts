import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { buildIndex, createMatcher } from "../packages/core/src/indicators/indicator-index.ts";
import { defaultPacks } from "../packages/core/src/knowledge/default-packs.ts";
import type { Observable } from "../packages/core/src/model/observable.ts";

/** Real research phones that nobody attacked: whatever the default packs say of them is a false alarm and needs a reason here. */
const PUBLIC = fileURLToPath(new URL("../../shared/public/", import.meta.url));
const isHere = existsSync(PUBLIC);
const canUnzip = isHere && spawnSync("unzip", ["-v"]).status === 0;

const packs = defaultPacks();
const index = buildIndex(
  packs.flatMap(({ indicators }) => indicators),
  packs.map(({ pack }) => pack),
);
const matcher = createMatcher(index, { platform: "ios", cuts: { "process:name": 16 } });
const said = (type: Observable["type"], value: string): string[] =>
  matcher.find({ type, role: "listed", value }).map((match) => `${match.manner} ${index.entries[match.indicator]!.value}`);

const column = (file: string, sql: string): string[] => {
  const database = new DatabaseSync(`${PUBLIC}${file}`, { readOnly: true });
  const values = database
    .prepare(sql)
    .all()
    .map((row) => String(Object.values(row)[0]));
  database.close();
  return values;
};

test.skipIf(!isHere)("stays silent on the processes of healthy phones", () => {
  const names = [
    ...column("ios/DataUsage.sqlite", "select ZPROCNAME from ZPROCESS"),
    ...column("ios/netusage.sqlite", "select ZPROCNAME from ZPROCESS"),
  ];
  expect(names.length).toBeGreaterThan(100);
  expect(names.flatMap((name) => said("process:name", name))).toEqual([]);
});

test.skipIf(!isHere)("stays silent on the browsing history of a healthy phone", () => {
  const urls = column("ios/Safari-History.db", "select url from history_items");
  expect(urls.length).toBeGreaterThan(0);
  expect(urls.flatMap((url) => said("url:value", url))).toEqual([]);
});

test.skipIf(!canUnzip).each(["magnet-mvs-2023-ios", "josh-hickman-ios15", "belkasoft-ctf6-ios-dev1"])(
  "says nothing of the paths of %s",
  (list) => {
    const text = execFileSync("unzip", ["-p", `${PUBLIC}path-lists/${list}.csv.zip`, `${list}.csv`], {
      encoding: "utf8",
      maxBuffer: 1 << 28,
    });
    const paths = text.split("\n").map((line) =>
      line
        .slice(0, line.indexOf(","))
        .replace(/^filesystem\d*/, "")
        .replace(/^private\//, "/private/"),
    );
    expect(paths.length).toBeGreaterThan(10_000);
    const alarms = new Map<string, string>();
    for (const path of paths) for (const match of said("file:path", path)) alarms.set(match, path);
    expect([...alarms]).toEqual([]);
  },
);
