import { editDatabase } from "../database.ts";
import { buildBackup } from "../ios/backup.ts";
import { contentOf, type Phone, withContent, withFiles, withoutFile } from "../ios/phone.ts";
import { rollbackJournal } from "./hot-journal.ts";
import {
  ALL_TRACES,
  compromised,
  DATA_USAGE,
  FILE_TRACE,
  type HostileVariant,
  MESSAGE_TRACE,
  PROCESS_TRACE,
  SAFARI,
  SMS,
  TCC,
  VISIT_TRACE,
} from "./variant.ts";

const PAGE = 4096;
const LEAF_OF_A_TABLE = 0x0d;

/** A variant that changes one database of the phone by statements. */
const edited = (
  place: { readonly path: string },
  statements: readonly string[],
  rest: Omit<HostileVariant, "build" | "opens">,
): HostileVariant => ({
  ...rest,
  opens: ["whole", "with-problems"],
  build: (phone = compromised()) => buildBackup(withStatements(phone, place.path, statements)),
});

/** Damage inside databases; the folder and its catalogue are whole. */
export const databaseDamage: readonly HostileVariant[] = [
  {
    id: "empty-database",
    title: "sms.db has no bytes",
    opens: ["whole", "with-problems"],
    hurts: ["ios/sms"],
    stillFound: [PROCESS_TRACE, VISIT_TRACE, FILE_TRACE],
    build: (phone = compromised()) => buildBackup(damaged(phone, SMS.path, () => new Uint8Array())),
  },
  {
    id: "corrupt-page",
    title: "A page in the middle of sms.db is overwritten",
    opens: ["whole", "with-problems"],
    hurts: ["ios/sms"],
    stillFound: [PROCESS_TRACE, VISIT_TRACE, FILE_TRACE],
    build: (phone = compromised()) => buildBackup(damaged(phone, SMS.path, corruptMiddle)),
  },
  {
    id: "truncated-database",
    title: "History.db ends after two thirds",
    opens: ["whole", "with-problems"],
    hurts: ["ios/safari-history"],
    stillFound: [PROCESS_TRACE, MESSAGE_TRACE, FILE_TRACE],
    build: (phone = compromised()) =>
      buildBackup(damaged(phone, SAFARI.path, (bytes) => bytes.subarray(0, Math.floor((bytes.length * 2) / 3)))),
  },
  {
    id: "hot-journal",
    title: "sms.db lies beside the journal of a transaction that was never finished",
    opens: ["whole", "with-problems"],
    hurts: [],
    stillFound: ALL_TRACES,
    build: (phone = compromised()) => buildBackup(withHotJournal(phone)),
  },
  edited(
    DATA_USAGE,
    [
      "UPDATE ZPROCESS SET ZFIRSTTIMESTAMP = X'00ff00ff', ZPROCNAME = X'fffe41' WHERE Z_PK = 5",
      "UPDATE ZLIVEUSAGE SET ZTIMESTAMP = 'yesterday', ZWIFIIN = 'much' WHERE Z_PK = 10",
      "UPDATE ZLIVEUSAGE SET ZHASPROCESS = NULL WHERE Z_PK = 12",
    ],
    {
      id: "bad-row-data-usage",
      title: "Bytes and words where DataUsage keeps numbers, and usage that names no process",
      hurts: ["ios/data-usage"],
      stillFound: ALL_TRACES,
    },
  ),
  edited(
    SMS,
    [
      "UPDATE message SET date = 'last week', text = X'c328' WHERE ROWID = 7",
      "UPDATE message SET handle_id = X'01', attributedBody = 'no stream' WHERE ROWID = 9",
    ],
    {
      id: "bad-row-sms",
      title: "Words where sms.db keeps times, bytes that are no UTF-8, text where a stream belongs",
      hurts: ["ios/sms"],
      stillFound: ALL_TRACES,
    },
  ),
  edited(
    SAFARI,
    ["UPDATE history_visits SET visit_time = X'40' WHERE id = 3", "UPDATE history_items SET url = X'687474703a2f2fff' WHERE id = 2"],
    {
      id: "bad-row-safari",
      title: "Bytes where History.db keeps times and addresses",
      hurts: ["ios/safari-history"],
      stillFound: ALL_TRACES,
    },
  ),
  edited(
    DATA_USAGE,
    ["UPDATE ZPROCESS SET ZFIRSTTIMESTAMP = NULL WHERE ZPROCNAME = 'bh'", "UPDATE ZLIVEUSAGE SET ZTIMESTAMP = NULL WHERE Z_PK = 14"],
    {
      id: "null-time",
      title: "A process and a usage without a time",
      hurts: [],
      stillFound: ALL_TRACES,
    },
  ),
  edited(
    SMS,
    [
      "UPDATE message SET date = NULL WHERE ROWID = 7",
      "UPDATE message SET date = 9223372036854775807 WHERE ROWID = 8",
      "UPDATE message SET date = -1 WHERE ROWID = 9",
    ],
    {
      id: "impossible-times",
      title: "Messages without a time, from the end of time, and from before it",
      hurts: [],
      stillFound: ALL_TRACES,
    },
  ),
  edited(SMS, ["ALTER TABLE message DROP COLUMN attributedBody"], {
    id: "missing-column-sms",
    title: "sms.db without its attributedBody column",
    hurts: ["ios/sms"],
    stillFound: ALL_TRACES,
  }),
  edited(DATA_USAGE, ["ALTER TABLE ZPROCESS DROP COLUMN ZBUNDLENAME", "ALTER TABLE ZLIVEUSAGE DROP COLUMN ZWIFIIN"], {
    id: "missing-column-data-usage",
    title: "DataUsage without bundle names and without Wi-Fi counters",
    hurts: [],
    stillFound: ALL_TRACES,
  }),
  edited(TCC, ["DROP TABLE access"], {
    id: "missing-table-tcc",
    title: "TCC.db without its only table that matters",
    hurts: ["ios/tcc"],
    stillFound: ALL_TRACES,
  }),
  edited(
    SMS,
    [
      "DROP TRIGGER add_to_deleted_messages",
      "ALTER TABLE message RENAME TO message_kept",
      "CREATE VIEW message AS SELECT * FROM message_kept WHERE text NOT LIKE '%http%'",
      "CREATE VIRTUAL TABLE message_search USING fts5(text)",
      "INSERT INTO message_search SELECT text FROM message_kept",
      "CREATE VIEW endless AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n",
    ],
    {
      id: "view-named-like-a-table",
      title: "A view called message hides rows; the real table has another name; a search index and an endless view beside it",
      hurts: ["ios/sms"],
      stillFound: [PROCESS_TRACE, VISIT_TRACE, FILE_TRACE],
    },
  ),
];

