import { describe, expect, test } from "vitest";
import { toIso } from "../../model/time.ts";
import { zlib } from "../../testing/android-backup.ts";
import { faultsOf, recordsOf } from "../../testing/index.ts";
import mms from "./mms.ts";

const MMS_PATH = "/data/user_de/0/com.android.providers.telephony/files/000000_mms_backup";
const packed = (messages: unknown): Promise<Uint8Array> => zlib(new TextEncoder().encode(JSON.stringify(messages)));
const isoOf = (time: { earliest: string } | undefined): string | undefined => time && toIso(time.earliest, "second");

describe("MMS", () => {
  const MESSAGE = {
    self_phone: "+15550001",
    m_type: "132",
    msg_box: "1",
    date: "1700000000",
    date_sent: "1699999990",
    sub: "see http://subject.example/",
    mms_body: "hello www.text.org",
    mms_charset: 106,
    ct_l: "http://mmsc.operator.example/abc",
    mms_addresses: [
      { type: 137, address: "+38160000001", charset: 106 },
      { type: 151, address: "+15550001", charset: 106 },
    ],
    attachments: [{ mime_type: "image/jpeg", filename: "photo.jpg" }],
  };

  test("tells times in seconds (MVT: January 1970), the sender, links and attachments", async () => {
    const [record] = await recordsOf(mms, MMS_PATH, await packed([MESSAGE]));
    expect(record).toMatchObject({ direction: "received", parties: ["+38160000001"], isNotFetched: false });
    expect([isoOf(record!.date), isoOf(record!.sent)]).toEqual(["2023-11-14T22:13:20Z", "2023-11-14T22:13:10Z"]);
    expect(mms.observables!(record!).map(({ type, role, value }) => `${type} ${role} ${value}`)).toEqual([
      "phone-number:value received +38160000001",
      "url:value received www.text.org/",
      "url:value received http://subject.example/",
      "url:value received http://mmsc.operator.example/abc",
      "file:name received photo.jpg",
    ]);
  });

  test("names those a sent one went to, and one that was announced and never fetched", async () => {
    const records = await recordsOf(
      mms,
      MMS_PATH,
      await packed([
        { ...MESSAGE, msg_box: "2", m_type: "128" },
        { ...MESSAGE, m_type: "130", msg_box: "1", mms_addresses: [] },
      ]),
    );
    expect(records[0]).toMatchObject({ direction: "sent", parties: ["+15550001"] });
    expect(records[1]).toMatchObject({ direction: "received", isNotFetched: true, parties: [] });
  });

  test("damaged files end in records or problems", async () => {
    expect(await faultsOf(mms, MMS_PATH, await packed([MESSAGE]))).toEqual([]);
  });
});
