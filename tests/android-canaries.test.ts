import { buildKnowledge, defaultPacks, type Input, memoryFile, memoryInput, redact, reportHtml, viewOf } from "@bridle/core";
import { type CollectionScenario, collectionScenario } from "@bridle/corpus";
import { describe, expect, test } from "vitest";
import { type ExaminedCase, examine } from "../packages/core/src/testing/examine.ts";
import { androidBackup } from "../packages/corpus/src/android/backup/backup.ts";
import { type TextMessage, telephonyMembers } from "../packages/corpus/src/android/backup/telephony.ts";
import { bugreportFiles } from "../packages/corpus/src/android/bugreport/bugreport.ts";
import { intrusionLogs } from "../packages/corpus/src/android/intrusion-log/intrusion-log.ts";
import { writeZip } from "../packages/corpus/src/archive/zip.ts";
import { concat, utf8 } from "../packages/corpus/src/bytes.ts";
import { androidScenario } from "../packages/corpus/src/scenarios/android/index.ts";
import { DAY, HOUR } from "../packages/corpus/src/time.ts";

/**
 * Private words in every place where an Android phone's files hold some, none of them behind a finding: no output of a default run may
 * hold one, though the phone has findings of every kind.
 */
const PLACES = [
  "received message",
  "sent message",
  "party",
  "multimedia text",
  "picture",
  "site looked up",
  "user",
  "account",
  "notification",
  "clipboard",
  "network",
  "log",
  "owner info",
  "device name",
  "number of the phone",
  "argument",
  "SQL",
  "window title",
  "collecting computer",
  "photo",
  "trace of a thread",
] as const;
const token = (place: (typeof PLACES)[number]): string => `CANARY${String(PLACES.indexOf(place) + 10)}ANDROID`;

const phone = androidScenario("novispy").phone();
const { made } = phone;

/** Lines put behind a section's head, as that service prints such things (AOSP's dump functions). */
const IN_SECTIONS: Readonly<Record<string, string>> = {
  user: `  UserInfo{0:${token("user")}:4c13} serialNo=0 isPrimary=true\n    Type: android.os.usertype.full.SYSTEM\n`,
  account: `User UserInfo{0:${token("user")}:4c13}:\n  Accounts: 1\n    Account {name=${token("account")}@example.org, type=com.google}\n`,
  notification: `    NotificationRecord(0x1: pkg=com.whatsapp user=UserHandle{0} id=1 tag=${token("notification")})\n      extras={\n        android.title=String (${token("notification")})\n      }\n`,
  clipboard: `  primaryClip=ClipData { text/plain {T:${token("clipboard")}} }\n`,
  wifi: `mWifiInfo SSID: "${token("network")}", BSSID: 02:00:00:00:00:00\n`,
  dbinfo: `** Database info for pid 999 [com.whatsapp] **\n\nConnection pool for /data/user/0/com.whatsapp/databases/msgstore.db:\n      Most recently executed operations:\n        0: [2024-08-20 10:10:10.123] [Pid:(999)]execute took 1ms - succeeded, sql="SELECT * FROM chat WHERE name='${token("SQL")}'"\n`,
  display: `  Window #1 Window{1 u0 ${token("window title")}}:\n`,
};

function bugreportWith(): Uint8Array {
  const files = bugreportFiles(phone).map(({ name, content }) =>
    name.startsWith("bugreport-") ? { name, content: utf8(spoiled(content)) } : { name, content },
  );
  const anr = { name: "FS/data/anr/anr_2024-08-19", content: utf8(`"${token("trace of a thread")}" prio=5 tid=1 Native\n`) };
  return concat(...writeZip([...files, anr]));
}

function spoiled(content: Uint8Array): string {
  let text = new TextDecoder().decode(content);
  for (const [service, lines] of Object.entries(IN_SECTIONS)) {
    const head = new RegExp(`^DUMP OF SERVICE (?:CRITICAL )?${service}:\\n(?:Service host.*\\nThreads.*\\n)?`, "m");
    text = text.replace(head, (before) => before + lines);
  }
  const line = `08-20 12:00:00.000 10300  4711  4711 D Chat    : to ${token("log")} text ${token("log")}\n`;
  return text.replace("--------- beginning of main\n", (before) => before + line);
}

