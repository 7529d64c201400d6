import { expect, test } from "vitest";
import { hitsOf } from "../../testing/index.ts";
import rule from "./store-download-elsewhere.ts";

const SYSTEM = "/private/var/containers/Shared/SystemGroup/0DAF9578/Documents/BLDatabaseManager/BLDatabaseManager.sqlite";

test("speaks of files from other servers in folders that are not the store's", () => {
  expect(hitsOf(rule, [{ url: "https://example.org/x.php?type=sqlite", path: SYSTEM }, { path: SYSTEM }])).toMatchObject([
    { subject: { type: "file:path", value: SYSTEM }, params: { host: "example.org" } },
    { params: { host: "–" } },
  ]);
  expect(hitsOf(rule, [{ url: "https://apple.com.example.org/", path: SYSTEM }])).toHaveLength(1);
});

test("is silent on the store's own folders and servers, and where no place is named", () => {
  expect(
    hitsOf(rule, [
      { url: "https://example.org/book.epub", path: "/private/var/mobile/Media/Downloads/7/book.epub" },
      { url: "https://iosapps.itunes.apple.com/a.ipa", path: SYSTEM },
      { url: "https://example.org/" },
    ]),
  ).toEqual([]);
});
