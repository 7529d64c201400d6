import { expect, test } from "vitest";
import { faultsOf, read, recordsOf } from "../../testing/index.ts";
import settings from "./settings.ts";

const LISTED = "bridle:/settings/secure";
const DUMPED = "bridle:/dumpsys/settings";
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const DUMP = `CONFIG SETTINGS (user 0)
version: -1
GLOBAL SETTINGS (user 0)
version: 212
_id:26 name:adb_enabled pkg:android value:1 default:0 defaultSystemSet:true
_id:31 name:device_name pkg:com.android.settings value:My phone, second default:x tag:y defaultSystemSet:false tag:t

SECURE SETTINGS (user 10)
_id:7 name:enabled_accessibility_services pkg:com.example.helper value:com.example.helper/.Watch:com.example.two/com.example.two.S
_id:8 name:bluetooth_address value:{null}
_id:9 name:note pkg:com.example.app value:one
two
`;

test("tells each listed setting with its namespace and line", async () => {
  const { located, problems } = await read(settings, { [LISTED]: bytes("adb_enabled=1\nkeys=a=b\nempty=\nnothing=null\n") });
  expect(problems).toEqual([]);
  expect(located.map(({ data }) => data)).toEqual([
    { namespace: "secure", setting: "adb_enabled", value: "1" },
    { namespace: "secure", setting: "keys", value: "a=b" },
    { namespace: "secure", setting: "empty", value: "" },
    { namespace: "secure", setting: "nothing", value: "null" },
  ]);
  expect(located[2]!.at).toEqual([{ kind: "line", line: 3 }]);
});

test("tells who wrote a setting of a bug report, for which user, and what it was first", async () => {
  expect(await recordsOf(settings, DUMPED, bytes(DUMP))).toEqual([
    { namespace: "global", userId: 0, setting: "adb_enabled", value: "1", writer: "android", defaultValue: "0" },
    {
      namespace: "global",
      userId: 0,
      setting: "device_name",
      value: "My phone, second",
      writer: "com.android.settings",
      defaultValue: "x tag:y",
    },
    {
      namespace: "secure",
      userId: 10,
      setting: "enabled_accessibility_services",
      value: "com.example.helper/.Watch:com.example.two/com.example.two.S",
      writer: "com.example.helper",
    },
    { namespace: "secure", userId: 10, setting: "bluetooth_address", value: "null" },
    { namespace: "secure", userId: 10, setting: "note", value: "one\ntwo", writer: "com.example.app" },
  ]);
});

test("names the apps and hosts that a setting names, and no word of a text", async () => {
  const text = `enabled_accessibility_services=com.example.helper/.Watch
private_dns_specifier=dns.example.net
http_proxy=proxy.example.net:8080
global_http_proxy_pac=http://pac.example.net/x.pac
debug_app=null
note=com.example.other
`;
  const records = await recordsOf(settings, LISTED, bytes(text));
  expect(records.flatMap((record) => settings.observables!(record)).map(({ type, value }) => [type, value])).toEqual([
    ["app:id", "com.example.helper"],
    ["domain-name:value", "dns.example.net"],
    ["domain-name:value", "proxy.example.net"],
    ["url:value", "http://pac.example.net/x.pac"],
  ]);
});

test("values of several lines stay with their setting", async () => {
  const records = await recordsOf(settings, LISTED, bytes("note=one\n\n two\nnext=1\n"));
  expect(records.map(({ setting, value }) => [setting, value])).toEqual([
    ["note", "one\n\n two"],
    ["next", "1"],
  ]);
});

test("MVT 38: one damaged byte costs no setting", async () => {
  const records = await recordsOf(settings, LISTED, Uint8Array.of(...bytes("a="), 0xff, 10, ...bytes("b=1\n")));
  expect(records.map(({ value }) => value)).toEqual(["\ufffd", "1"]);
});

test("says of lines before any setting that they could not be read", async () => {
  const { records, problems } = await read(settings, { [LISTED]: bytes("cmd: Can't find service: settings\n") });
  expect(records).toEqual([]);
  expect(problems).toMatchObject([{ reason: "rows-skipped", problem: { at: [{ line: 1 }] } }]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(settings, DUMPED, bytes(DUMP))).toEqual([]);
});
