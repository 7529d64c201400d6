import { reproduceCommand } from "../analysis/reproduce.ts";
import { sha256OfText } from "../bytes/hasher.ts";
import { contactStep, helpFor } from "../knowledge/help.ts";
import { toText } from "../messages/catalog.ts";
import type { Headline, Level } from "../model/assessment.ts";
import type { Evidence, Finding } from "../model/finding.ts";
import type { IndicatorRef, PackDocument } from "../model/indicator.ts";
import { atKey, atRow } from "../model/locator.ts";
import { message } from "../model/message.ts";
import type { ArtifactCoverage } from "../model/outcome.ts";
import { fromAppleTime, isoOf } from "../model/time.ts";
import type { CaseView } from "../report/case-view.ts";

/** A case as reports get it: a synthetic phone with a lure, a process and much that is only for review. Hosts are reserved names. */

const hex = (seed: number): string => sha256OfText(`sample ${seed}`);

const ACQUISITION = hex(3);
const SMS = { path: "/private/var/mobile/Library/SMS/sms.db", rawPath: "3d/3d0d7e5fb2ce288813306e4d4636395e047a3d28", sha256: hex(5) };
const USAGE = {
  path: "/private/var/wireless/Library/Databases/DataUsage.sqlite",
  rawPath: "0d/0d609c54856a9bb2d56729df1d68f2958a88426b",
  sha256: hex(6),
};
const HISTORY = {
  path: "/private/var/mobile/Library/Safari/History.db",
  rawPath: "1a/1a0e7afc19d307da602ccdcece51af33afe92c53",
  sha256: hex(7),
};
const INFO = { path: "bridle:/backup-root/Info.plist", rawPath: "Info.plist", sha256: hex(8) };

/** What an attacker may write into a message: markup, an escape sequence, a turned-around name, a long tail. */
export const HOSTILE_TEXT = `Your parcel: https://track.parcel-desk.example/t/8f2?id=1&x="><script>alert(1)</script>\u001b]0;owned\u0007 invoice\u202excod.pdf\n\nتتبع شحنتك 追踪包裹 ${"https://track.parcel-desk.example/a-very-long-path/".repeat(14)}`;

const pack = (id: string, title: string, indicators: number, date: string | undefined, ageDays: number | undefined): PackDocument => ({
  id,
  title,
  class: id.startsWith("stalkerware") ? "stalkerware" : "mercenary",
  publisher: id.startsWith("stalkerware") ? "Echap" : "Amnesty International Security Lab",
  source: `https://indicators.example/${id}.stix2`,
  licence: "CC-BY-4.0",
  ...(date !== undefined && { date }),
  ...(ageDays !== undefined && { ageDays }),
  sha256: hex(id.length),
  origin: "default",
  indicators,
});
const PACKS = [
  pack("pegasus-amnesty", "Pegasus (NSO Group)", 1549, "2024-12-16", 471),
  pack("predator", "Predator (Cytrox, Intellexa)", 612, "2026-03-02", 30),
  pack("stalkerware", "Stalkerware and watchware", 9123, undefined, undefined),
];

const indicator = (type: IndicatorRef["type"], value: string, changes: Partial<IndicatorRef> = {}): IndicatorRef => ({
  type,
  value,
  pattern: `[${type} = '${value}']`,
  pack: "pegasus-amnesty",
  packHash: hex(15),
  class: "mercenary",
  families: ["Pegasus"],
  publisher: "Amnesty International Security Lab",
  references: ["https://www.amnesty.org/en/latest/research/2021/07/forensic-methodology-report/"],
  ...changes,
});

const evidence = (
  artifact: string,
  file: typeof SMS,
  at: Evidence["at"],
  record: Evidence["record"],
  changes: Partial<Evidence> = {},
): Evidence => {
  const reproduce = reproduceCommand({ rawPath: file.rawPath }, at);
  return {
    artifact,
    artifactVersion: 1,
    acquisition: ACQUISITION,
    ...file,
    at,
    record,
    ...(reproduce !== undefined && { reproduce }),
    ...changes,
  };
};

