import { type Phone, scenario } from "@bridle/corpus";
import { editDatabase } from "../../packages/corpus/src/database.ts";
import { contentOf, withContent, withFiles, withoutFile } from "../../packages/corpus/src/ios/phone.ts";
import { binaryPlist, type PlistInput, real } from "../../packages/corpus/src/plist.ts";

/**
 * A phone whose attacker knew that its words would be shown: in terminals, pages, tables. Wherever evidence can hold text it holds
 * what terminals, browsers, spreadsheets and careless objects obey. None of it may come out raw.
 */

export const ESCAPES = "\u001b[2J\u001b]0;owned\u0007\u009b31m";
export const HIDDEN = "\u202egnp.exe\u2066\u200b\u2028\u{e0041}";
export const MARKUP = `"'><script>alert(1)</script><img src=x onerror=alert(2)>`;
export const FORMULA = `=HYPERLINK("http://example.org","x")`;
const ICU = "{count, plural, other {#}} %s %n";
const NUL = "a\0b";
const LONG = "x".repeat(1 << 20);
export const NASTY = [
  ESCAPES,
  HIDDEN,
  MARKUP,
  FORMULA,
  `\t${FORMULA}`,
  "@SUM(1)",
  ICU,
  NUL,
  "__proto__",
  "constructor",
  "toString",
  "\r\nSet-Cookie: x",
];
export const EVERYTHING = NASTY.join(" ");
export const LURE = "akhbar-arabia.com";
const HALF_A_PAIR = "eda080";

const hex = (text: string): string => Buffer.from(text, "utf8").toString("hex");
/** A text of any bytes, also of none that UTF-8 knows. */
const sqlText = (text: string, more = ""): string => `CAST(X'${hex(text)}${more}' AS TEXT)`;

const SMS = "Library/SMS/sms.db";
const SAFARI = "Library/Safari/History.db";
const DATA_USAGE = "Library/Databases/DataUsage.sqlite";
const TCC = "Library/TCC/TCC.db";

function withStatements(phone: Phone, path: string, statements: readonly string[]): Phone {
  const log = [...phone.files].find((file) => file.path === `${path}-wal`);
  return withContent(withoutFile(phone, `${path}-wal`), path, (main) =>
    editDatabase({ main, ...(log && { log: contentOf(log) }) }, statements),
  );
}

/** Property lists whose keys are an attack: `__proto__` as a name of a program, of a party, of a profile. */
function withHostileKeys(phone: Phone): Phone {
  const keyed = (value: (nasty: string) => PlistInput): PlistInput => Object.fromEntries(NASTY.map((nasty) => [nasty, value(nasty)]));
  const lists: Readonly<Record<string, PlistInput>> = {
    "Library/Caches/locationd/clients.plist": keyed((nasty) => ({
      BundleId: nasty,
      Executable: `/private/var/tmp/${nasty}`,
      Registered: `/${nasty}`,
      [`${nasty}TimeStopped`]: real(760_000_000),
      LocationTimeStopped: real(760_000_000),
    })),
    "Library/ConfigurationProfiles/MCProfileEvents.plist": {
      ProfileEvents: NASTY.map((nasty) => ({
        [nasty]: { Operation: nasty, Process: nasty, Timestamp: new Date(phone.backupTime * 1000) },
      })),
    },
    "Library/Preferences/com.apple.osanalytics.addaily.plist": {
      netUsageBaseline: keyed(() => [new Date(phone.backupTime * 1000), real(1), real(2), real(3), real(4)]),
    },
  };
  return Object.entries(lists).reduce((so, [path, list]) => withContent(so, path, () => binaryPlist(list)), phone);
}

