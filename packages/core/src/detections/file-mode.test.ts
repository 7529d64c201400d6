import { expect, test } from "vitest";
import { isExecutable, isFolder, isSetUser } from "./file-mode.ts";

test.each([
  ["-rwxr-xr-x", true, false, false],
  ["-rw-r--r--", false, false, false],
  ["drwxr-xr-x", true, true, false],
  ["Lrwxrwxrwx", true, true, false],
  ["-rwsr-xr-x", true, false, true],
  ["urwxr-xr-x", true, false, true],
  ["ugrwxr-x---", true, false, true],
  ["dtrwxrwxrwx", true, true, false],
  ["755", true, false, false],
  ["644", false, false, false],
  ["4755", true, false, true],
  ["2755", true, false, false],
  ["04600", false, false, true],
  [undefined, false, false, false],
  ["", false, false, false],
])("%s: executable %s, folder or link %s, set-user %s", (mode, executable, folder, setUser) => {
  expect([isExecutable(mode), isFolder(mode), isSetUser(mode)]).toEqual([executable, folder, setUser]);
});