/** Overwrites the leaf of a table that lies nearest to the middle. */
function corruptMiddle(bytes: Uint8Array): Uint8Array {
  const damaged = bytes.slice();
  const middle = Math.floor(bytes.length / PAGE / 2);
  const leaves = Array.from({ length: bytes.length / PAGE }, (_, index) => index).filter(
    (index) => index > 0 && bytes[index * PAGE] === LEAF_OF_A_TABLE,
  );
  const victim = leaves.reduce((best, index) => (Math.abs(index - middle) < Math.abs(best - middle) ? index : best));
  return damaged.fill(0xff, victim * PAGE, (victim + 1) * PAGE);
}

/** The log would put back what was damaged, so it goes. */
const damaged = (phone: Phone, path: string, change: (bytes: Uint8Array) => Uint8Array): Phone =>
  withContent(withoutFile(phone, `${path}-wal`), path, change);

function withStatements(phone: Phone, path: string, statements: readonly string[]): Phone {
  const log = [...phone.files].find((file) => file.path === `${path}-wal`);
  return damaged(phone, path, (main) => editDatabase({ main, ...(log && { log: contentOf(log) }) }, statements));
}

/** No phone has a journal and a log: the log is worked in first. */
function withHotJournal(phone: Phone): Phone {
  const plain = withStatements(phone, SMS.path, []);
  const before = contentOf([...plain.files].find(({ path }) => path === SMS.path)!);
  const after = editDatabase({ main: before }, ["UPDATE message SET text = 'half written' WHERE ROWID < 40"]);
  const dated = { birth: phone.backupTime, modified: phone.backupTime };
  const journal = { ...SMS, ...dated, path: `${SMS.path}-journal`, kind: "file", content: rollbackJournal(before, after, PAGE) } as const;
  return withFiles(
    withContent(plain, SMS.path, () => after),
    journal,
  );
}
