/**
 * The ten facts and the 42 weak points of the specification (spec/android-artifacts.md 0 and 5), each with the tests that show it:
 * tests/android-mvt-comparison.test.ts fails where a row has none, and where a test of this name is not there.
 */
export interface Proof {
  readonly number: number;
  readonly what: string;
  /** The file, and the beginning of a title in it. */
  readonly tests: readonly (readonly [file: string, title: string])[];
  /** Why no test can be about it. */
  readonly otherwise?: string;
}

const ARTIFACTS = "packages/core/src/artifacts/android";
const LOADERS = "packages/core/src/acquisition/loaders";
const DETECTIONS = "packages/core/src/detections/android";
const INDICATORS = "packages/core/src/indicators";

const artifact = (name: string, title: string) => [`${ARTIFACTS}/${name}.test.ts`, title] as const;
const loader = (name: string, title: string) => [`${LOADERS}/${name}.test.ts`, title] as const;
const detection = (name: string, title: string) => [`${DETECTIONS}/${name}.test.ts`, title] as const;
const system = (name: string, title: string) => [`tests/${name}.test.ts`, title] as const;

const proof = (number: number, what: string, ...tests: Proof["tests"]): Proof => ({ number, what, tests });
const otherwise = (number: number, what: string, why: string): Proof => ({ number, what, tests: [], otherwise: why });

export const FACTS: readonly Proof[] = [
  proof(
    1,
    "a zip of AndroidQF has its entries at the root",
    loader("androidqf", "a zip with entries at its root (MVT: nothing, and no word of it)"),
    system("e2e-android-collections", "says the same as a folder, as a zip with entries at the root or under a folder, and sealed"),
  ),
  proof(
    2,
    "AndroidQF writes processes.json or processes.txt",
    artifact("processes-json", "MVT 2: reads the list"),
    artifact("processes", "reads ps -A"),
  ),
  proof(3, "uninstalls and the day under way in the daily statistics", artifact("battery-daily", "MVT 18: what was removed")),
  proof(
    4,
    "32 bits of the signer in the list of packages",
    ["packages/core/src/formats/x509/java-hash.test.ts", "is Java's Arrays.hashCode"],
    detection("impostor-app", "MVT 42: needs no indicator"),
  ),
  proof(5, "certificates in a backup's manifests", artifact("backup-manifests", "yields the app, what installed it")),
  proof(6, "appId instead of userId since Android 14", artifact("packages", "MVT 20: Android 14 tells the uid as appId")),
  proof(
    7,
    "direction and unit of time of messages",
    artifact("sms", "tells direction by the box and times in milliseconds"),
    artifact("mms", "tells times in seconds"),
  ),
  proof(8, "a damaged keystore of adb still tells the last connection", artifact("adb-state", "MVT 30: recovers a keystore")),
  proof(
    9,
    "a wrong password of the backup costs the backup alone",
    loader("androidqf", "a backup with another's password leaves the rest"),
    system("e2e-android-collections", "a backup of which the password is not known"),
  ),
  proof(10, "install sessions", artifact("install-sessions", "tells who installed what, when and from where")),
];

const NO_SAVED = "Bridle does not check saved results: it reads the acquisition again.";
const MEASURED = "Time and memory, which [benchmarks.md](benchmarks.md) measures and no test may depend on.";

