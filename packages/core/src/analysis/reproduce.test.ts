import { expect, test } from "vitest";
import { atKey, atLine, atOffset, atRow } from "../model/locator.ts";
import { reproduceCommand } from "./reproduce.ts";

test("opens a database as immutable and reads only, by a name inside the acquisition", () => {
  expect(reproduceCommand({ rawPath: "3d/3d0d7e5f" }, [atRow("message", 12n)])).toBe(
    `sqlite3 -safe -readonly -line 'file:3d/3d0d7e5f?mode=ro&immutable=1' 'SELECT rowid AS _rowid, * FROM "message" WHERE rowid = 12;'`,
  );
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
  ["no place at all", { rawPath: "a" }, []],
  ["a command longer than anyone would paste", { rawPath: "a" }, [atRow("t".repeat(20_000), 1)]],
])("writes no command for %s", (_, target, at) => {
  expect(reproduceCommand(target, at)).toBeUndefined();
});
