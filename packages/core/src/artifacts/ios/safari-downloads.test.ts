import { expect, test } from "vitest";
import { binaryPlist, faultsOf, plistDate, read, recordsOf, xmlPlist } from "../../testing/index.ts";
import downloads from "./safari-downloads.ts";

const PATH = "/private/var/mobile/Containers/Data/Application/com.apple.mobilesafari/Library/Safari/Downloads/Downloads.plist";

// Members as public readers of the list name them; dates are dates of the property list.
const LIST = {
  DownloadHistory: [
    {
      DownloadEntryURL: "https://evil.example/a.mobileconfig",
      DownloadEntryPath: "/var/mobile/Library/Mobile Documents/com~apple~CloudDocs/Downloads/a.mobileconfig",
      DownloadEntryProgressBytesSoFar: 1200,
      DownloadEntryProgressTotalToLoad: 1200,
      DownloadEntryDateAddedKey: plistDate("2024-05-06T07:08:09Z"),
      DownloadEntryDateFinishedKey: plistDate("2024-05-06T07:08:12Z"),
      DownloadEntryIdentifier: "7B",
    },
  ],
};

test("names where a file came from, where it is, and when", async () => {
  const [download] = await recordsOf(downloads, PATH, binaryPlist(LIST));
  expect(download).toEqual({
    url: "https://evil.example/a.mobileconfig",
    path: "/private/var/mobile/Library/Mobile Documents/com~apple~CloudDocs/Downloads/a.mobileconfig",
    size: 1200,
    started: expect.objectContaining({ earliest: "1714979289000000000" }),
    downloaded: expect.objectContaining({ earliest: "1714979292000000000" }),
  });
  expect(downloads.observables!(download!)).toEqual([
    { type: "url:value", role: "visited", value: "https://evil.example/a.mobileconfig" },
    { type: "file:path", role: "written", value: download!.path },
  ]);
  expect(downloads.events!(download!)).toMatchObject([{ kind: "visit", time: { raw: expect.any(String) } }]);
});

test("lets bad entries cost themselves alone, and keeps one that is not whole", async () => {
  const list = binaryPlist({
    DownloadHistory: [7, {}, { DownloadEntryPath: "relative", DownloadEntryDateAddedKey: "noon", DownloadEntryProgressBytesSoFar: -1 }],
  });
  const { records, problems, error } = await read(downloads, { [PATH]: list });
  expect(error).toBeUndefined();
  expect(records).toEqual([{ path: "relative" }]);
  expect([downloads.observables!(records[0]!), downloads.events!(records[0]!)]).toEqual([[], []]);
  expect(problems.map(({ problem }) => problem.at)).toEqual([0, 1].map((index) => [{ kind: "key", path: ["DownloadHistory", index] }]));
});

test("says when the list has another form, and nothing when it is empty", async () => {
  expect((await read(downloads, { [PATH]: xmlPlist({ other: 1 }) })).problems).toMatchObject([{ reason: "unreadable-form" }]);
  expect((await read(downloads, { [PATH]: xmlPlist({ DownloadHistory: 1 }) })).problems).toHaveLength(1);
  expect(await recordsOf(downloads, PATH, xmlPlist({ DownloadHistory: [] }))).toEqual([]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(downloads, PATH, binaryPlist(LIST))).toEqual([]);
});
