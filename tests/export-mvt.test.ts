import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeBackup } from "@bridle/corpus";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { comparisonIndicators } from "../scripts/mvt-comparison/indicators.ts";
import { comparisonBackup } from "../scripts/mvt-comparison/phone.ts";
import { TRACES } from "../scripts/mvt-comparison/traces.ts";

/** The export in the shape of MVT's output folder, on the phone that holds a trace for each of MVT's modules. */

const hasMvt = spawnSync("mvt-ios", ["--help"]).status === 0;
const hasPython = spawnSync("python3", ["--version"]).status === 0;

type Fields = Readonly<Record<string, unknown>>;
interface Alert extends Fields {
  readonly level: string;
  readonly module: string;
  readonly message: string;
  readonly event_time: string;
  readonly event: Fields;
  readonly matched_indicator: Fields | null;
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "bridle-mvt-export-"));
  writeBackup(join(folder, "phone"), comparisonBackup());
  writeFileSync(join(folder, "comparison.stix2"), comparisonIndicators(TRACES));
  for (const records of ["all", "matched"]) {
    const args = ["check", "phone", "-o", `${records}-case`, "-i", "comparison.stix2", "--no-default-indicators", "--quiet"];
    run(...args, "--records", records, "--consent", "test", "--timeline", "all", "--no-env-indicators", "--no-stored-indicators");
    expect(run("export", "--format", "mvt", `${records}-case`, "-o", records)).toBe(0);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]): number | null => runBridle(folder, args).status;
const read = <T>(path: string): T => JSON.parse(readFileSync(join(folder, path), "utf8")) as T;
/** Records of a module, whatever the shape of its file. */
const recordsOf = (document: unknown): readonly Fields[] => {
  if (Array.isArray(document)) return document as Fields[];
  const members = Object.values(document as Fields);
  return members.length > 0 && members.every(Array.isArray) ? (members.flat() as Fields[]) : [document as Fields];
};
const TIME = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}$/;