export const WEAK_POINTS: readonly Proof[] = [
  proof(1, "a zip with entries at the root shows nothing", ...FACTS[0]!.tests),
  proof(2, "processes under an old name alone", ...FACTS[1]!.tests),
  proof(3, "a wrong password ends the run before anything is written", ...FACTS[8]!.tests),
  proof(
    4,
    "a bug report or backup that is cut off ends the run",
    loader("androidqf", "a bug report that is cut off leaves the rest"),
    loader("android-backup", "gives what stands before its end where it is cut"),
    loader("android-backup", "is a wrong password's, not a fault, where its key blob or IV is cut"),
  ),
  proof(5, "dumpsys.txt is not read", loader("androidqf", "with dumpsys.txt where it has no bug report")),
  proof(
    6,
    "a bug report packed again, in a folder, as text",
    ...["a zip of a folder", "its text alone", "a zip in a zip, as MIUI writes it", "a zip of Samsung"].map((title) =>
      loader("android-bugreport", title),
    ),
  ),
  proof(7, "a pattern or address ends the program", system("weak-points-matching", "5.1 #13 no pattern of STIX stops a run")),
  proof(
    8,
    "an address that only holds a listed one is a match",
    system("android-mvt-comparison", "nothing is said of an innocent look-alike"),
    system("weak-points-matching", "5.1 #12 what only holds a listed value is no match"),
  ),
  proof(
    9,
    "ports, users and hosts below a listed one",
    system("weak-points-matching", "5.1 #11 a listed sub-domain is found"),
    system("weak-points-matching", "5.1 #10 no letter is taken off"),
  ),
  proof(10, "names of processes are cut at 15 letters", system("android-mvt-comparison", "traces beyond MVT's checks are found"), [
    `${INDICATORS}/indicator-index.test.ts`,
    "finds a cut name only at exactly the cut",
  ]),
  proof(11, "a path that begins as a listed one does", system("android-mvt-comparison", "nothing is said of an innocent look-alike")),
  proof(
    12,
    "direction and time of messages; one without a body costs the file",
    ...FACTS[6]!.tests,
    artifact("sms", "a message without body, box or date costs nothing but that"),
  ),
  otherwise(13, "messages are not compared again", NO_SAVED),
  proof(14, "links are looked for under a name that no message has", artifact("sms", "yields links")),
  proof(15, "lines of a log become properties", artifact("getprop", "MVT 15: a line of a log")),
  proof(
    16,
    "empty values, values of several lines, dates that are none",
    artifact("getprop", "MVT 16: empty values"),
    artifact("getprop", "MVT 16: the age of a patch level"),
  ),
  proof(17, "operations without uid 0, with a switch, without a time", artifact("appops", "MVT 17: no uid 0")),
  proof(18, "uninstalls and the day under way", ...FACTS[2]!.tests),
  proof(
    19,
    "several events of a line; where a name ends",
    artifact("battery-history", "MVT 19: the quotation marks end a name"),
    artifact("battery-history", "tells several events of a line"),
  ),
  proof(
    20,
    "other users, hidden packages, blank lines, appId",
    artifact("packages", "MVT 20: blank lines do not end the list"),
    artifact("packages", "MVT 20: Android 14 tells the uid as appId"),
  ),
  proof(
    21,
    "root managers are not compared",
    artifact("installed-packages", "MVT 21: a root manager is compared"),
    detection("root-tool-app", "MVT 21: an app for root access is compared"),
  ),
  proof(
    22,
    "installed services are taken for enabled ones",
    artifact("accessibility", "MVT 22: what is installed is not enabled"),
    artifact("accessibility", "MVT 22: lines without a colon"),
  ),
  proof(23, "an action that is moved in costs the module", artifact("resolver-tables", "MVT 23: an action that is moved in")),
  proof(
    24,
    "crashes in old or odd forms are dropped, or told twice",
    artifact("tombstones", "MVT 24: old forms"),
    artifact("tombstones", "MVT 24: continuation lines"),
    artifact("tombstones", "MVT 24: a crash in both forms is told once"),
  ),
  proof(
    25,
    "files are judged with indicators alone; the collector hides others; times of 1970",
    artifact("files", "MVT 25: a time of zero is no time"),
    detection("file-in-staging", "MVT 25: speaks of files of the shell's folder without any indicator"),
    detection("file-in-staging", "MVT 25: only the collector's own path"),
  ),
  proof(26, "the form of /proc/mounts, the root, overlays", artifact("mounts", "MVT 26: reads lines of /proc/mounts")),
  proof(
    27,
    "an odd line costs all processes; labels shift columns",
    artifact("processes", "MVT 27: an empty WCHAN"),
    artifact("processes", "MVT 27: a size that is no number"),
  ),
  proof(
    28,
    "a malformed event costs all; equal bodies of two types are one; a bad archive ends the run",
    artifact("intrusion-log", "an event that is malformed costs itself"),
    artifact("intrusion-log", "an event that stands twice is told once"),
    loader("android-intrusion-log", "an archive inside that is damaged or lies too deep costs itself"),
  ),
  proof(
    29,
    "the app before a colon, and in a command",
    artifact("intrusion-log", "name the package before the colon"),
    artifact("intrusion-log", "give the packages and paths in a command"),
  ),
  proof(
    30,
    "the keystore of adb in binary XML",
    artifact("adb-state", "MVT 30: reads the keystore in XML and in binary XML"),
    ...FACTS[7]!.tests,
  ),
  otherwise(31, "each module reads the whole dump again", MEASURED),
  otherwise(32, "each value is compared with each indicator in turn", MEASURED),
  proof(33, "a value in two sets belongs to the later one", [
    "packages/core/src/analysis/findings.test.ts",
    "the same value in two packs is one finding that names both",
  ]),
  proof(34, "links are followed over the network", system("tooling-layers", "fetch('https://example.org')")),
  proof(
    35,
    "what failed is in the log alone, and the exit status is 0",
    system("e2e-android-collections", "a part that cannot be opened never ends in a quiet 0"),
  ),
  otherwise(36, "each event of the timeline is compared as JSON", MEASURED),
  proof(
    37,
    "UTC and the phone's clock in one timeline",
    system("e2e-android-bugreports", "times are those of the phone's zone"),
    loader("android-bugreport", "a zone that is not known leaves the times to the phone's own clock"),
  ),
  proof(
    38,
    "a byte that is no UTF-8 costs the file",
    artifact("settings", "MVT 38"),
    artifact("getprop", "MVT 38"),
    artifact("processes", "MVT 38"),
  ),
  proof(39, "times of the collection are told as the phone's", artifact("dump-files", "MVT 39")),
  proof(
    40,
    "hashes, acquisition and log of the collection are not looked at",
    loader("androidqf", "shows files that are missing, added"),
    artifact("acquisition-facts", "tells the parts that failed"),
    system("e2e-android-collections", "a file that was changed since it was collected is told"),
  ),
  proof(41, "no limit of size", artifact("files", "MVT 41"), system("tooling-limits", "")),
  proof(42, "nothing but whole names of apps is compared", ...FACTS[3]!.tests, artifact("backup-manifests", "yields the app")),
];

