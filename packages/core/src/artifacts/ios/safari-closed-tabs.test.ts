import { expect, test } from "vitest";
import { binaryPlist, faultsOf, type PlistInput, plistDate, read, recordsOf } from "../../testing/index.ts";
import closedTabs from "./safari-closed-tabs.ts";

const PATH = "/private/var/mobile/Library/Safari/RecentlyClosedTabs.plist";
const OLD_PATH = "/private/var/mobile/Library/Safari/SuspendState.plist";

const session = (url: string): Uint8Array =>
  Uint8Array.from([0, 0, 0, 2, ...binaryPlist({ SessionHistory: { SessionHistoryEntries: [{ SessionHistoryEntryURL: url }] } })]);

// Members as dissect.target and mac_apt describe them for the same list on a Mac.
const LIST: PlistInput = {
  ClosedTabOrWindowPersistentStatesVersion: "1",
  ClosedTabOrWindowPersistentStates: [
    {
      PersistentStateType: 0,
      PersistentState: {
        TabURL: "https://alone.example/",
        TabTitle: "Alone",
        DateClosed: plistDate("2026-03-01T12:00:00Z"),
        LastVisitTime: plistDate("0001-01-01T00:00:00Z"),
        SessionState: session("https://before.example/"),
      },
    },
    {
      PersistentStateType: 1,
      PersistentState: {
        IsPrivateWindow: false,
        TabStates: [{ TabURL: "https://first.example/", LastVisitTime: plistDate("2026-03-02T11:00:00Z") }, { TabTitle: "no address" }],
      },
    },
  ],
};

// SFTabStateData's own members, and the list of pages of the versions before it.
const OLD: PlistInput = {
  SafariStateDocuments: [
    {
      SafariStateDocumentURL: "https://old.example/a",
      SafariStateDocumentUserVisibleURL: "https://old.example/",
      SafariStateDocumentTitle: "Old",
      SafariStateDocumentLastViewedTime: 400000000.5,
      SafariStateDocumentUsesPrivateBrowsingStyle: true,
      SafariStateDocumentBackForwardList: { current: 0, entries: [{ "": "https://older.example/", title: "x" }, { title: "y" }] },
    },
  ],
};

test("finds tabs closed alone and in a window, with the key path of each", async () => {
  const { located, problems } = await read(closedTabs, { [PATH]: binaryPlist(LIST) });
  expect(problems).toEqual([]);
  expect(located).toMatchObject([
    {
      at: [{ path: ["ClosedTabOrWindowPersistentStates", 0, "PersistentState"] }],
      data: {
        url: "https://alone.example/",
        title: "Alone",
        closed: { earliest: "1772366400000000000" },
        pages: [{ url: "https://before.example/" }],
      },
    },
    {
      at: [{ path: ["ClosedTabOrWindowPersistentStates", 1, "PersistentState", "TabStates", 0] }],
      data: { url: "https://first.example/" },
    },
  ]);
  expect(located[0]!.data).not.toHaveProperty("viewed");
});

test("tells the addresses, and dates a tab by when it was shown, else closed", async () => {
  const [alone, first] = await recordsOf(closedTabs, PATH, binaryPlist(LIST));
  expect(closedTabs.observables!(alone!)).toEqual([
    { type: "url:value", role: "visited", value: "https://before.example/" },
    { type: "url:value", role: "visited", value: "https://alone.example/" },
  ]);
  expect([alone, first].map((tab) => closedTabs.events!(tab!))).toMatchObject([
    [{ kind: "visit", message: "artifacts/ios/safari-closed-tabs/closed" }],
    [{ kind: "visit", message: "artifacts/ios/safari-closed-tabs/viewed" }],
  ]);
});

test("reads the open tabs of old versions", async () => {
  expect(await recordsOf(closedTabs, OLD_PATH, binaryPlist(OLD))).toEqual([
    {
      url: "https://old.example/a",
      shownUrl: "https://old.example/",
      title: "Old",
      viewed: expect.objectContaining({ raw: "400000000.5" }),
      isPrivate: true,
      pages: [{ url: "https://older.example/" }],
    },
  ]);
});

test("keeps tabs whose members are damaged or of other types, and visits what stands twice once", async () => {
  const twice = { TabURL: "https://twice.example/", DateClosed: "noon", SessionState: new Uint8Array([1, 2, 3, 4, 5]), IsPrivateWindow: 7 };
  const { records, problems } = await read(closedTabs, { [PATH]: binaryPlist([[twice, twice], { TabURL: 7 }, 1, "x"]) });
  expect(records).toEqual([{ url: "https://twice.example/" }]);
  expect(problems).toMatchObject([{ problem: { problem: { params: { field: "SessionState", code: "unsupported" } } } }]);
  expect(await recordsOf(closedTabs, PATH, binaryPlist({}))).toEqual([]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(closedTabs, PATH, binaryPlist(LIST))).toEqual([]);
  expect(await faultsOf(closedTabs, OLD_PATH, binaryPlist(OLD))).toEqual([]);
});