const said = (days: number, text: string, over: Partial<TextMessage> = {}): TextMessage => ({
  at: made - days * DAY,
  party: `+1202555${days}144`,
  text,
  ...over,
});
const MESSAGES: readonly TextMessage[] = [
  said(2, `${token("received message")} tonight`),
  said(2, `${token("sent message")} tonight`, { isSent: true }),
  said(3, "See you", { party: `${token("party")}@example.org` }),
  said(4, token("multimedia text"), { picture: `${token("picture")}.jpg` }),
  said(5, "Breaking news: https://almal-news.com/a/81f2c", { party: "+12025550177" }),
];

/** The collection of a phone with spyware, a lure and a log of how it came there, and private words all over. */
function collected(): Map<string, Uint8Array> {
  const planted: CollectionScenario = collectionScenario("planted");
  const files = planted.files();
  files.delete("hashes.csv");
  const append = (name: string, text: string): void => void files.set(name, concat(files.get(name)!, utf8(text)));
  files.set("bugreport.zip", bugreportWith());
  files.set("backup.ab", androidBackup(telephonyMembers(MESSAGES, phone.device.sdk), { seed: 3 }));
  for (const [name, bytes] of intrusionLogs(
    [{ at: made - 2 * HOUR, kind: "dns", app: "com.android.chrome", host: `${token("site looked up").toLowerCase()}.example.org` }],
    900,
  ))
    files.set(`intrusion_logs/private-${name}`, bytes);
  append("settings_secure.txt", `lock_screen_owner_info=${token("owner info")}\n`);
  append("settings_global.txt", `device_name=${token("device name")}\n`);
  append("getprop.txt", `[gsm.line1.number]: [${token("number of the phone")}]\n`);
  append(
    "processes.txt",
    `u0_a300       9999     1 12345678  98765 0                   0 S com.example.viewer --open ${token("argument")}\n`,
  );
  append("env.txt", `HOME=/home/${token("collecting computer")}\n`);
  files.set(
    "acquisition.json",
    utf8(new TextDecoder().decode(files.get("acquisition.json")!).replaceAll("/home/demo", `/home/${token("collecting computer")}`)),
  );
  const listed = JSON.parse(new TextDecoder().decode(files.get("files.json")!)) as object[];
  files.set("files.json", utf8(JSON.stringify([...listed, { ...listed[0], path: `/sdcard/DCIM/${token("photo")}.jpg` }])));
  return files;
}

const knowledge = buildKnowledge([...defaultPacks()], []);
const FORMS: Readonly<Record<string, () => Input>> = {
  "a collection": () => memoryInput("collected", collected()),
  "a bug report": () => memoryFile("bugreport.zip", bugreportWith()),
};
const cases = new Map<string, Promise<ExaminedCase>>();
const caseOf = (form: string): Promise<ExaminedCase> => {
  const known = cases.get(form) ?? examine(FORMS[form]!(), knowledge);
  cases.set(form, known);
  return known;
};

test("each private word is on the phone", () => {
  const all =
    [...collected()].map(([, bytes]) => new TextDecoder().decode(bytes)).join("\n") +
    spoiled(bugreportFiles(phone).find(({ name }) => name.startsWith("bugreport-"))!.content);
  // What is packed cannot be searched so: messages in the backup.
  const packed = ["received message", "sent message", "party", "multimedia text", "picture", "trace of a thread"] as const;
  const searched = PLACES.filter((place) => !packed.some((one) => one === place));
  expect(searched.filter((place) => !all.toLowerCase().includes(token(place).toLowerCase()))).toEqual([]);
});

describe.each(Object.keys(FORMS))("of %s", (form) => {
  test("no file of a default run holds a private word", async () => {
    const { files, analysis } = await caseOf(form);
    expect(analysis.findings.length).toBeGreaterThan(10);
    const leaks = [...files].flatMap(([path, text]) =>
      PLACES.filter((place) => text.toLowerCase().includes(token(place).toLowerCase())).map((place) => `${path}: ${place}`),
    );
    expect(leaks).toEqual([]);
  });

  test("no report holds one, redacted or not, and what is redacted names nobody who wrote", async () => {
    const { analysis, document } = await caseOf(form);
    const view = viewOf(document, analysis);
    for (const page of [reportHtml(view), ...(["contacts", "content"] as const).map((way) => reportHtml(redact(view, way)))])
      expect(page.toLowerCase()).not.toMatch(/canary\d\dandroid/);
    if (form === "a collection") {
      expect(reportHtml(view)).toContain("+12025550177");
      expect(reportHtml(redact(view, "contacts"))).not.toContain("+12025550177");
      expect(reportHtml(redact(view, "content"))).not.toContain("Breaking news");
    }
  });
});