const LURE_TIME = fromAppleTime(641_564_553)!;
const RUN_TIME = fromAppleTime(641_565_001.25)!;

const base = {
  kind: "indicator-match",
  benign: [],
  isExperimental: false,
  families: ["Pegasus"],
} as const;

const matched = (value: string, count: number) =>
  toText(message("finding/match-summary", { value, publishers: "Amnesty International Security Lab", families: "Pegasus", count }));

const process: Finding = {
  ...base,
  id: hex(21),
  title: toText(message("finding/title-process-ran")),
  summary: matched("bh", 3),
  axis: "compromise",
  severity: "high",
  confidence: "medium",
  rationale: toText(message("match-table/process-ran")),
  time: RUN_TIME,
  families: ["Pegasus"],
  indicators: [indicator("process:name", "bh")],
  observables: [{ type: "process:name", value: "bh" }],
  count: 3,
  firstTime: isoOf(RUN_TIME),
  lastTime: isoOf(fromAppleTime(642_000_000)!),
  benign: [],
  evidence: [12, 13, 14].map((row) =>
    evidence(
      "ios/data-usage",
      USAGE,
      [atRow("ZLIVEUSAGE", row), atRow("ZPROCESS", 40)],
      { process: "bh", bundle: "", wifiIn: 48_211, wifiOut: 1_204_332, wwanIn: 0, wwanOut: 0, firstSeen: RUN_TIME, isGone: true },
      { role: "ran", manner: "exact" },
    ),
  ),
};

const lure: Finding = {
  ...base,
  id: hex(22),
  title: toText(message("finding/title-received-link")),
  summary: matched("track.parcel-desk.example", 1),
  axis: "targeting",
  severity: "high",
  confidence: "high",
  rationale: toText(message("match-table/received-link")),
  time: LURE_TIME,
  families: ["Pegasus"],
  indicators: [indicator("domain-name:value", "parcel-desk.example", { domainRole: "c2" })],
  observables: [{ type: "url:value", value: "track.parcel-desk.example" }],
  count: 1,
  firstTime: isoOf(LURE_TIME),
  lastTime: isoOf(LURE_TIME),
  benign: [],
  evidence: [
    evidence(
      "ios/sms",
      SMS,
      [atRow("message", 1234), atRow("handle", 17)],
      {
        text: HOSTILE_TEXT,
        sender: "+000 5550 100",
        service: "SMS",
        isFromMe: false,
        received: LURE_TIME,
        links: ["https://track.parcel-desk.example/t/8f2"],
      },
      { role: "received", manner: "subdomain", circumstances: ["embedded"] },
    ),
  ],
};

const redirect: Finding = {
  id: hex(23),
  kind: "detection",
  title: { message: "detections/ios/safari-fast-redirect/title", text: "A page sent the browser on to another host within a second" },
  summary: {
    message: "detections/ios/safari-fast-redirect/chain",
    text: "A plain-text page of one host was followed 0.3 seconds later by a page of another.",
  },
  axis: "attempt",
  severity: "medium",
  confidence: "low",
  rationale: {
    message: "sample/rationale",
    text: "Network injection sends a browser on from a plain-text page. Many ordinary sites do so as well.",
  },
  time: LURE_TIME,
  families: [],
  detection: {
    id: "ios/safari-fast-redirect",
    version: 1,
    status: "experimental",
    rationale: {
      message: "sample/rationale",
      text: "Network injection sends a browser on from a plain-text page. Many ordinary sites do so as well.",
    },
    falsePositives: [{ message: "sample/false-positive", text: "Sign-in pages and address shorteners send browsers on as fast." }],
    references: [
      "https://citizenlab.ca/2023/09/predator-in-the-wires-ahmed-eltantawy-targeted-with-predator-spyware-after-announcing-presidential-ambitions/",
    ],
  },
  observables: [{ type: "url:value", value: "news.example" }],
  benign: [{ message: "sample/benign", text: "Both hosts belong to the same site." }],
  isExperimental: true,
  count: 1,
  firstTime: isoOf(LURE_TIME),
  lastTime: isoOf(LURE_TIME),
  evidence: [
    evidence("ios/safari-history", HISTORY, [atRow("history_visits", 71), atRow("history_items", 30)], {
      url: "http://news.example/",
      title: null,
      visited: LURE_TIME,
    }),
  ],
};

