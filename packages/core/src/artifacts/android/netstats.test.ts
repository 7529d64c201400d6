import { expect, test } from "vitest";
import { faultsOf, recordsOf } from "../../testing/index.ts";
import netstats from "./netstats.ts";

const PATH = "bridle:/dumpsys/netstats";
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const DUMP = `Active interfaces:
  iface=wlan0 ident=[{type=WIFI, networkId="Home", metered=false}]
Xt stats:
  History since boot:
  ident=[{type=WIFI}] uid=-1 set=ALL tag=0x0
    NetworkStatsHistory: bucketDuration=3600
      st=1685592000 rb=9999 rp=1 tb=9999 tp=1 op=0
UID stats:
  Pending bytes: 12
  History since boot:
  ident=[{type=WIFI, networkId="Home"}] uid=10123 set=DEFAULT tag=0x0
    NetworkStatsHistory: bucketDuration=7200
      st=1685592000 rb=100 rp=1 tb=2000 tp=3 op=0
      st=1685599200 rb=1 rp=1 tb=2 tp=3 op=0
  ident=[{type=MOBILE}] uid=10123 set=DEFAULT tag=0x0
    NetworkStatsHistory: bucketDuration=7200
      st=1685577600 rb=10 rp=1 tb=20 tp=3 op=0
  ident=[{type=MOBILE}] uid=10123 set=FOREGROUND tag=0x0
      bucketStart=1685592000000 activeTime=1 rxBytes=7 rxPackets=1 txBytes=8 txPackets=1 operations=0
  ident=[{type=MOBILE}] uid=10123 set=DEFAULT tag=0x3e8
      st=1685577600 rb=5000 rp=1 tb=5000 tp=3 op=0
UID tag stats:
  ident=[{type=MOBILE}] uid=10123 set=DEFAULT tag=0x0
      st=1685577600 rb=5000 rp=1 tb=5000 tp=3 op=0
`;

test("adds up what an app used over all networks and buckets, in either layout, and tells no network's name", async () => {
  const records = await recordsOf(netstats, PATH, bytes(DUMP));
  expect(records).toEqual([
    {
      uid: 10123,
      usageSet: "DEFAULT",
      receivedBytes: 111,
      sentBytes: 2022,
      firstUsed: expect.objectContaining({ raw: "1685577600" }),
      lastUsed: expect.objectContaining({ raw: "1685599200", clock: "utc" }),
    },
    {
      uid: 10123,
      usageSet: "FOREGROUND",
      receivedBytes: 7,
      sentBytes: 8,
      firstUsed: expect.objectContaining({ raw: "1685592000000" }),
      lastUsed: expect.anything(),
    },
  ]);
  expect(JSON.stringify(records)).not.toContain("Home");
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(netstats, PATH, bytes(DUMP))).toEqual([]);
});
