import { existsSync, readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { Artifact } from "../packages/core/src/artifacts/artifact.ts";
import backupInfo from "../packages/core/src/artifacts/ios/backup-info.ts";
import dataUsage from "../packages/core/src/artifacts/ios/data-usage.ts";
import safariHistory from "../packages/core/src/artifacts/ios/safari-history.ts";
import sms from "../packages/core/src/artifacts/ios/sms.ts";
import tcc from "../packages/core/src/artifacts/ios/tcc.ts";
import { detections } from "../packages/core/src/detections/index.generated.ts";
import { compareSeverity } from "../packages/core/src/model/severity.ts";
import { hitsOf, type Reading, read } from "../packages/core/src/testing/index.ts";

/** Real files of research phones, published under open licences; they stay outside the repository. */
const SHARED = fileURLToPath(new URL("../../shared/public/", import.meta.url));

interface Sample<T extends object = object> {
  readonly file: string;
  readonly artifact: Artifact<T>;
  /** Where the file lies on a phone. */
  readonly path: string;
  /** Records by kind, and the SQL that counts the same with SQLite itself. */
  readonly counts: readonly (readonly [kind: string | undefined, sql: string])[];
}

const SAMPLES: readonly Sample[] = [
  {
    file: "ios/DataUsage.sqlite",
    artifact: dataUsage,
    path: "/private/var/wireless/Library/Databases/DataUsage.sqlite",
    counts: [
      ["process", "SELECT count(*) FROM ZPROCESS"],
      ["usage", "SELECT count(*) FROM ZLIVEUSAGE"],
    ],
  },
  {
    file: "ios/netusage.sqlite",
    artifact: dataUsage,
    path: "/private/var/networkd/netusage.sqlite",
    counts: [
      ["process", "SELECT count(*) FROM ZPROCESS"],
      ["usage", "SELECT count(*) FROM ZLIVEUSAGE"],
    ],
  },
  {
    file: "ios/Safari-History.db",
    artifact: safariHistory,
    path: "/private/var/mobile/Library/Safari/History.db",
    counts: [
      ["visit", "SELECT count(*) FROM history_visits"],
      ["page", "SELECT count(*) FROM history_items WHERE id NOT IN (SELECT history_item FROM history_visits)"],
      ["tombstone", "SELECT count(*) FROM history_tombstones"],
    ],
  },
  {
    file: "macos/imessage_chat.db",
    artifact: sms,
    path: "/private/var/mobile/Library/SMS/sms.db",
    counts: [
      ["message", "SELECT count(*) FROM message"],
      ["handle", "SELECT count(*) FROM handle"],
    ],
  },
  {
    file: "macos/TCC-test.db",
    artifact: tcc,
    path: "/private/var/mobile/Library/TCC/TCC.db",
    counts: [[undefined, "SELECT count(*) FROM access"]],
  },
];

/** Why a detection speaks above `info` on these files, by file, detection and subject. Anything else is a false alarm. */
const REASONS: Readonly<Record<string, string>> = {
  "ios/Safari-History.db ios/safari-fast-redirect foxnew.com www.foxnews.com":
    "a mistyped name that the brand has registered, sent on to its own site without encryption; explained as a similar name, low",
};

const bytesOf = (file: string): Uint8Array => new Uint8Array(readFileSync(SHARED + file));
const readSample = ({ artifact, path, file }: Sample): Promise<Reading<object>> => read(artifact, { [path]: bytesOf(file) });
const countOf = (records: readonly object[], kind: string | undefined): number =>
  records.filter((record) => kind === undefined || ("kind" in record && record.kind === kind)).length;

function countBySqlite(file: string, sql: string): number {
  const database = new DatabaseSync(SHARED + file, { readOnly: true });
  try {
    return Number(Object.values(database.prepare(sql).get()!)[0]);
  } finally {
    database.close();
  }
}

describe.skipIf(!existsSync(SHARED))("files of real phones", () => {
  for (const sample of SAMPLES) {
    test(`${sample.file} is read whole: as many records as SQLite counts rows`, async () => {
      const { records, problems, error } = await readSample(sample);
      expect([problems, error]).toEqual([[], undefined]);
      for (const [kind, sql] of sample.counts) expect(countOf(records, kind), sql).toBe(countBySqlite(sample.file, sql));
    });

    test(`${sample.file} yields only observables and kinds that the artifact declares`, async () => {
      const { records } = await readSample(sample);
      for (const record of records) {
        for (const { type, role } of sample.artifact.observables?.(record) ?? []) expect(sample.artifact.emits[type]).toContain(role);
      }
      expect(JSON.parse(JSON.stringify(records))).toEqual(records);
    });

    test(`${sample.file} gives no finding above info without a reason`, async () => {
      const { located } = await readSample(sample);
      const loud = detections.flatMap((detection) =>
        !("reads" in detection) || detection.reads.id !== sample.artifact.id
          ? []
          : hitsOf(detection, located)
              .filter(({ severity = detection.severity }) => compareSeverity(severity, "info") > 0)
              .map(({ subject, severity }) => ({ key: `${sample.file} ${detection.id} ${wordsOf(subject)}`, severity })),
      );
      const expected = Object.keys(REASONS).filter((key) => key.startsWith(`${sample.file} `));
      expect(loud.map(({ key }) => key)).toEqual(expected);
      for (const { severity } of loud) expect(severity).toBe("low");
    });
  }

  test("the processes without usage in DataUsage are those SQLite finds", async () => {
    const { records } = await readSample(SAMPLES[0]!);
    const unused = records.filter((record) => "hasUsage" in record && record.hasUsage === false).length;
    const sql = "SELECT count(*) FROM ZPROCESS p WHERE NOT EXISTS (SELECT 1 FROM ZLIVEUSAGE l WHERE l.ZHASPROCESS = p.Z_PK)";
    expect(unused).toBe(countBySqlite("ios/DataUsage.sqlite", sql));
  });

  test("the text of messages is what SQLite gives", async () => {
    const { records } = await readSample(SAMPLES[3]!);
    const texts = records.flatMap((record) => ("kind" in record && record.kind === "message" ? [(record as { text?: string }).text] : []));
    const database = new DatabaseSync(`${SHARED}macos/imessage_chat.db`, { readOnly: true });
    expect(texts).toEqual(
      database
        .prepare("SELECT text FROM message ORDER BY rowid")
        .all()
        .map(({ text }) => text),
    );
    database.close();
  });

  test("real property lists that are no backup's are read without fault", async () => {
    for (const file of ["plist/com.apple.iPod.plist", "ios/com.apple.MobileBackup.plist", "plist/com.apple.bluetooth.plist"]) {
      const { records, error } = await read(backupInfo, { "bridle:/backup-root/Status.plist": bytesOf(file) });
      expect([file, records.length, error]).toEqual([file, 1, undefined]);
    }
  });
});

const wordsOf = (subject: unknown): string =>
  [subject]
    .flat()
    .map((part) => (typeof part === "string" ? part : (part as { value: string }).value))
    .join(" ");
