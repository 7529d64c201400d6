import { utf8 } from "../bytes.ts";
import { editDatabase } from "../database.ts";
import { buildBackup } from "../ios/backup.ts";
import { scenario } from "../scenarios/index.ts";
import {
  ALL_TRACES,
  compromised,
  FILE_TRACE,
  type HostileVariant,
  MESSAGE_TRACE,
  PROCESS_TRACE,
  placeOf,
  replaced,
  SAFARI,
  SMS,
  VISIT_TRACE,
  without,
} from "./variant.ts";

const PAGE = 4096;

/** Damage to the folder and its catalogue; the databases inside are whole. */
export const folderDamage: readonly HostileVariant[] = [
  {
    id: "truncated-manifest",
    title: "Manifest.db ends in the middle of a page",
    opens: ["with-problems", "damaged"],
    hurts: ["ios/manifest"],
    stillFound: [],
    build: (phone = compromised()) =>
      replaced(buildBackup(phone), "Manifest.db", (bytes) => bytes.subarray(0, Math.floor(bytes.length / PAGE / 2) * PAGE + 1000)),
  },
  {
    id: "empty-manifest",
    title: "Manifest.db has no bytes",
    opens: ["damaged"],
    hurts: ["ios/manifest"],
    stillFound: [],
    build: (phone = compromised()) => new Map(buildBackup(phone)).set("Manifest.db", new Uint8Array()),
  },
  {
    id: "missing-payloads",
    title: "Two payloads that the catalogue lists are not there",
    opens: ["with-problems"],
    hurts: ["ios/sms", "ios/safari-history"],
    stillFound: [PROCESS_TRACE, FILE_TRACE],
    build: (phone = compromised()) => without(buildBackup(phone), placeOf(SMS), placeOf(SAFARI)),
  },
  {
    id: "extra-payloads",
    title: "Payloads that no row lists, and files that are no payloads",
    opens: ["with-problems"],
    hurts: [],
    stillFound: ALL_TRACES,
    build: (phone = compromised()) =>
      new Map(buildBackup(phone))
        .set(`ab/ab${"0".repeat(38)}`, utf8("not in the catalogue"))
        .set("ab/README.txt", utf8("no name of a payload"))
        .set(".DS_Store", utf8("\0\0\0\u0001Bud1"))
        .set("notes/deep/er/file.txt", utf8("a folder that is none of a backup's")),
  },
  {
    id: "misnamed-payload",
    title: "A row whose fileID is not the SHA-1 of its domain and path, and one whose fileID climbs out of the folder",
    opens: ["with-problems"],
    hurts: ["ios/manifest"],
    stillFound: [MESSAGE_TRACE, PROCESS_TRACE, VISIT_TRACE, FILE_TRACE],
    build: (phone = compromised()) => misnamed(buildBackup(phone)),
  },
  ...["Info.plist", "Manifest.plist", "Status.plist"].map(
    (name): HostileVariant => ({
      id: `missing-${name.toLowerCase().replace(".", "-")}`,
      title: `${name} is not there`,
      opens: ["with-problems"],
      hurts: ["ios/backup-info"],
      stillFound: ALL_TRACES,
      build: (phone = compromised()) => without(buildBackup(phone), name),
    }),
  ),
  {
    id: "broken-info-plist",
    title: "Info.plist ends in the middle of an element",
    opens: ["whole", "with-problems"],
    hurts: ["ios/backup-info"],
    stillFound: ALL_TRACES,
    build: (phone = compromised()) => replaced(buildBackup(phone), "Info.plist", (bytes) => bytes.subarray(0, 400)),
  },
  {
    id: "two-backups",
    title: "A folder with two backups in it",
    opens: ["ambiguous"],
    hurts: [],
    stillFound: [],
    build: (phone = compromised()) =>
      new Map([...below("first", buildBackup(phone)), ...below("second", buildBackup(scenario("clean").phone()))]),
  },
  {
    id: "one-backup-below",
    title: "A folder whose only sub-folder is the backup",
    opens: ["whole"],
    hurts: [],
    stillFound: ALL_TRACES,
    build: (phone = compromised()) => new Map(below(phone.device.udid, buildBackup(phone))),
  },
  {
    id: "hostile-names",
    title: "Catalogue paths that climb, that hold control characters and markup, and a row without a path",
    opens: ["whole", "with-problems"],
    hurts: [],
    stillFound: ALL_TRACES,
    build: (phone = compromised()) => replaced(buildBackup(phone), "Manifest.db", (bytes) => editDatabase({ main: bytes }, HOSTILE_ROWS)),
  },
];

const below = (folder: string, files: Map<string, Uint8Array>) => [...files].map(([path, bytes]) => [`${folder}/${path}`, bytes] as const);

function misnamed(files: Map<string, Uint8Array>): Map<string, Uint8Array> {
  const wrong = `ff${"1".repeat(38)}`;
  const tcc = files.get(placeOf({ domain: "HomeDomain", path: "Library/TCC/TCC.db" }))!;
  return new Map(
    replaced(files, "Manifest.db", (bytes) =>
      editDatabase({ main: bytes }, [
        `UPDATE Files SET fileID = '${wrong}' WHERE relativePath = 'Library/TCC/TCC.db'`,
        "UPDATE Files SET fileID = '../../../../etc/hostname' WHERE relativePath = 'Library/Preferences/com.apple.springboard.plist'",
        "UPDATE Files SET fileID = upper(fileID) WHERE relativePath = 'Library/Preferences/com.apple.madrid.plist'",
      ]),
    ),
  ).set(`ff/${wrong}`, tcc);
}

const HOSTILE_ROWS: readonly string[] = [
  ["a1", "'HomeDomain'", "'Library/../../../../../etc/passwd'"],
  ["a2", "'HomeDomain'", "'Library/Notes/' || char(27) || '[2J' || char(8238) || 'gpj.exe'"],
  ["a3", "'HomeDomain'", "'Library/Notes/<script>alert(1)</script>.txt'"],
  ["a4", "'HomeDomain'", "'Library/Notes/=cmd()|x.csv'"],
  ["a5", "'__proto__'", "'constructor'"],
  ["a6", "NULL", "NULL"],
  ["a7", "'HomeDomain'", "X'ff00fe'"],
].map(([id, domain, path]) => `INSERT INTO Files VALUES ('${id!.padEnd(40, "0")}', ${domain}, ${path}, 1, X'62706c697374303000')`);
