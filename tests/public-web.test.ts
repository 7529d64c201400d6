import { X509Certificate } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { rootCertificates } from "node:tls";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import firefox from "../packages/core/src/artifacts/ios/firefox.ts";
import knownNetworks from "../packages/core/src/artifacts/ios/known-networks.ts";
import { readCertificate } from "../packages/core/src/formats/x509/certificate.ts";
import { read, recordsOf } from "../packages/core/src/testing/index.ts";

/** Real files of research phones, published under open licences; they stay outside the repository. */
const SHARED = fileURLToPath(new URL("../../shared/public/", import.meta.url));
const bytesOf = (file: string): Uint8Array => new Uint8Array(readFileSync(SHARED + file));

describe.skipIf(!existsSync(SHARED))("files of real devices: web and network", () => {
  test("the places of a research device are read whole: as many records as SQLite counts rows", async () => {
    const database = new DatabaseSync(`${SHARED}ios/firefox-places.sqlite`, { readOnly: true });
    const countOf = (sql: string): number => Number(Object.values(database.prepare(sql).get()!)[0]);
    const path = "/private/var/mobile/Containers/Shared/AppGroup/group.org.mozilla.ios.Firefox/profile.profile/places.db";
    const records = await recordsOf(firefox, path, bytesOf("ios/firefox-places.sqlite"));
    const kinds = Object.groupBy(records, ({ kind }) => kind);
    expect(kinds.visit).toHaveLength(countOf("SELECT count(*) FROM moz_historyvisits"));
    expect(kinds.bookmark).toHaveLength(
      countOf("SELECT count(*) FROM moz_bookmarks b JOIN moz_places p ON p.id = b.fk WHERE p.url IS NOT NULL"),
    );
    const lonely =
      "SELECT count(*) FROM moz_places WHERE id NOT IN (SELECT place_id FROM moz_historyvisits) AND id NOT IN (SELECT fk FROM moz_bookmarks WHERE fk IS NOT NULL)";
    expect(kinds.page ?? []).toHaveLength(countOf(lonely));
    const row = database.prepare("SELECT p.url, v.visit_date FROM moz_historyvisits v JOIN moz_places p ON p.id = v.place_id").get()!;
    expect(kinds.visit?.[0]).toMatchObject({ url: row["url"], visited: { earliest: `${row["visit_date"]}000` } });
    database.close();
  });

  test("the network of a research phone has its times, and no address of a station", async () => {
    const path = "/private/var/preferences/com.apple.wifi.known-networks.plist";
    const { records, problems } = await read(knownNetworks, { [path]: bytesOf("ios/com.apple.wifi.known-networks.plist") });
    expect(problems).toEqual([]);
    expect(records).toMatchObject([
      { security: "WPA2 Personal", isHidden: false, added: { clock: "utc" }, joinedByOwner: {}, joinedBySystem: {} },
    ]);
    expect(JSON.stringify(records)).not.toMatch(/[\da-f]{1,2}(?::[\da-f]{1,2}){5}/i);
  });
});

test("every root certificate that Node comes with is read as Node reads it", () => {
  const wrong = rootCertificates.filter((pem) => {
    const theirs = new X509Certificate(pem);
    const ours = readCertificate(new Uint8Array(theirs.raw));
    const { CN, O: organization } = theirs.toLegacyObject().subject as { readonly CN?: string; readonly O?: string };
    return (
      ours.subject.commonName !== CN ||
      ours.subject.organization !== organization ||
      ours.validFrom !== Date.parse(theirs.validFrom) / 1000 ||
      ours.validUntil !== Date.parse(theirs.validTo) / 1000
    );
  });
  expect(rootCertificates.length).toBeGreaterThan(100);
  expect(wrong).toEqual([]);
});
