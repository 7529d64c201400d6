import { expect, test } from "vitest";
import { atFile, atKey, atLine, atOffset, atRow } from "../model/locator.ts";
import { needsAcquisition, reproduceCommand } from "./reproduce.ts";

test("opens a database as immutable and reads only, by a name inside the acquisition", () => {
  expect(reproduceCommand({ rawPath: "3d/3d0d7e5f" }, [atRow("message", 12n)])).toBe(
    `sqlite3 -safe -readonly -line 'file:3d/3d0d7e5f?mode=ro&immutable=1' 'SELECT rowid AS _rowid, * FROM "message" WHERE rowid = 12;'`,
  );
});

const FETCHED = { rawPath: "3d/3d0d", viaCat: { path: "/private/var/mobile/Library/SMS/sms.db", isArchived: false } };

test("has what is encrypted brought by bridle cat, and writes nothing down but a database that is removed at the end", () => {
  const cat = `npx bridle cat "$ACQUISITION" '/private/var/mobile/Library/SMS/sms.db'`;
  const log = `npx bridle cat "$ACQUISITION" '/private/var/mobile/Library/SMS/sms.db-wal'`;
  const query = `'SELECT rowid AS _rowid, * FROM "message" WHERE rowid = 12;'`;
  const withLog = { ...FETCHED, walRawPath: "aa/bb", viaCat: { ...FETCHED.viaCat, walPath: `${FETCHED.viaCat.path}-wal` } };
  expect(reproduceCommand(FETCHED, [atRow("message", 12)])).toBe(
    `t=$(mktemp -d) && ${cat} > "$t/db" && sqlite3 -safe -line "$t/db" ${query}; rm -r "$t"`,
  );
  expect(reproduceCommand(withLog, [atRow("message", 12)])).toBe(
    `t=$(mktemp -d) && ${cat} > "$t/db" && ${log} > "$t/db-wal" && sqlite3 -safe -line "$t/db" ${query}; rm -r "$t"`,
  );
  expect(reproduceCommand(FETCHED, [atLine(2)])).toBe(`${cat} | sed -n '2{p;q;}'`);
  expect(reproduceCommand(FETCHED, [atOffset(10, 3)])).toBe(`${cat} | xxd -s 10 -l 3`);
  expect(reproduceCommand(FETCHED, [atKey("A", 1)])).toMatch(/\| python3 -c '[^']+' '\["A",1\]'$/);
});

test("hashes a whole file as it is stored, which in an archive only bridle cat can reach", () => {
  expect(reproduceCommand(FETCHED, [atFile])).toBe("openssl dgst -sha256 '3d/3d0d'");
  expect(reproduceCommand({ ...FETCHED, viaCat: { ...FETCHED.viaCat, isArchived: true } }, [atFile])).toBe(
    `npx bridle cat "$ACQUISITION" '/private/var/mobile/Library/SMS/sms.db' > /dev/null`,
  );
});

test("names the stored file where several have the path", () => {
  const shared = { ...FETCHED, viaCat: { ...FETCHED.viaCat, rawPath: "-it's" } };
  expect(reproduceCommand(shared, [atLine(1)])).toContain(`"$ACQUISITION" --raw='-it'\\''s' '/private/`);
});

test.each([
  ["of a row to be fetched", FETCHED, [atRow("message", 1)], true],
  ["of a line to be fetched", FETCHED, [atLine(1)], true],
  ["with a log to be copied", { rawPath: "a", walRawPath: "b" }, [atRow("message", 1)], false],
  ["of a file that calls itself so", { rawPath: 'npx bridle cat "$ACQUISITION" ' }, [atLine(1)], false],
])("tells whether a command %s needs the acquisition's place", (_title, target, at, needs) => {
  expect(needsAcquisition(reproduceCommand(target, at)!)).toBe(needs);
});

test("writes nothing a screen would hide into the command", () => {
  const command = reproduceCommand({ rawPath: "a\u202eb\u0007\u200bc" }, [atLine(3)]);
  expect(command).toMatch(/^[\x20-\x7e]+$/);
});

test.each([
  ["a name that no shell argument can hold", { rawPath: "a\0b" }, [atLine(1)]],
  ["a name that is not Unicode", { rawPath: "a\ud800" }, [atLine(1)]],
  ["a row that is not a number", { rawPath: "a" }, [atRow("t", "1; DROP TABLE t")]],
  ["a line that is not a number", { rawPath: "a" }, [atLine(Number.NaN)]],
  ["an offset beyond what a number holds", { rawPath: "a" }, [atOffset(2 ** 60)]],
  ["a key that is not Unicode", { rawPath: "a" }, [atKey("\udfff")]],
  ["a member of an archive", { rawPath: "a" }, [{ kind: "member", index: 1, name: "b" } as const, atLine(1)]],
  ["a path on the phone that could be an option", { rawPath: "a", viaCat: { path: "--force", isArchived: false } }, [atLine(1)]],
  ["a path on the phone that no argument can hold", { rawPath: "a", viaCat: { path: "/a\0", isArchived: false } }, [atLine(1)]],
  ["no place at all", { rawPath: "a" }, []],
  ["a command longer than anyone would paste", { rawPath: "a" }, [atRow("t".repeat(20_000), 1)]],
])("writes no command for %s", (_, target, at) => {
  expect(reproduceCommand(target, at)).toBeUndefined();
});