/** Modules of `mvt-ios check-backup` and the fields that their readers ask for, as MVT's documentation and output name them. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  applications: ["name", "isodate", "sourceApp"],
  backup_info: ["Product Type", "Product Version", "Build Version"],
  calendar: ["summary", "description", "participant_email", "start_date"],
  calls: ["isodate", "duration", "number", "provider"],
  chrome_favicon: ["url", "icon_url", "isodate"],
  chrome_history: ["id", "url", "visit_id", "isodate"],
  configuration_profiles: ["plist", "install_date", "file_id"],
  contacts: ["value"],
  datausage: ["proc_name", "bundle_id", "proc_id", "first_isodate", "isodate", "live_isodate", "live_proc_id", "wifi_in", "wwan_out"],
  firefox_favicon: ["url", "history_url"],
  firefox_history: ["url", "isodate", "title"],
  global_preferences: ["entry", "value"],
  id_status_cache: ["package", "user", "isodate", "idstatus"],
  interaction_c: ["start_date", "bundle_id", "direction", "sender_identifier"],
  locationd_clients: ["package"],
  manifest: ["file_id", "domain", "relative_path", "created", "modified", "size"],
  os_analytics_ad_daily: ["package", "ts", "wifi_in", "wwan_out"],
  profile_events: ["profile_id", "timestamp", "operation", "process"],
  safari_browser_state: ["tab_title", "tab_url", "last_viewed_timestamp", "session_data"],
  safari_history: ["id", "url", "visit_id", "isodate", "redirect_source", "redirect_destination"],
  shortcuts: ["shortcut_id", "shortcut_name", "isodate", "action_urls"],
  sms: ["ROWID", "text", "isodate", "phone_number", "direction", "links", "service"],
  sms_attachments: ["filename", "isodate", "direction", "phone_number"],
  tcc: ["service", "client", "client_type", "auth_value", "auth_reason_desc", "last_modified"],
  webkit_resource_load_statistics: ["registrable_domain", "last_seen_isodate", "had_user_interaction"],
  webkit_session_resource_log: ["origin", "redirect_source", "redirect_destination", "last_seen"],
  whatsapp: [], // messages and chats have fields of their own
};
const WHATSAPP = { message: ["Z_PK", "ZTEXT", "ZISFROMME", "isodate"], chat: ["record_type", "contact_jid", "last_message_date"] };

test("every module that reads backups has its file, with the fields that scripts ask for", () => {
  for (const [module, fields] of Object.entries(FIELDS)) {
    const records = recordsOf(read(`all/${module}.json`));
    expect(records.length, module).toBeGreaterThan(0);
    for (const record of records) expect(Object.keys(record), module).toEqual(expect.arrayContaining([...fields]));
  }
  const [chats, messages] = [true, false].map((isChat) =>
    recordsOf(read("all/whatsapp.json")).filter((record) => "record_type" in record === isChat),
  );
  for (const record of chats!) expect(Object.keys(record)).toEqual(expect.arrayContaining(WHATSAPP.chat));
  for (const record of messages!) expect(Object.keys(record)).toEqual(expect.arrayContaining(WHATSAPP.message));
  expect([chats!.length, messages!.length]).toEqual([2, 2]);
});

test("files are named as MVT's are, but for what MVT does not read", () => {
  const modules = readdirSync(join(folder, "all"))
    .filter((name) => name.endsWith(".json"))
    .map((name) => name.replace(/(?:_detected)?\.json$/, ""));
  const others = [...new Set(modules)].filter((name) => !(name in FIELDS) && !["alerts", "info", "urls"].includes(name));
  expect(others.toSorted()).toEqual(["accounts", "safari_tabs"]);
});

test("a case that keeps the records of findings alone gives those alone", () => {
  const all = recordsOf(read("all/sms.json")).map(({ ROWID }) => ROWID);
  const matched = recordsOf(read("matched/sms.json")).map(({ ROWID }) => ROWID);
  expect(matched.length).toBeGreaterThan(0);
  expect(matched.length).toBeLessThan(all.length / 10);
  expect(all).toEqual(expect.arrayContaining([...matched]));
  expect(readdirSync(join(folder, "matched"))).not.toContain("backup_info.json");
});

test("alerts have MVT's members and levels; each stands in its module's file, the dated ones in the table", () => {
  const alerts = read<readonly Alert[]>("all/alerts.json");
  expect(alerts.length).toBeGreaterThan(40);
  for (const alert of alerts) {
    expect(Object.keys(alert).toSorted()).toEqual(["event", "event_time", "level", "matched_indicator", "message", "module"]);
    expect(["INFORMATIONAL", "LOW", "MEDIUM", "HIGH", "CRITICAL"]).toContain(alert.level);
    expect(alert.event_time).toMatch(alert.event_time === "" ? /^$/ : TIME);
    if (alert.matched_indicator)
      expect(Object.keys(alert.matched_indicator).toSorted()).toEqual(["name", "stix2_file_name", "type", "value"]);
  }
  for (const module of new Set(alerts.map((alert) => alert.module)))
    expect(read(`all/${module}_detected.json`)).toEqual(alerts.filter((alert) => alert.module === module));
});

const PYTHON = `
import ast, csv, json, sys
with open(sys.argv[1], encoding="utf-8", newline="") as file:
    rows = list(csv.reader(file, escapechar="\\\\", strict=True))
if len(sys.argv) > 2:
    for row in rows[1:]: row[3] = ast.literal_eval(row[3])
print(json.dumps(rows))`;

import { runBridle } from "./support/launcher.ts";

const python = (...args: string[]): (readonly unknown[])[] =>
  JSON.parse(execFileSync("python3", ["-c", PYTHON, ...args], { encoding: "utf8", maxBuffer: 1 << 28 })) as unknown[][];

describe.skipIf(!hasPython)("the tables, read with the dialect that MVT writes", () => {
  test("alerts_timeline.csv holds each dated alert in order of time, its event as Python writes it", () => {
    const [header, ...rows] = python(join(folder, "all/alerts_timeline.csv"), "events");
    expect(header).toEqual(["Event Time", "Module", "Message", "Event"]);
    const dated = read<readonly Alert[]>("all/alerts.json").filter(({ event_time }) => event_time !== "");
    expect(rows.map(([time]) => time)).toEqual(dated.map(({ event_time }) => event_time).toSorted());
    const events = (list: readonly unknown[]): string[] => list.map((event) => JSON.stringify(event)).toSorted();
    expect(events(rows.map(([, , , event]) => event))).toEqual(events(dated.map(({ event }) => event)));
  });

  test("timeline.csv has a row for each of the case's, with MVT's names of modules", () => {
    const [header, ...rows] = python(join(folder, "all/timeline.csv"));
    expect(header).toEqual(["UTC Timestamp", "Plugin", "Event", "Description"]);
    const lines = readFileSync(join(folder, "all-case/data/timeline.jsonl"), "utf8").split("\n").filter(Boolean);
    expect(rows).toHaveLength(lines.length);
    for (const [time, plugin, event] of rows) {
      expect(time).toMatch(TIME);
      expect(plugin).toMatch(/^[A-Z]\w+$/);
      expect(event).toMatch(/^\w+$/);
    }
    expect(rows.filter(([, plugin]) => plugin === "FirefoxHistory").every(([, , event]) => event === "firefox_history")).toBe(true);
    const plugins = new Set(rows.map(([, plugin]) => plugin));
    for (const plugin of ["SMS", "Datausage", "SafariHistory", "TCC", "OSAnalyticsADDaily", "IDStatusCache", "FirefoxHistory"])
      expect(plugins).toContain(plugin);
  });
});

/** What is told differently, and why; everything else is compared value by value. */
const DIFFERENT: Readonly<Record<string, string>> = {
  "applications isodate": "no time is null with MVT here, elsewhere empty",
  "configuration_profiles plist": "a case does not keep the whole profile",
  "datausage proc_name": "MVT writes a sentence into the name of a usage without a process",
  "firefox_favicon isodate": "MVT takes it from the history of the page",
  "safari_browser_state session_data": "titles and lengths are not kept",
  "shortcuts action_urls": "MVT takes the quotation mark that follows",
  "sms text": "MVT does not read text that stands in attributedBody alone",
  "sms links": "for the same reason",
  "sms_attachments filename": "canonical",
  "webkit_session_resource_log redirect_source": "counts are not kept",
  "whatsapp group_creation_date": "no time is null with MVT here, elsewhere empty",
  "whatsapp partner_resolved_phone_number": "MVT resolves hidden identities alone",
};
/** What names the same record in both. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  applications: ["name"],
  configuration_profiles: ["file_id"],
  datausage: ["live_id", "proc_id"],
  firefox_history: ["id", "url"],
  chrome_history: ["url"],
  global_preferences: ["entry"],
  manifest: ["file_id"],
  safari_history: ["visit_id", "safari_history_db"],
  sms: ["ROWID"],
  tcc: ["service", "client"],
  whatsapp: ["Z_PK", "session_pk"],
};

describe.skipIf(!hasMvt)("beside MVT's own output for the same phone", () => {
  let theirs: Readonly<Record<string, readonly Fields[]>>;
  beforeAll(() => {
    const env = {
      ...process.env,
      MVT_NETWORK_ACCESS_ALLOWED: "0",
      MVT_STIX2: "",
      HOME: folder,
      XDG_DATA_HOME: folder,
      XDG_CONFIG_HOME: folder,
    };
    spawnSync("mvt-ios", ["check-backup", "-i", "comparison.stix2", "-o", "theirs", "phone"], { cwd: folder, env });
    theirs = Object.fromEntries(Object.keys(FIELDS).map((module) => [module, recordsOf(read(`theirs/${module}.json`))]));
  });

  test("no field has a name that MVT does not have", () => {
    for (const [module, records] of Object.entries(theirs)) {
      const known = new Set(records.flatMap((record) => Object.keys(record)));
      const ours = new Set(recordsOf(read(`all/${module}.json`)).flatMap((record) => Object.keys(record)));
      expect(
        [...ours].filter((field) => !known.has(field) && !OPTIONAL.has(field)),
        module,
      ).toEqual([]);
    }
  });

  test("every value of every record that both have is the same, but for what is named", () => {
    const differences = new Set<string>();
    let compared = 0;
    for (const [module, records] of Object.entries(theirs)) {
      const keys = KEYS[module] ?? [];
      const nameOf = (record: Fields, index: number): string =>
        keys.length > 0 ? JSON.stringify(keys.map((key) => record[key] ?? null)) : String(index);
      const ours = new Map(recordsOf(read(`all/${module}.json`)).map((record, index) => [nameOf(record, index), record]));
      for (const [index, record] of records.entries()) {
        const own = ours.get(nameOf(record, index));
        if (!own) {
          differences.add(`${module} lacks ${MISSING.find((word) => JSON.stringify(record).includes(word)) ?? JSON.stringify(record)}`);
          continue;
        }
        for (const [field, value] of Object.entries(own)) {
          if (!(field in record)) continue;
          compared++;
          if (toSecond(record[field]) !== toSecond(value)) differences.add(`${module} ${field}`);
        }
      }
    }
    expect(compared).toBeGreaterThan(5_000);
    expect([...differences].filter((difference) => !(difference in DIFFERENT)).toSorted()).toEqual(MISSING_EXPECTED);
  });
});

/** Fields that MVT writes where a database has them, which that of this phone has not. */
const OPTIONAL = new Set(["group_name", "most_recent_web_push_interaction_time_isodate"]);
/** Records that only MVT has: entries it makes for keys that are missing, and settings that Bridle does not read. */
const MISSING = ["MISSING [", "AppleLocale"];
const MISSING_EXPECTED = ["datausage lacks MISSING [", "global_preferences lacks AppleLocale"];

/** MVT cuts the times of some modules to the second. */
const toSecond = (value: unknown): string => {
  const text = typeof value === "string" && TIME.test(value) ? value.slice(0, "2025-01-19 07:06:35".length) : value;
  return JSON.stringify(text ?? "");
};
