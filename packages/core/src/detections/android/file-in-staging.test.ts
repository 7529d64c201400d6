import { expect, test } from "vitest";
import type { ListedFile } from "../../artifacts/android/files.ts";
import { hitsOf } from "../../testing/index.ts";
import fileInStaging from "./file-in-staging.ts";

const judge = (...listed: ListedFile[]) => hitsOf(fileInStaging, listed);

test("MVT 25: speaks of files of the shell's folder without any indicator, one finding for a folder, and reads modes in digits", () => {
  const hits = judge(
    { path: "/data/local/tmp/wd", mode: "drwxr-xr-x" },
    { path: "/data/local/tmp/wd/agent", mode: "-rwxr-xr-x" },
    { path: "/data/local/tmp/wd/deep/x.txt", mode: "-rw-r--r--" },
    { path: "/data/local/tmp/tool", mode: "755" },
    { path: "/data/local/tmp/note.txt" },
  );
  expect(
    hits.map(({ subject, params, severity }) => [(subject as { value: string }).value, params!["count"], params!["executables"], severity]),
  ).toEqual([
    ["/data/local/tmp/wd", 2, 1, "medium"],
    ["/data/local/tmp/tool", 1, 1, "medium"],
    ["/data/local/tmp/note.txt", 1, 0, "low"],
  ]);
});

test("MVT 25: only the collector's own path is the collector", () => {
  expect(judge({ path: "/data/local/tmp/collector", mode: "-rwxr-xr-x" })).toEqual([]);
  expect(judge({ path: "/data/local/tmp/x/collector", mode: "-rwxr-xr-x" }, { path: "/data/local/tmp/collector2" })).toHaveLength(2);
});

test("is silent on the folder itself, on folders in it, and on other places", () => {
  expect(
    judge(
      { path: "/data/local/tmp" },
      { path: "/data/local/tmp/a", mode: "dtrwxrwxrwx" },
      { path: "/data/local/tmpx/a" },
      { path: "/tmp/a" },
    ),
  ).toEqual([]);
});