export function hostilePhone(): Phone {
  const url = (index: number): string => `https://${LURE}/${index}/${NASTY[index % NASTY.length]}`;
  let phone = scenario("compromised").phone();
  phone = withStatements(phone, SMS, [
    "DROP TRIGGER IF EXISTS add_to_deleted_messages",
    ...NASTY.map(
      (nasty, index) =>
        `UPDATE message SET text = ${sqlText(`${nasty} ${url(index)} ${nasty}`, HALF_A_PAIR)}, attributedBody = NULL, subject = ${sqlText(nasty)}, guid = ${sqlText(`${nasty}${index}`)}, service = ${sqlText(nasty)} WHERE ROWID = ${index + 1}`,
    ),
    `UPDATE message SET text = ${sqlText(`${LONG} ${url(0)} ${LONG}`)} WHERE ROWID = ${NASTY.length + 1}`,
    `UPDATE message SET text = ${sqlText(`https://${LURE}/${LONG}`)}, attributedBody = NULL WHERE ROWID = ${NASTY.length + 2}`,
    `UPDATE handle SET id = ${sqlText(EVERYTHING, HALF_A_PAIR)} || ROWID WHERE ROWID % 2`,
    `UPDATE chat SET display_name = ${sqlText(EVERYTHING)}, chat_identifier = ${sqlText(EVERYTHING)} || ROWID WHERE ROWID % 2`,
  ]);
  phone = withStatements(phone, SAFARI, [
    ...NASTY.map((_, index) => `UPDATE history_items SET url = ${sqlText(url(index), HALF_A_PAIR)} WHERE id = ${index + 1}`),
    `UPDATE history_items SET url = ${sqlText(`https://${LURE}/${LONG}`)} WHERE id = ${NASTY.length + 1}`,
    `UPDATE history_visits SET title = ${sqlText(EVERYTHING, HALF_A_PAIR)}`,
  ]);
  phone = withStatements(phone, DATA_USAGE, [
    ...NASTY.map(
      (nasty, index) =>
        `UPDATE ZPROCESS SET ZPROCNAME = ${sqlText(`bh/${nasty}`, HALF_A_PAIR)}, ZBUNDLENAME = ${sqlText(nasty)} WHERE Z_PK = ${index + 1}`,
    ),
    `UPDATE ZPROCESS SET ZPROCNAME = ${sqlText(LONG)} WHERE Z_PK = ${NASTY.length + 1}`,
    `UPDATE ZPROCESS SET ZPROCNAME = ${sqlText(EVERYTHING)} WHERE Z_PK = ${NASTY.length + 2}`,
  ]);
  phone = withStatements(phone, TCC, [
    `UPDATE access SET client = ${sqlText(EVERYTHING, HALF_A_PAIR)} || rowid, service = ${sqlText(NASTY.join("."))}`,
  ]);
  phone = withHostileKeys(phone);
  const dated = { birth: phone.backupTime - 1000, modified: phone.backupTime - 1000 };
  phone = withFiles(
    phone,
    ...NASTY.map((nasty, index) => ({
      domain: index % 2 ? "HomeDomain" : `AppDomain-${nasty}`,
      path: `Library/${nasty}/${index}/roleaccountd.plist`,
      kind: "file" as const,
      content: new Uint8Array([1]),
      extendedAttributes: { [nasty]: new Uint8Array([1]) },
      ...dated,
    })),
    { domain: "HomeDomain", path: `Library/${LONG}/roleaccountd.plist`, kind: "file", content: new Uint8Array([1]), ...dated },
    { domain: "HomeDomain", path: "Library/link", kind: "link", target: `/private/var/${EVERYTHING}`, ...dated },
  );
  // An XML property list holds no controls but these; what it can hold it does.
  const printable = [HIDDEN, MARKUP, FORMULA, ICU, "__proto__"].join(" ");
  const app = { bundleId: "__proto__", executable: printable, version: printable };
  return {
    ...phone,
    apps: [...phone.apps, app, { ...app, bundleId: printable }, { ...app, bundleId: "constructor" }],
    device: {
      ...phone.device,
      name: printable,
      productName: printable,
      productType: printable,
      productVersion: printable,
      buildVersion: printable,
    },
  };
}
