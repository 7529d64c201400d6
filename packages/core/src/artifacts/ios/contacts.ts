import { asNumber, asText, type SqlRow } from "../../formats/sqlite/value.ts";
import { findUrls } from "../../formats/url/find-urls.ts";
import { atRow, type Locator } from "../../model/locator.ts";
import type { Observable } from "../../model/observable.ts";
import type { EvidenceTime } from "../../model/time.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { linksIn } from "../found-links.ts";
import { optional } from "../optional-field.ts";
import { hasTable, readAppleTime } from "../partial-record.ts";
import { addressObservable } from "../whatsapp-address.ts";

/** A number, address or web page of the address book. Whose it is, is not kept: the row of the person is named. */
export interface ContactValue {
  readonly valueKind: "phone" | "email" | "url" | "message-service" | "profile" | "other";
  readonly value: string;
  /** Key of the row in ABPerson. */
  readonly personKey?: number;
  readonly created?: EvidenceTime;
  readonly modified?: EvidenceTime;
}

export default defineArtifact<ContactValue>({
  id: "ios/contacts",
  version: 1,
  paths: [
    "/private/var/mobile/Library/AddressBook/AddressBook.sqlitedb", // iOS 2 on
  ],
  presence: { "ios-backup": "expected", "ios-backup-encrypted": "expected", "ios-file-system": "expected" },
  scope: "communication",
  emits: { "phone-number:value": ["listed"], "email-addr:value": ["listed"], "url:value": ["listed"] },
  provenOn: "synthetic-only",
  references: ["https://developer.apple.com/documentation/addressbook", "https://github.com/abrignoni/iLEAPP/tree/main/scripts/artifacts"],

  *parse(file, context) {
    const database = context.database(file);
    if (!hasTable(context, database, "ABMultiValue")) return;
    const rows = database.rows({
      from: "ABMultiValue",
      select: COLUMNS,
      joins: [
        { as: "person", table: "ABPerson", on: "rowid", equals: "record_id" },
        { as: "entry", table: "ABMultiValueEntry", on: "parent_id", equals: "rowid" },
      ],
    });
    yield* context.records(rows, locateValue, valueReader(context));
  },

  observables: observablesOf,
  events: ({ created, modified }) => [
    ...(created ? [{ time: created, kind: "contact" as const, message: "artifacts/ios/contacts/created" }] : []),
    ...(modified && modified.earliest !== created?.earliest
      ? [{ time: modified, kind: "contact" as const, message: "artifacts/ios/contacts/modified" }]
      : []),
  ],
});

const COLUMNS = [
  ...["rowid", "property", "value", "record_id", "person.rowid", "person.CreationDate", "person.ModificationDate"],
  ...["entry.rowid", "entry.value"],
];
const PERSON = COLUMNS.indexOf("person.rowid");

const locateValue = (row: SqlRow): readonly Locator[] => {
  const own = atRow("ABMultiValue", String(row[0]));
  return row[PERSON] === null ? [own] : [own, atRow("ABPerson", String(row[PERSON]))];
};

/** Properties of ABPerson, by Apple's ABPerson reference and the address books that iLEAPP reads. */
const KINDS: ReadonlyMap<number, ContactValue["valueKind"]> = new Map([
  [3, "phone"],
  [4, "email"],
  [13, "message-service"],
  [22, "url"],
  [46, "profile"],
]);
/** Street addresses, dates and relations name nothing that an indicator could. */
const UNREAD = [5, 12, 23];

/** A value of several parts (a message service, a profile) stands in rows of its own below a row that is empty. */
const valueReader = (context: ParseContext): ((row: SqlRow) => ContactValue | undefined) => {
  let last: SqlRow[number] | undefined;
  return (row) => {
    const [rowid, property, plain, person, , created, modified, , part] = row;
    const isRepeated = rowid === last;
    last = rowid;
    const value = asText(plain) ?? asText(part);
    const number = asNumber(property) ?? -1;
    if (!value || UNREAD.includes(number) || (isRepeated && asText(plain) !== undefined)) return undefined;
    const at = atRow("ABMultiValue", String(rowid));
    linksIn(context, at, value); // for what is to be said of them; observablesOf takes them
    return {
      valueKind: KINDS.get(number) ?? "other",
      value,
      ...optional("personKey", asNumber(person)),
      ...optional("created", readAppleTime(context, at, "CreationDate", created)),
      ...optional("modified", readAppleTime(context, at, "ModificationDate", modified)),
    };
  };
};

/** Old address books do not always say what a value is: everything but a web page is asked whether it is an address or a number. */
function observablesOf({ valueKind, value }: ContactValue): readonly Observable[] {
  const party = valueKind === "url" ? undefined : addressObservable(value, "listed");
  if (party) return [party];
  return findUrls(value, () => {}).map(({ url, embedded }) => ({
    type: "url:value",
    role: "listed",
    value: url,
    ...(embedded && { circumstances: ["embedded"] as const }),
  }));
}
