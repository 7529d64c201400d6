import { expect, test } from "vitest";
import { faultsOf, recordsOf } from "../../testing/index.ts";
import idleAllowlist from "./idle-allowlist.ts";

const PATH = "bridle:/dumpsys/deviceidle";
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const ORDINARY = `  Settings:
    flex_time_short=+1m0s0ms
  Whitelist (except idle) system apps:
    com.example.provider
  Whitelist system apps:
    com.example.shell
  Whitelist user apps:
    com.example.stork
    com.example.chat
  Whitelist (except idle) all app ids:
    1000
    com.example.not
`;

test("tells apart what the system exempts and what somebody chose", async () => {
  expect(await recordsOf(idleAllowlist, PATH, bytes(ORDINARY))).toEqual([
    { packageName: "com.example.provider", isByChoice: false },
    { packageName: "com.example.shell", isByChoice: false },
    { packageName: "com.example.stork", isByChoice: true },
    { packageName: "com.example.chat", isByChoice: true },
  ]);
});

test("damaged text costs records, not the reading", async () => {
  expect(await recordsOf(idleAllowlist, PATH, bytes(ORDINARY.slice(0, 180)))).toHaveLength(2);
  expect(await faultsOf(idleAllowlist, PATH, bytes(ORDINARY))).toEqual([]);
});