const listed = (number: number): Finding => ({
  ...base,
  id: hex(100 + number),
  title: toText(message("finding/title-tracker-table")),
  summary: matched(`cdn${number}.adverts.example`, 1),
  axis: "none",
  severity: "low",
  confidence: "low",
  rationale: toText(message("match-table/tracker-table")),
  families: ["Pegasus"],
  indicators: [indicator("domain-name:value", "adverts.example", { validUntil: "2025-01-01" })],
  observables: [{ type: "domain-name:value", value: `cdn${number}.adverts.example` }],
  count: 1,
  evidence: [
    evidence(
      "ios/backup-info",
      INFO,
      [atKey("Applications", "com.example.reader", number)],
      { host: `cdn${number}.adverts.example`, note: "" },
      { role: "listed", manner: "subdomain" },
    ),
  ],
  benign: [],
});

const covered = (id: string, status: ArtifactCoverage["status"], changes: Partial<ArtifactCoverage> = {}): ArtifactCoverage => ({
  id,
  version: 1,
  status,
  files: [],
  records: 0,
  problems: [],
  problemCount: 0,
  ...changes,
});
const fileRead = ({ path, rawPath, sha256 }: typeof SMS, size: number) => ({ path, rawPath, sha256, size });

const COVERAGE: CaseView["coverage"] = {
  schemaVersion: "1.0",
  acquisition: {
    problems: [
      {
        problem: { message: "sample/missing", text: "The catalogue lists a file whose bytes are not there." },
        count: 4,
        file: "Manifest.db",
      },
    ],
    problemCount: 4,
  },
  artifacts: [
    covered("ios/backup-info", "parsed", { records: 212, files: [fileRead(INFO, 21_004)] }),
    covered("ios/data-usage", "parsed", {
      records: 1_204,
      files: [fileRead(USAGE, 294_912)],
      span: { from: "2021-02-11T08:00:00Z", to: "2021-05-08T10:12:13Z" },
    }),
    covered("ios/safari-history", "absent", { reason: "encrypted-backups-only" }),
    covered("ios/sms", "partial", {
      reason: "rows-skipped",
      records: 18_220,
      files: [fileRead(SMS, 40_120_320)],
      span: { from: "2020-11-02T09:00:01Z", to: "2021-05-08T10:11:12Z" },
      problems: [
        {
          file: SMS.path,
          at: [atRow("message", 77)],
          problem: toText(message("problem/row-unreadable", { detail: "truncated at 18\u202e" })),
          count: 6,
        },
      ],
      problemCount: 6,
    }),
    covered("ios/tcc", "absent", { reason: "expected-but-missing" }),
  ],
  families: [
    {
      family: "Pegasus",
      role: "received",
      indicators: 1549,
      evaluable: 1438,
      span: { from: "2020-11-02T09:00:01Z", to: "2021-05-08T10:11:12Z" },
    },
    { family: "Predator", role: "ran", indicators: 612, evaluable: 0 },
  ],
  indicators: {
    loaded: 11_284,
    unreadable: [],
    revoked: 3,
    notEvaluable: [{ pack: "predator", reason: "followed-by", count: 2, examples: ["[a] FOLLOWEDBY [b]"] }],
  },
};

export interface SampleChoices {
  readonly headline?: Headline;
  readonly isDemo?: boolean;
  readonly consent?: string;
  readonly findings?: readonly Finding[];
  readonly listed?: number;
  readonly stalkerware?: boolean;
}