/** What the specification asks to set beside each other (spec/android-artifacts.md 7.5). */
export const CORRELATIONS: readonly Proof[] = [
  proof(
    1,
    "apps that sources name and the list does not",
    detection("ghost-app", "speaks of an app that sources name and the list does not"),
  ),
  proof(
    2,
    "a computer, an install and its powers within hours",
    detection("physical-access-chain", "the whole chain is graver than two links of it"),
    detection("physical-access-chain", "is silent on a single link"),
  ),
  proof(
    3,
    "crashes of what reads messages, then a file where programs are put, and code that was refused",
    detection("crash-burst-before-staged-file", "speaks of a burst before the file"),
    detection("crash-burst-before-staged-file", "is silent on fewer crashes"),
  ),
  proof(
    4,
    "microphone and camera from the background",
    detection("background-sensor-use", "speaks of microphone and camera used from states in which nothing is on the screen"),
  ),
  otherwise(5, "confidence by the sources that agree", "each rule says its own confidence; no test is about all of them"),
  proof(
    6,
    "absence: a reset, a clock that was set back, a log that was stopped",
    detection("set-up-recently", "tells when all apps came within days"),
    detection("clock-set-back", "tells in one finding how often"),
    detection("security-log-gaps", "tells that the log was stopped"),
  ),
];

/** The table, and the sections of the page that it becomes. */
export const proofSections = (): readonly string[] => [
  "## Facts and weak points, and the tests that show them",
  "",
  "Numbered as in the specification (`spec/android-artifacts.md` 0, 5 and 7.5). A test fails where a row has no test, or names one that is gone.",
  "",
  ...["### Facts", "", ...table(FACTS), ""],
  ...["### Weak points of MVT", "", ...table(WEAK_POINTS), ""],
  ...["### Traces set beside each other", "", ...table(CORRELATIONS)],
];

const table = (proofs: readonly Proof[]): string[] => [
  "| # | what | tests |",
  "|---:|---|---|",
  ...proofs.map(({ number, what, tests, otherwise: why }) => `| ${number} | ${what} | ${why ?? tests.map(shown).join("<br>")} |`),
];

const shown = ([file, title]: readonly [string, string]): string =>
  `${/([\w-]+)\.test\.ts$/.exec(file)![1]}${title === "" ? "" : `: ${title.replaceAll("|", "\\|")}`}`;
