import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { reproduceCommand } from "../packages/core/src/analysis/reproduce.ts";
import { atFile, atKey, atLine, atOffset, atRow } from "../packages/core/src/model/locator.ts";

const has = (tool: string): boolean => spawnSync("sh", ["-c", `command -v ${tool}`]).status === 0;
const run = (command: string | undefined): string =>
  execFileSync("sh", ["-c", command!], { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "bridle-reproduce-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Names that would run something, end an option list, or turn around on a screen, were they not quoted. */
const HOSTILE_NAMES = [
  "plain.db",
  "-readonly",
  "it's $(touch pwned) `touch pwned`; touch pwned #",
  'a "b" \\ c%41?mode=rwc&x=1#y',
  "line\nbreak\tand\u001b[31m escape",
  "mirror \u202eexe.txt",
  "قاعدة بيانات 数据 é e\u0301",
];

const database = (name: string, table: string, text: string): void => {
  const db = new DatabaseSync(join(folder, name));
  db.exec(`CREATE TABLE "${table.replaceAll('"', '""')}" (subject TEXT, "quoted ""column""" INTEGER)`);
  db.prepare(`INSERT INTO "${table.replaceAll('"', '""')}" (rowid, subject) VALUES (7, ?)`).run(text);
  db.close();
};

describe.skipIf(!has("sqlite3"))("commands for rows", () => {
  test.each(HOSTILE_NAMES)("show the row of a database named %j, and change nothing", (name) => {
    database(name, "message", "the only row");
    const bytes = readFileSync(join(folder, name));
    const before = readdirSync(folder);
    const output = run(reproduceCommand({ rawPath: name }, [atRow("message", 7)]));
    expect(output).toContain("subject = the only row");
    expect(output).toContain("_rowid = 7");
    expect(readdirSync(folder)).toEqual(before);
    expect(readFileSync(join(folder, name)).equals(bytes)).toBe(true);
  });

  test.each(["na\"me'; DROP TABLE x; --", "$(touch pwned)", "two\nlines\u202e", "تابل"])("show the row of a table named %j", (table) => {
    database("tables.db", table, "found in the odd table");
    expect(run(reproduceCommand({ rawPath: "tables.db" }, [atRow(table, 7)]))).toContain("found in the odd table");
    rmSync(join(folder, "tables.db"));
    expect(readdirSync(folder)).not.toContain("pwned");
  });

  test("show every row that a joined record was made of", () => {
    const db = new DatabaseSync(join(folder, "joined.db"));
    db.exec("CREATE TABLE message (text TEXT); CREATE TABLE handle (id TEXT)");
    db.exec("INSERT INTO message (rowid, text) VALUES (12, 'hello'); INSERT INTO handle (rowid, id) VALUES (3, '+100')");
    db.close();
    const output = run(reproduceCommand({ rawPath: "joined.db" }, [atRow("message", 12), atRow("handle", "3")]));
    expect(output).toContain("text = hello");
    expect(output).toContain("id = +100");
  });

  test("show a row that only the write-ahead log holds, from copies that are gone afterwards", () => {
    const db = new DatabaseSync(join(folder, "live.db"));
    db.exec("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; CREATE TABLE message (text TEXT)");
    db.exec("INSERT INTO message (rowid, text) VALUES (9, 'only in the log')");
    mkdirSync(join(folder, "3d"));
    mkdirSync(join(folder, "aa"));
    writeFileSync(join(folder, "3d/3d0d"), readFileSync(join(folder, "live.db")));
    writeFileSync(join(folder, "aa/it's"), readFileSync(join(folder, "live.db-wal")));
    db.close();
    const command = reproduceCommand({ rawPath: "3d/3d0d", walRawPath: "aa/it's" }, [atRow("message", 9)]);
    const kept = mkdtempSync(join(folder, "temporary-"));
    const output = execFileSync("sh", ["-c", command!], { cwd: folder, encoding: "utf8", env: { ...process.env, TMPDIR: kept } });
    expect(output).toContain("text = only in the log");
    expect(readdirSync(kept)).toEqual([]);
    expect(readdirSync(join(folder, "3d"))).toEqual(["3d0d"]);
  });

  test("do not let a hostile view reach the file system", () => {
    const db = new DatabaseSync(join(folder, "view.db"));
    db.exec(`CREATE TABLE t (a); CREATE VIEW message AS SELECT 7 AS rowid, writefile('pwned', 'x') AS a`);
    db.close();
    const command = reproduceCommand({ rawPath: "view.db" }, [atRow("message", 7)]);
    spawnSync("sh", ["-c", command!], { cwd: folder });
    expect(readdirSync(folder)).not.toContain("pwned");
  });
});

describe.skipIf(!has("python3"))("commands for keys", () => {
  const plist = (body: string): string => `<?xml version="1.0"?><plist version="1.0">${body}</plist>`;

  test.each(HOSTILE_NAMES)("print the member of a property list named %j", (name) => {
    writeFileSync(
      join(folder, `${name}.plist`),
      plist("<dict><key>A</key><array><string>no</string><string>the member</string></array></dict>"),
    );
    expect(run(reproduceCommand({ rawPath: `${name}.plist` }, [atKey("A", 1)]))).toBe("'the member'\n");
  });

  test.each(["it's", '"]);import os#', "-x", "‮turned", "é", "line\nbreak"])("print the member at the key %j", (key) => {
    const escaped = key.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
    writeFileSync(join(folder, "keys.plist"), plist(`<dict><key>${escaped}</key><integer>41</integer></dict>`));
    expect(run(reproduceCommand({ rawPath: "keys.plist" }, [atKey(key)]))).toBe("41\n");
  });

  test("print the member of a JSON document with its control characters escaped", () => {
    writeFileSync(join(folder, "state.json"), JSON.stringify({ apps: [{ id: "\u001b[2J" }] }));
    expect(run(reproduceCommand({ rawPath: "state.json", form: "json" }, [atKey("apps", 0, "id")]))).toBe("'\\x1b[2J'\n");
  });
});

describe("commands for lines, bytes and files", () => {
  test.each(HOSTILE_NAMES)("print line 2 of a log named %j", (name) => {
    writeFileSync(join(folder, `log ${name}`), "first\nsecond\nthird\n");
    expect(run(reproduceCommand({ rawPath: `log ${name}` }, [atLine(2)]))).toBe("second\n");
  });

  test.skipIf(!has("xxd"))("dump the bytes at an offset, and no more than the record is long", () => {
    writeFileSync(join(folder, "blob"), "0123456789abcdef");
    const output = run(reproduceCommand({ rawPath: "blob" }, [atOffset(10, 3)]));
    expect(output).toMatch(/^0000000a: 6162 63\s+abc\n$/);
  });

  test.skipIf(!has("openssl"))("hash a record that is a whole file", () => {
    writeFileSync(join(folder, "empty"), "");
    expect(run(reproduceCommand({ rawPath: "empty" }, [atFile]))).toContain(
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    );
  });
});
