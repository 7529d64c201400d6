import { describe, expect, test } from "vitest";
import { toIso } from "../../model/time.ts";
import { zlib } from "../../testing/android-backup.ts";
import { faultsOf, read, recordsOf } from "../../testing/index.ts";
import sms from "./sms.ts";

const SMS_PATH = "/data/user_de/0/com.android.providers.telephony/files/000000_sms_backup";
const packed = (messages: unknown): Promise<Uint8Array> => zlib(new TextEncoder().encode(JSON.stringify(messages)));
const isoOf = (time: { earliest: string } | undefined): string | undefined => time && toIso(time.earliest, "second");

/** As TelephonyBackupAgent writes them: nearly every value is a text. */
const RECEIVED = {
  self_phone: "+15550001",
  address: "+38160000001",
  body: "Your parcel: https://bad.example/x?y=1, pay at hxxps://pay.example/a",
  date: "1700000000123",
  date_sent: "1699999999000",
  status: "-1",
  type: "1",
  recipients: ["+38160000001"],
  archived: false,
  read: "0",
};
const SENT = { ...RECEIVED, body: "ok", date_sent: "0", type: "2" };

describe("SMS", () => {
  test("tells direction by the box and times in milliseconds (MVT: direction inverted)", async () => {
    const records = await recordsOf(sms, SMS_PATH, await packed([RECEIVED, SENT, { ...SENT, type: "3" }, { ...SENT, type: "5" }]));
    expect(records.map(({ direction }) => direction)).toEqual(["received", "sent", "draft", "sent"]);
    expect(records[0]).toMatchObject({ index: 0, box: 1, parties: ["+38160000001"], isRead: false });
    expect([isoOf(records[0]!.date), isoOf(records[0]!.sent), records[1]!.sent]).toEqual([
      "2023-11-14T22:13:20Z",
      "2023-11-14T22:13:19Z",
      undefined,
    ]);
  });

  test("yields links, also those written so that nobody follows them, and the sender, by direction", async () => {
    const [received, sent, draft] = await recordsOf(sms, SMS_PATH, await packed([RECEIVED, SENT, { ...RECEIVED, type: "3" }]));
    expect(sms.observables!(received!)).toEqual([
      { type: "phone-number:value", role: "received", value: "+38160000001" },
      { type: "url:value", role: "received", value: "https://bad.example/x?y=1" },
      { type: "url:value", role: "received", value: "https://pay.example/a" },
    ]);
    expect(sms.observables!(sent!)).toEqual([{ type: "phone-number:value", role: "sent", value: "+38160000001" }]);
    expect(sms.observables!(draft!)[0]).toMatchObject({ role: "listed" });
    expect(sms.events!(received!)).toMatchObject([{ kind: "message", message: "artifacts/android/sms/message-received" }]);
  });

  test("a message without body, box or date costs nothing but that (MVT: KeyError loses the file)", async () => {
    const { body: _, ...bodiless } = RECEIVED;
    const records = await recordsOf(sms, SMS_PATH, await packed([bodiless, { date_sent: "1699999999000" }, {}, SENT]));
    expect(records.map(({ direction }) => direction)).toEqual(["received", "received", "unknown", "sent"]);
    expect(records[2]).toEqual({ index: 2, direction: "unknown", parties: [] });
  });

  test("an element that is no message costs itself, at its place", async () => {
    const { located, problems } = await read(sms, { [SMS_PATH]: await packed([RECEIVED, 7, SENT]) });
    expect(located.map(({ at }) => at)).toEqual([[{ kind: "key", path: [0] }], [{ kind: "key", path: [2] }]]);
    expect(problems).toMatchObject([{ problem: { at: [{ kind: "key", path: [1] }] } }]);
  });

  test("what stands before a cut is read, and the cut is said", async () => {
    const many = Array.from({ length: 400 }, (_, index) => ({
      ...RECEIVED,
      body: `message ${(index * 7919) % 1000} ${"ab".repeat(index % 17)}`,
    }));
    const whole = await packed(many);
    const { records, problems } = await read(sms, { [SMS_PATH]: whole.slice(0, whole.length / 2) });
    expect(records.length).toBeGreaterThan(50);
    expect(problems.map(({ problem }) => problem.problem.message)).toContain("archive/zlib-cut-off");
  });

  test("is shown by a command with other tools", async () => {
    const { located } = await read(sms, { [SMS_PATH]: await packed([RECEIVED]) });
    const file = { path: SMS_PATH, rawPath: "apps/it's", containers: [], size: 0, open: () => expect.fail("not opened") };
    expect(sms.reproduce!(located[0]!.data, file)).toMatch(/^cat 'apps\/it'\\''s' \| python3 -c '.*\[0\]\)'$/);
    expect(sms.reproduce!(located[0]!.data, { ...file, containers: [{ container: "ab", index: 1, name: "x" }] })).toContain("bridle cat");
  });

  test("damaged files end in records or problems", async () => {
    expect(await faultsOf(sms, SMS_PATH, await packed([RECEIVED, SENT]))).toEqual([]);
  });
});
