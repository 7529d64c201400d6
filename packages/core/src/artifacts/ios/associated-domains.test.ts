import { expect, test } from "vitest";
import { faultsOf, read, recordsOf } from "../../testing/index.ts";
import associatedDomains from "./associated-domains.ts";

const PATH = "bridle:/sysdiagnose/swcutil_show.txt";
const TEXT = `=========================
DATABASE
=========================
Service:              applinks
App ID:               Y28TH9SHX7.com.example.fruit
App Version:          1.0
App PI:               <LSPersistentIdentifier 0x115e1a390> { v = 0, t = 0x8 }
Domain:               example.com?mode=developer
User Approval:        unspecified
Site/Fmwk Approval:   unspecified
Flags:                developer
Last Checked:         2021-09-23 18:16:58 +0000
Next Check:           2021-09-23 21:21:34 +0000
-------------------------
Service:              webcredentials
App ID:               com.apple.mobilesafari
Domain:               icloud.com
=========================
NETWORK
`;
const bytes = new TextEncoder().encode(TEXT);

test("tells which installed app asked for which domain, and what the domain said", async () => {
  const records = await recordsOf(associatedDomains, PATH, bytes);
  expect(records).toMatchObject([
    {
      association: "applinks",
      applicationId: "Y28TH9SHX7.com.example.fruit",
      bundleId: "com.example.fruit",
      appVersion: "1.0",
      domain: "example.com?mode=developer",
      siteApproval: "unspecified",
      associationFlags: "developer",
      lastChecked: { earliest: "1632421018000000000", zoneSource: "explicit" },
    },
    { association: "webcredentials", applicationId: "com.apple.mobilesafari" },
  ]);
  expect(associatedDomains.observables!(records[0]!)).toEqual([{ type: "app:id", role: "installed", value: "com.example.fruit" }]);
});

test("an entry that is cut off is counted", async () => {
  const { records, problems } = await read(associatedDomains, { [PATH]: bytes.slice(0, TEXT.indexOf("Domain:  ")) });
  expect([records.length, problems.length]).toEqual([0, 1]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(associatedDomains, PATH, bytes)).toEqual([]);
});
