import { describe, expect, test } from "vitest";
import { isoOf } from "../../model/time.ts";
import { faultsOf, read, recordsOf } from "../../testing/index.ts";
import type { DnsEvent, IntrusionEvent, SecurityEvent } from "./intrusion-log.ts";
import intrusionLog from "./intrusion-log.ts";

const PATH = "bridle:/intrusion-logs/2026-11-01.txt";
const text = (...lines: (object | string)[]): Uint8Array =>
  new TextEncoder().encode(lines.map((line) => `${typeof line === "string" ? line : JSON.stringify(line)}\n`).join(""));
const readLines = (...lines: (object | string)[]): Promise<readonly IntrusionEvent[]> => recordsOf(intrusionLog, PATH, text(...lines));
const observed = (event: IntrusionEvent): readonly string[] =>
  intrusionLog.observables!(event).map(({ type, role, value }) => `${type} ${role} ${value}`);
const security = (tag: string, body: unknown, eventId = 7): object => ({
  security_event: { event_id: eventId, event_time: 1_777_000_000_123_456_800, [tag]: body },
});

const DNS = {
  dns_event: {
    event_id: 1,
    event_time: 1_777_000_000_123,
    hostname: "c2.example.org",
    ip_addresses: ["/203.0.113.7", "c2.example.org/2001:db8::7", "/0.0.0.0"],
    package_name: "com.example.app",
  },
};
const CONNECT = {
  connect_event: {
    event_id: 2,
    event_time: 1_777_000_001_000,
    ip_address: "ip6-localhost/203.0.113.7",
    port: 443,
    package_name: "com.android.chrome",
  },
};

describe("events of the network", () => {
  test("tell names, addresses and apps, in milliseconds", async () => {
    const [dns, connect] = await readLines(DNS, CONNECT);
    expect(dns).toMatchObject({
      kind: "dns",
      eventId: "1",
      hostname: "c2.example.org",
      addresses: ["203.0.113.7", "2001:db8::7", "0.0.0.0"],
    });
    expect(isoOf(dns!.time!)).toBe("2026-04-24T03:06:40.123Z");
    expect(connect).toMatchObject({ kind: "connect", address: "203.0.113.7", port: 443, appId: "com.android.chrome" });
  });

  test("count as contacted by an app, and as visited or looked up by a browser or messenger", async () => {
    const [dns, connect] = await readLines(DNS, CONNECT);
    expect(observed(dns!)).toEqual([
      "domain-name:value contacted c2.example.org",
      "ipv4-addr:value contacted 203.0.113.7",
      "ipv6-addr:value contacted 2001:db8::7",
      "app:id ran com.example.app",
    ]);
    expect(observed(connect!)).toEqual(["ipv4-addr:value visited 203.0.113.7", "app:id ran com.android.chrome"]);
    expect(observed({ ...(dns as DnsEvent), appId: "com.whatsapp", addresses: [] })[0]).toBe("domain-name:value resolved c2.example.org");
    const { appId: _, ...nobody } = dns as DnsEvent;
    expect(observed({ ...nobody, addresses: ["127.0.0.1"] })).toEqual(["domain-name:value resolved c2.example.org"]);
  });
});

