import type { EvidenceDatabase } from "../../formats/sqlite/database.ts";
import { asNumber, asText } from "../../formats/sqlite/value.ts";
import { atRow } from "../../model/locator.ts";
import { message } from "../../model/message.ts";
import type { Located } from "../../model/record.ts";
import type { EvidenceTime } from "../../model/time.ts";
import type { TimelineEvent } from "../../model/timeline.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { optional } from "../optional-field.ts";
import { eachTable, readAppleTime } from "../partial-record.ts";
import { lidOf, numberOf, PAIRS } from "../whatsapp-party.ts";

/** A person that WhatsApp knows: by number, by hidden identity, or by both. Names are not kept. */
export interface WhatsAppContact {
  readonly kind: "contact" | "pair" | "account";
  /** Hidden identity, with @lid. */
  readonly lid?: string;
  readonly phoneNumber?: string;
  /** When the pair of identity and number was noted. */
  readonly paired?: EvidenceTime;
  readonly updated?: EvidenceTime;
  readonly aboutChanged?: EvidenceTime;
  /** Seconds after which messages of this chat vanish. */
  readonly vanishSeconds?: number;
  readonly vanishSet?: EvidenceTime;
}

export default defineArtifact<WhatsAppContact>({
  id: "ios/whatsapp-contacts",
  version: 1,
  paths: [
    "/private/var/mobile/Containers/Shared/AppGroup/*/ContactsV2.sqlite", // WhatsApp and WhatsApp Business, 2018 on
    "/private/var/mobile/Containers/Shared/AppGroup/*/LID.sqlite", // hidden identities, 2024 on
  ],
  presence: { "ios-backup": "with-app", "ios-backup-encrypted": "with-app", "ios-file-system": "with-app" },
  scope: "communication",
  emits: { "phone-number:value": ["listed"] },
  provenOn: "synthetic-only",
  references: [
    "https://citizenlab.ca/2025/03/a-first-look-at-paragons-proliferating-spyware-operations/",
    "https://github.com/abrignoni/iLEAPP/tree/main/scripts/artifacts",
  ],

  *parse(file, context) {
    const database = context.database(file);
    if (TABLES.every((table) => !database.has(table))) {
      context.skip(message("artifacts/shared/table-missing", { table: TABLES.join(", ") }), undefined, "unreadable-form");
    }
    yield* eachTable<readonly Located<WhatsAppContact>[]>(
      () => (database.has("ZWAADDRESSBOOKCONTACT") ? contacts(database, context) : []),
      () => (database.has(PAIRS) ? pairs(database, context) : []),
      () => (database.has("ZWAZACCOUNT") ? accounts(database, context) : []),
    );
  },

  observables: ({ phoneNumber }) => (phoneNumber ? [{ type: "phone-number:value", role: "listed", value: phoneNumber }] : []),
  events: eventsOf,
});

const TABLES = ["ZWAADDRESSBOOKCONTACT", PAIRS, "ZWAZACCOUNT"];

const CONTACT_COLUMNS = [
  ...["rowid", "ZWHATSAPPID", "ZLID", "ZPHONENUMBER", "ZLASTUPDATED", "ZABOUTTIMESTAMP"],
  ...["ZDISAPPEARINGMODEDURATION", "ZDISAPPEARINGMODETIMESTAMP"],
];

function contacts(database: EvidenceDatabase, context: ParseContext): Generator<readonly Located<WhatsAppContact>[]> {
  return context.records(
    database.rows({ from: "ZWAADDRESSBOOKCONTACT", select: CONTACT_COLUMNS }),
    ([row]) => [atRow("ZWAADDRESSBOOKCONTACT", String(row))],
    ([row, address, lid, number, updated, about, vanish, vanishSet]): WhatsAppContact => {
      const at = atRow("ZWAADDRESSBOOKCONTACT", String(row));
      const identity = asText(lid);
      return {
        kind: "contact",
        ...optional("lid", identity ? lidOf(identity) : undefined),
        ...optional("phoneNumber", numberOf(asText(address)) ?? plainNumber(asText(number))),
        ...optional("updated", readAppleTime(context, at, "ZLASTUPDATED", updated)),
        ...optional("aboutChanged", readAppleTime(context, at, "ZABOUTTIMESTAMP", about)),
        ...optional("vanishSeconds", asNumber(vanish) || undefined),
        ...optional("vanishSet", readAppleTime(context, at, "ZDISAPPEARINGMODETIMESTAMP", vanishSet)),
      };
    },
  );
}

/** As the address book writes it: kept as it stands where it is not a number alone. */
const plainNumber = (text: string | undefined): string | undefined => (text ? (numberOf(text) ?? text) : undefined);

function pairs(database: EvidenceDatabase, context: ParseContext): Generator<readonly Located<WhatsAppContact>[]> {
  return context.records(
    database.rows({ from: PAIRS, select: ["rowid", "ZLID", "ZPHONENUMBER", "ZTIMESTAMP"] }),
    ([row]) => [atRow(PAIRS, String(row))],
    ([row, lid, number, time]): WhatsAppContact => {
      const identity = asText(lid);
      return {
        kind: "pair",
        ...optional("lid", identity ? lidOf(identity) : undefined),
        ...optional("phoneNumber", plainNumber(asText(number))),
        ...optional("paired", readAppleTime(context, atRow(PAIRS, String(row)), "ZTIMESTAMP", time)),
      };
    },
  );
}

function accounts(database: EvidenceDatabase, context: ParseContext): Generator<readonly Located<WhatsAppContact>[]> {
  return context.records(
    database.rows({ from: "ZWAZACCOUNT", select: ["rowid", "ZIDENTIFIER", "ZPHONENUMBER"] }),
    ([row]) => [atRow("ZWAZACCOUNT", String(row))],
    ([, lid, number]): WhatsAppContact => {
      const identity = asText(lid);
      const phoneNumber = plainNumber(asText(number)) ?? numberOf(identity);
      return {
        kind: "account",
        ...optional("lid", identity?.endsWith("@lid") ? identity : undefined),
        ...optional("phoneNumber", phoneNumber),
      };
    },
  );
}

const TIMES = ["paired", "updated", "about-changed", "vanish-set"] as const;

function eventsOf({ phoneNumber, lid, paired, updated, aboutChanged, vanishSet }: WhatsAppContact): readonly TimelineEvent[] {
  const params = { handle: phoneNumber ?? lid ?? "" };
  return [paired, updated, aboutChanged, vanishSet].flatMap((time, index) =>
    time ? [{ time, kind: "contact" as const, message: `artifacts/ios/whatsapp-contacts/${TIMES[index]}`, params }] : [],
  );
}
