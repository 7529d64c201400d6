import { existsSync, readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { Artifact } from "../packages/core/src/artifacts/artifact.ts";
import accounts from "../packages/core/src/artifacts/ios/accounts.ts";
import idStatusCache from "../packages/core/src/artifacts/ios/id-status-cache.ts";
import smsAttachments from "../packages/core/src/artifacts/ios/sms-attachments.ts";
import { readPlist } from "../packages/core/src/formats/plist/read-plist.ts";
import { isDictionary } from "../packages/core/src/formats/plist/value.ts";
import { read } from "../packages/core/src/testing/index.ts";

/** Real files of research phones, published under open licences; they stay outside the repository. */
const SHARED = fileURLToPath(new URL("../../shared/public/", import.meta.url));
const bytesOf = (file: string): Uint8Array => new Uint8Array(readFileSync(SHARED + file));

interface Sample {
  readonly file: string;
  readonly artifact: Artifact;
  /** Where the file lies on a phone. */
  readonly path: string;
  /** How many records SQLite or another reader says there are. */
  readonly count: () => number;
}

const countBySqlite = (file: string, sql: string): number => {
  const database = new DatabaseSync(SHARED + file, { readOnly: true });
  try {
    return Number(Object.values(database.prepare(sql).get()!)[0]);
  } finally {
    database.close();
  }
};

const ID_STATUS = "ios/com.apple.identityservices.idstatuscache.plist";
const SAMPLES: readonly Sample[] = [
  {
    file: "ios/Accounts3.sqlite",
    artifact: accounts,
    path: "/private/var/mobile/Library/Accounts/Accounts3.sqlite",
    count: () =>
      countBySqlite("ios/Accounts3.sqlite", "SELECT count(*) FROM ZACCOUNT") +
      countBySqlite("ios/Accounts3.sqlite", "SELECT count(*) FROM ZACCOUNTPROPERTY WHERE ZKEY LIKE '%host' OR ZKEY LIKE '%hostname'"),
  },
  {
    file: ID_STATUS,
    artifact: idStatusCache,
    path: "/private/var/mobile/Library/Preferences/com.apple.identityservices.idstatuscache.plist",
    count: () => {
      const { value } = readPlist(bytesOf(ID_STATUS));
      return isDictionary(value)
        ? [...value.values()].reduce<number>((sum, parties) => sum + (isDictionary(parties) ? parties.size : 0), 0)
        : 0;
    },
  },
  {
    file: "macos/imessage_chat.db",
    artifact: smsAttachments,
    path: "/private/var/mobile/Library/SMS/sms.db",
    count: () => countBySqlite("macos/imessage_chat.db", "SELECT count(*) FROM attachment"),
  },
];

describe.skipIf(!existsSync(SHARED))("files of real phones: communication", () => {
  for (const { file, artifact, path, count } of SAMPLES) {
    test(`${file} is read whole, with the observables that ${artifact.id} declares`, async () => {
      const { records, problems, error } = await read(artifact, { [path]: bytesOf(file) });
      expect([problems, error]).toEqual([[], undefined]);
      expect(records).toHaveLength(count());
      expect(records.length).toBeGreaterThan(0);
      for (const { type, role } of records.flatMap((record) => artifact.observables?.(record) ?? [])) {
        expect(artifact.emits[type]).toContain(role);
      }
      expect(JSON.parse(JSON.stringify(records))).toEqual(records);
    });
  }

  test("the accounts of a research phone name the servers they are set up with", async () => {
    const { records } = await read(accounts, { "/private/var/mobile/Library/Accounts/Accounts3.sqlite": bytesOf("ios/Accounts3.sqlite") });
    const hosts = records.flatMap((record) => (record.kind === "server" ? [record.host] : []));
    expect(hosts).toContain("calendar.google.com");
    expect(records.filter((record) => record.kind === "account" && record.accountDate !== undefined)).toHaveLength(18);
  });

  test("the attachment of a research Mac is told although its message is deleted", async () => {
    const { records } = await read(smsAttachments, { "/private/var/mobile/Library/SMS/sms.db": bytesOf("macos/imessage_chat.db") });
    expect(records).toMatchObject([{ transferName: "sslsplit.der", isMessageMissing: true, isFromMe: false }]);
    const sql = "SELECT count(*) FROM message_attachment_join WHERE message_id IN (SELECT rowid FROM message)";
    expect(countBySqlite("macos/imessage_chat.db", sql)).toBe(0);
  });
});