describe("events of the security log", () => {
  test("tell their tag and its values, in nanoseconds to the last digit", async () => {
    const line =
      '{"security_event":{"event_id":9,"event_time":1777000000123456789,"app_process_start":{"process":"com.bad.app:evil","uid":10123,"pid":4}}}';
    const [event] = await readLines(line);
    expect(event).toMatchObject({ kind: "security", tag: "app_process_start", details: { process: "com.bad.app:evil", uid: "10123" } });
    expect(event!.time).toMatchObject({ earliest: "1777000000123456789", precision: "nanosecond" });
  });

  test("of the documented shape, with a number and a list, are the same", async () => {
    const sha256 = "ab".repeat(32);
    const [event] = await readLines({
      security_event: {
        event_id: 9,
        event_time: 1_777_000_000_123_456_800,
        tag: 210005,
        data: ["com.bad.app:evil", 1, 10123, 4, "untrusted_app", sha256],
      },
    });
    expect(event).toMatchObject({ tag: "app_process_start", details: { process: "com.bad.app:evil", uid: "10123", sha256 } });
    expect(observed(event!)).toContain(`file:hashes.SHA-256 ran ${sha256}`);
    const [unknown] = await readLines({ security_event: { event_id: 1, event_time: 5, tag: 999, data: ["x"] } });
    expect(unknown).toMatchObject({ tag: "tag_999", details: { 0: "x" } });
  });

  test("name the package before the colon of a process as well (MVT: never)", async () => {
    const [event] = await readLines(security("app_process_start", { process: "com.bad.app:evil" }));
    expect(observed(event!)).toEqual(["app:id ran com.bad.app", "process:name ran com.bad.app:evil", "process:name ran evil"]);
  });

  test("give the packages and paths in a command (MVT compares the command whole)", async () => {
    const [event] = await readLines(
      security("adb_shell_cmd", { command: "pm grant com.bad.app android.permission.READ_SMS; ls /data/local/tmp/x.sh" }),
    );
    expect(observed(event!)).toEqual([
      "app:id listed com.bad.app",
      "app:id listed android.permission.READ_SMS",
      "file:path listed /data/local/tmp/x.sh",
    ]);
  });

  test("tell a file that was brought to the phone from one that was taken from it", async () => {
    const [sent, received] = await readLines(
      security("adb_sync_send_file", { path: "/data/local/tmp/x" }),
      security("adb_sync_recv_file", { path: "/sdcard/y" }),
    );
    expect([observed(sent!), observed(received!)]).toEqual([["file:path written /data/local/tmp/x"], ["file:path listed /sdcard/y"]]);
  });

  test("keep bare values and failures", async () => {
    const [failure, check] = await readLines(
      security("cert_validation_failure", "chain is broken"),
      security("crypto_self_test_completed", 0, 8),
    );
    expect((failure as SecurityEvent).details).toEqual({ reason: "chain is broken" });
    expect(intrusionLog.events!(check!)).toMatchObject([{ message: "artifacts/android/intrusion-log/logged-failure" }]);
  });
});

test("an event that is malformed costs itself (MVT: all alerts and the timeline)", async () => {
  const { records, problems } = await read(intrusionLog, {
    [PATH]: text(
      { dns_event: { event_id: 1, event_time: 1_777_000_000_123, hostname: "a.example", ip_addresses: null } },
      "{ not json",
      { security_event: { event_id: 2, os_startup: "not an object" } },
      { dns_event: { event_id: 3 } },
      { unheard_event: { event_id: 4 } },
      [1],
      CONNECT,
    ),
  });
  expect(records.map(({ kind }) => kind)).toEqual(["dns", "security", "other", "connect"]);
  expect(problems.map(({ problem }) => problem.at)).toEqual([2, 4, 6].map((line) => [{ kind: "line", line }]));
});

test("an event that stands twice is told once, and equal bodies of two types are two (MVT collapses them)", async () => {
  const body = { event_id: 5, event_time: 1_777_000_000_000, hostname: "a.example", ip_address: "/203.0.113.1" };
  const records = await readLines(
    { dns_event: body },
    { dns_event: body },
    { connect_event: body },
    { dns_event: { ...body, event_id: 6 } },
  );
  expect(records.map(({ kind, eventId }) => `${kind} ${eventId}`)).toEqual(["dns 5", "connect 5", "dns 6"]);
});

test("damaged files end in records or problems", async () => {
  expect(await faultsOf(intrusionLog, PATH, text(DNS, CONNECT, security("os_startup", { verified_boot_state: "green" })))).toEqual([]);
});
