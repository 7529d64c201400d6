import { buildDatabase, type DatabaseFiles } from "../database.ts";
import { toAppleSeconds, type UnixSeconds } from "../time.ts";

/** What an app told the system: a message, a mail or a call from one party to others. */
export interface Interaction {
  readonly at: UnixSeconds;
  readonly app: string;
  /** Absent for what the owner sent; with neither sender nor recipients the row does not say which it was. */
  readonly sender?: string;
  readonly recipients?: readonly string[];
  /** A link that came with it. */
  readonly attachedUrl?: string;
}

/** Core Data's tables, as APOLLO and iLEAPP name them. The numbers in the names are those of the entities. */
const SCHEMA = [
  "CREATE TABLE ZATTACHMENT ( Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZSIZEINBYTES INTEGER, ZCLOUDIDENTIFIER VARCHAR, ZCONTENTTEXT VARCHAR, ZUTI VARCHAR, ZCONTENTURL VARCHAR, ZIDENTIFIER BLOB )",
  "CREATE TABLE Z_1INTERACTIONS ( Z_1ATTACHMENTS INTEGER, Z_3INTERACTIONS INTEGER, PRIMARY KEY (Z_1ATTACHMENTS, Z_3INTERACTIONS) )",
  "CREATE TABLE ZCONTACTS ( Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZINCOMINGRECIPIENTCOUNT INTEGER, ZINCOMINGSENDERCOUNT INTEGER, ZOUTGOINGRECIPIENTCOUNT INTEGER, ZPERSONIDTYPE INTEGER, ZTYPE INTEGER, ZCREATIONDATE TIMESTAMP, ZFIRSTINCOMINGRECIPIENTDATE TIMESTAMP, ZFIRSTINCOMINGSENDERDATE TIMESTAMP, ZFIRSTOUTGOINGRECIPIENTDATE TIMESTAMP, ZLASTINCOMINGRECIPIENTDATE TIMESTAMP, ZLASTINCOMINGSENDERDATE TIMESTAMP, ZLASTOUTGOINGRECIPIENTDATE TIMESTAMP, ZCUSTOMIDENTIFIER VARCHAR, ZDISPLAYNAME VARCHAR, ZIDENTIFIER VARCHAR, ZPERSONID VARCHAR )",
  "CREATE TABLE Z_2INTERACTIONRECIPIENT ( Z_2RECIPIENTS INTEGER, Z_3INTERACTIONRECIPIENT INTEGER, PRIMARY KEY (Z_2RECIPIENTS, Z_3INTERACTIONRECIPIENT) )",
  "CREATE TABLE ZINTERACTIONS ( Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZDIRECTION INTEGER, ZISRESPONSE INTEGER, ZMECHANISM INTEGER, ZRECIPIENTCOUNT INTEGER, ZSENDER INTEGER, ZCREATIONDATE TIMESTAMP, ZENDDATE TIMESTAMP, ZSTARTDATE TIMESTAMP, ZACCOUNT VARCHAR, ZBUNDLEID VARCHAR, ZCONTENTURL VARCHAR, ZDERIVEDINTENTIDENTIFIER VARCHAR, ZDOMAINIDENTIFIER VARCHAR, ZGROUPNAME VARCHAR, ZLOCATIONUUID VARCHAR, ZTARGETBUNDLEID VARCHAR, ZUUID VARCHAR )",
];

/** `known` are parties whose interactions are gone, with the time when something last came from them. */
export function buildInteractionC(interactions: readonly Interaction[], known: Readonly<Record<string, UnixSeconds>> = {}): DatabaseFiles {
  const names = interactions.flatMap(({ sender, recipients = [] }) => [...(sender === undefined ? [] : [sender]), ...recipients]);
  const parties = [...new Set([...names, ...Object.keys(known)])];
  const keyOf = (party: string): number => parties.indexOf(party) + 1;
  const attached = interactions.flatMap(({ attachedUrl }, index) =>
    attachedUrl === undefined ? [] : [{ url: attachedUrl, interaction: index + 1 }],
  );
  return buildDatabase({
    schema: SCHEMA,
    tables: [
      { table: "ZCONTACTS", rows: parties.map((party, index) => contactRow(party, index + 1, interactions, known[party])) },
      {
        table: "ZINTERACTIONS",
        rows: interactions.map(({ at, app, sender, recipients = [] }, index) => ({
          Z_PK: index + 1,
          Z_ENT: 3,
          Z_OPT: 1,
          ZDIRECTION: directionOf({ sender, recipients }),
          ZRECIPIENTCOUNT: recipients.length,
          ZSENDER: sender === undefined ? undefined : keyOf(sender),
          ZSTARTDATE: toAppleSeconds(at),
          ZENDDATE: toAppleSeconds(at),
          ZCREATIONDATE: toAppleSeconds(at + 1),
          ZBUNDLEID: app,
        })),
      },
      {
        table: "Z_2INTERACTIONRECIPIENT",
        rows: interactions.flatMap(({ recipients = [] }, index) =>
          recipients.map((party) => ({ Z_2RECIPIENTS: keyOf(party), Z_3INTERACTIONRECIPIENT: index + 1 })),
        ),
      },
      {
        table: "ZATTACHMENT",
        rows: attached.map(({ url }, index) => ({ Z_PK: index + 1, Z_ENT: 1, Z_OPT: 1, ZCONTENTURL: url, ZUTI: "public.url" })),
      },
      {
        table: "Z_1INTERACTIONS",
        rows: attached.map(({ interaction }, index) => ({ Z_1ATTACHMENTS: index + 1, Z_3INTERACTIONS: interaction })),
      },
    ],
  });
}

const directionOf = ({ sender, recipients }: Required<Pick<Interaction, "recipients">> & { readonly sender: string | undefined }) => {
  if (sender !== undefined) return 0;
  return recipients.length > 0 ? 1 : undefined;
};

function contactRow(party: string, key: number, interactions: readonly Interaction[], knownSince: UnixSeconds | undefined) {
  const sent = interactions.filter(({ sender }) => sender === party).map(({ at }) => at);
  const times = knownSince === undefined ? sent : [knownSince, ...sent];
  const received = interactions.filter(({ sender, recipients = [] }) => sender === undefined && recipients.includes(party)).length;
  return {
    Z_PK: key,
    Z_ENT: 2,
    Z_OPT: 1,
    ZIDENTIFIER: party,
    ZINCOMINGSENDERCOUNT: times.length,
    ZOUTGOINGRECIPIENTCOUNT: received,
    ...(times.length > 0 && {
      ZFIRSTINCOMINGSENDERDATE: toAppleSeconds(Math.min(...times)),
      ZLASTINCOMINGSENDERDATE: toAppleSeconds(Math.max(...times)),
    }),
  };
}