export function sampleView({
  headline = "compromise-indicated",
  isDemo = true,
  consent,
  findings,
  listed: count = 40,
  stalkerware = false,
}: SampleChoices = {}): CaseView {
  const all = findings ?? [
    stalkerware ? asStalkerware(process) : process,
    lure,
    redirect,
    ...Array.from({ length: count }, (_, number) => listed(number)),
  ];
  return {
    case: {
      acquisitions: [
        {
          id: ACQUISITION,
          kind: "ios-backup",
          idOf: "manifest",
          device: { platform: "ios", model: "iPhone11,8", modelName: "iPhone XR", osVersion: "14.4.2", osBuild: "18D70" },
          made: "2021-05-08T10:15:00Z",
          files: 12_408,
          catalogueSha256: hex(4),
          span: { from: "2020-11-02T09:00:01Z", to: "2021-05-08T10:12:13Z" },
          zone: "Europe/Lisbon",
          isDemo,
        },
      ],
      packs: PACKS,
      toolVersion: "0.1.0",
      asOf: "2026-04-01",
      options: { records: consent === undefined ? "matched" : "all", timeline: "near", scope: "all", only: [] },
      ...(consent !== undefined && { consent }),
      note: "Handed over at the helpdesk, case 2026/104",
    },
    findings: all,
    assessment: assessmentOf(headline, all, stalkerware, isDemo),
    coverage: COVERAGE,
    isDemo,
  };
}

const asStalkerware = (finding: Finding): Finding => ({
  ...finding,
  title: toText(message("finding/title-app-stalkerware")),
  indicators: [
    indicator("app:id", "com.example.watcher", {
      class: "stalkerware",
      pack: "stalkerware",
      families: ["ExampleWatch"],
      publisher: "Echap",
    }),
  ],
});

function assessmentOf(headline: Headline, findings: readonly Finding[], stalkerware: boolean, isDemo: boolean): CaseView["assessment"] {
  const steps = stalkerware ? STALKERWARE_STEPS : SPYWARE_STEPS;
  const contacts = helpFor(stalkerware ? "partner-abuse" : "spyware").map(contactStep);
  const axis = (name: Finding["axis"], level: Level) => {
    const ids = findings.filter((finding) => finding.axis === name).map(({ id }) => id);
    const isNone = ids.length === 0 || level === "none-found-in-what-was-read";
    const reason = !isNone ? message("assessment/axis-findings", { count: ids.length }) : message("assessment/axis-none", { count: 3 });
    return { level: isNone ? ("none-found-in-what-was-read" as const) : level, findings: ids, reasons: [toText(reason)] };
  };
  return {
    schemaVersion: "1.0",
    headline,
    sentence: toText(message(`headline/${headline}`)),
    axes: {
      targeting: axis("targeting", "strong"),
      attempt: axis("attempt", "none-found-in-what-was-read"),
      compromise: axis("compromise", "moderate"),
    },
    review: [],
    exposure: [
      {
        chain: "BLASTPASS",
        note: { message: "sample/exposure", text: "iOS 14.4.2 was seen on 2021-05-08; the chain was closed in iOS 16.6.1." },
      },
    ],
    floor: [
      toText(message("floor/never-plain-backup")),
      toText(message("floor/knowledge-old", { date: "2024-12-16", days: 471, allowed: 90 })),
    ],
    coverage: [
      toText(message("coverage/read", { count: 2, total: 5 })),
      toText(message("coverage/partial", { count: 1, names: "Messages" })),
      toText(message("coverage/absent-encrypted-backups-only", { count: 1, names: "Safari history" })),
      toText(message("coverage/span", { from: "2020-11-02", to: "2021-05-08" })),
    ],
    nextSteps: [...(isDemo ? [message("next-steps/demo")] : []), ...steps.map((key) => message(`next-steps/${key}`)), ...contacts].map(
      toText,
    ),
  };
}

const SPYWARE_STEPS = [
  "danger-first",
  "trusted-device",
  "do-not-change",
  "keep-files",
  "keep-notice",
  "another-room",
  "ask-helpdesk",
  "after-advice",
];
const STALKERWARE_STEPS = [
  "stalkerware-other-device",
  "stalkerware-no-confrontation",
  "stalkerware-advocate",
  "stalkerware-pattern",
  "stalkerware-record",
  "stalkerware-decide",
];
