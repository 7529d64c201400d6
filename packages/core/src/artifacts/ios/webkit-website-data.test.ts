import { expect, test } from "vitest";
import { FormatError } from "../../bytes/format-error.ts";
import { evidenceFile, faultsOf, read, recordsOf } from "../../testing/index.ts";
import type { ParseContext } from "../artifact.ts";
import websiteData from "./webkit-website-data.ts";

const FOLDER = "/private/var/mobile/Containers/Data/Application/com.example.app/Library/WebKit/WebsiteData";
const HASH = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";
const PATH = `${FOLDER}/Default/${HASH}/${HASH}/origin`;

// WTF::Persistence and WebCorePersistentCoders.cpp of WebKit: {length, is8Bit, letters}, {hasPort}
const text = (value: string): number[] => [value.length, 0, 0, 0, 1, ...[...value].map((letter) => letter.charCodeAt(0))];
const originFile = (page: string, part = page) => Uint8Array.from([...text("https"), ...text(page), 0, ...text("https"), ...text(part), 0]);

test("names the page whose storage it is", async () => {
  const [record] = await recordsOf(websiteData, PATH, originFile("news.example"));
  expect(record).toEqual({ kind: "storage", url: "https://news.example/" });
  expect(websiteData.observables!(record!)).toEqual([{ type: "url:value", role: "visited", value: "https://news.example/" }]);
});

test("tells the page from a part of it that came from elsewhere", async () => {
  const [record] = await recordsOf(websiteData, PATH, originFile("news.example", "evil.example"));
  expect(record).toEqual({ kind: "storage", url: "https://news.example/", partUrl: "https://evil.example/" });
  expect(websiteData.observables!(record!)[1]).toEqual({
    type: "url:value",
    role: "visited",
    value: "https://evil.example/",
    circumstances: ["tracker"],
  });
});

const OLD = [
  [`${FOLDER}/LocalStorage/https_evil.example_0.localstorage`, ["https://evil.example/"]],
  [`${FOLDER}/LocalStorage/https_evil.example_0.localstorage-wal`, []],
  [`${FOLDER}/IndexedDB/v1/https_a.example_8443/${HASH}/IndexedDB.sqlite3`, ["https://a.example:8443/"]],
  [`${FOLDER}/IndexedDB/v1/${HASH}/IndexedDB.sqlite3`, []],
] as const;

/** Names are all that is read: of the context the kind of acquisition is enough. */
const namedInFileSystem = async (path: string) => {
  const context = { acquisition: { kind: "ios-file-system" } } as unknown as ParseContext;
  const found: { kind: string; url?: string }[] = [];
  for await (const batch of websiteData.parse(evidenceFile(path, new Uint8Array()), context)) found.push(...batch.map(({ data }) => data));
  return found;
};

test.each(OLD)("reads the name of the old layout in a file system: %s", async (path, urls) => {
  expect((await namedInFileSystem(path)).map(({ kind, url }) => `${kind} ${url}`)).toEqual(urls.map((url) => `folder-name ${url}`));
});

test.each(OLD)("leaves the name of the old layout in a backup to the catalogue: %s", async (path) => {
  expect((await read(websiteData, { [path]: new Uint8Array() })).records).toEqual([]);
});

test("says when a file is damaged", async () => {
  expect((await read(websiteData, { [PATH]: originFile("news.example").subarray(0, 12) })).error).toBeInstanceOf(FormatError);
  expect(await faultsOf(websiteData, PATH, originFile("news.example"))).toEqual([]);
});
