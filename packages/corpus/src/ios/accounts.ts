import { buildDatabase, type DatabaseFiles } from "../database.ts";
import { createArchive } from "../keyed-archive.ts";
import { toAppleSeconds, type UnixSeconds } from "../time.ts";

/** An account that the phone is signed in to. */
export interface Account {
  readonly at: UnixSeconds;
  /** Identifier of the kind: com.apple.account.AppleAccount … */
  readonly type: string;
  readonly username?: string;
  readonly maker: string;
  /** Server of calendars or contacts. */
  readonly host?: string;
}

/** As a public Accounts3.sqlite has them (log2timeline/plaso test data). */
const SCHEMA = [
  "CREATE TABLE ZACCOUNT ( Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZACTIVE INTEGER, ZAUTHENTICATED INTEGER, ZSUPPORTSAUTHENTICATION INTEGER, ZVISIBLE INTEGER, ZACCOUNTTYPE INTEGER, ZPARENTACCOUNT INTEGER, ZDATE TIMESTAMP, ZLASTCREDENTIALRENEWALREJECTIONDATE TIMESTAMP, ZACCOUNTDESCRIPTION VARCHAR, ZAUTHENTICATIONTYPE VARCHAR, ZCREDENTIALTYPE VARCHAR, ZIDENTIFIER VARCHAR, ZOWNINGBUNDLEID VARCHAR, ZUSERNAME VARCHAR, ZDATACLASSPROPERTIES BLOB )",
  "CREATE TABLE ZACCOUNTTYPE ( Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZACCOUNTTYPEDESCRIPTION VARCHAR, ZIDENTIFIER VARCHAR, ZOWNINGBUNDLEID VARCHAR )",
  "CREATE TABLE ZACCOUNTPROPERTY ( Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZOWNER INTEGER, ZKEY VARCHAR, ZVALUE BLOB )",
];

export function buildAccounts(accounts: readonly Account[]): DatabaseFiles {
  const types = [...new Set(accounts.map(({ type }) => type))];
  return buildDatabase({
    schema: SCHEMA,
    tables: [
      { table: "ZACCOUNTTYPE", rows: types.map((type, index) => ({ Z_PK: index + 1, Z_ENT: 4, Z_OPT: 1, ZIDENTIFIER: type })) },
      {
        table: "ZACCOUNT",
        rows: accounts.map(({ at, type, username, maker }, index) => ({
          Z_PK: index + 1,
          Z_ENT: 2,
          Z_OPT: 1,
          ZACTIVE: 1,
          ZAUTHENTICATED: 1,
          ZVISIBLE: 1,
          ZACCOUNTTYPE: types.indexOf(type) + 1,
          ZDATE: toAppleSeconds(at),
          ZIDENTIFIER: `DEMO0000-0000-4000-8000-${String(index + 1).padStart(12, "0")}`,
          ZOWNINGBUNDLEID: maker,
          ZUSERNAME: username,
        })),
      },
      {
        table: "ZACCOUNTPROPERTY",
        rows: accounts.flatMap(({ host }, index) =>
          host === undefined ? [] : [{ Z_ENT: 3, Z_OPT: 1, ZOWNER: index + 1, ZKEY: "DAAccountHost", ZVALUE: archivedText(host) }],
        ),
      },
    ],
  });
}

function archivedText(text: string): Uint8Array {
  const archive = createArchive();
  return archive.finish(archive.add(text));
}
