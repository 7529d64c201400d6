import { expect, test } from "vitest";
import { faultsOf, recordsOf } from "../../testing/index.ts";
import vpn from "./vpn.ts";

const PATH = "bridle:/dumpsys/vpn_management";
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const ORDINARY = `VPNs:
  0: com.example.tunnel
  10: [Legacy VPN]

Other:
  0: com.example.not
`;

test("tells the app of each user; one without an app is none", async () => {
  const records = await recordsOf(vpn, PATH, bytes(ORDINARY));
  expect(records).toEqual([{ userId: 0, packageName: "com.example.tunnel" }]);
  expect(vpn.observables!(records[0]!)).toEqual([{ type: "app:id", role: "installed", value: "com.example.tunnel" }]);
});

test("damaged text costs records, not the reading", async () => {
  expect(await recordsOf(vpn, PATH, bytes(ORDINARY.slice(0, 12)))).toEqual([]);
  expect(await faultsOf(vpn, PATH, bytes(ORDINARY))).toEqual([]);
});
