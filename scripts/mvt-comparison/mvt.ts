import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { writeBackup } from "../../packages/corpus/src/ios/backup.ts";
import type { Comparison } from "./comparison.ts";
import type { MvtAnswer, MvtFigures } from "./figures.ts";
import { comparisonIndicators } from "./indicators.ts";
import { digestOf } from "./phone.ts";
import type { Trace } from "./traces.ts";

interface Alert {
  readonly level: string;
  readonly module: string;
  readonly message: string;
  readonly event: unknown;
  readonly matched_indicator?: { readonly value?: string } | null;
}

interface Run {
  readonly alerts: readonly Alert[];
  readonly records: Readonly<Record<string, number>>;
  /** Of command.log. */
  readonly log: string;
}

/** Runs MVT over the phone, with the indicators and without, and keeps its figures. `command` is mvt-ios or mvt-android. */
export function mvtFigures(comparison: Comparison, command: string, day: string): MvtFigures {
  const folder = mkdtempSync(join(tmpdir(), "bridle-comparison-"));
  try {
    const { files, traces, modules } = comparison;
    const indicators = comparisonIndicators(traces);
    writeBackup(join(folder, "phone"), files);
    writeFileSync(join(folder, "comparison.stix2"), indicators);
    const ask = (name: string, given: readonly string[]): Run => run(command, comparison, folder, name, given);
    const found = ask("with", ["-i", join(folder, "comparison.stix2")]);
    const without = ask("without", []);
    return {
      version: /Version:\s*([\d.]+)/i.exec(execFileSync(command, ["version"], { encoding: "utf8", env: OFFLINE }))?.[1] ?? "unknown",
      python: spawnSync(join(dirname(command), "python3"), ["--version"], { encoding: "utf8" }).stdout.trim(),
      recorded: day,
      phone: digestOf(files),
      indicators: createHash("sha256").update(indicators).digest("hex"),
      answers: Object.fromEntries(traces.map((trace) => [trace.id, answerOf(trace, found.alerts, without.alerts)])),
      records: found.records,
      alerts: byLevel(found.alerts),
      errors: errorsIn(found.log, modules),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const OFFLINE = { ...process.env, MVT_NETWORK_ACCESS_ALLOWED: "0" };

function run(command: string, { check }: Comparison, folder: string, name: string, indicators: readonly string[]): Run {
  const output = join(folder, name);
  const args = [...check, ...indicators, "-o", output, join(folder, "phone")];
  // Its own store of indicators must not take part.
  const env = {
    ...OFFLINE,
    MVT_STIX2: "",
    HOME: join(folder, "home"),
    XDG_DATA_HOME: join(folder, "home"),
    XDG_CONFIG_HOME: join(folder, "home"),
  };
  const { status, stderr } = spawnSync(command, args, { encoding: "utf8", env });
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${stderr}`);
  const read = (file: string): string => readFileSync(join(output, file), "utf8");
  const files = readdirSync(output).filter((file) => file.endsWith(".json") && !/^(alerts|info|urls)\.json$|_detected\.json$/.test(file));
  return {
    alerts: JSON.parse(read("alerts.json")) as Alert[],
    records: Object.fromEntries(files.sort().map((file) => [file.slice(0, -".json".length), countOf(JSON.parse(read(file)))])),
    log: read("command.log"),
  };
}

const countOf = (document: unknown): number => (Array.isArray(document) ? document.length : Object.keys(document as object).length);

const answerOf = (trace: Trace, found: readonly Alert[], without: readonly Alert[]): MvtAnswer => {
  const about = (alerts: readonly Alert[]): Record<string, number> => byLevel(alerts.filter((alert) => isAbout(trace, alert)));
  return { alerts: about(found), ...(trace.detection !== undefined && { without: about(without) }) };
};

function isAbout(trace: Trace, { module, message, event, matched_indicator: matched }: Alert): boolean {
  if (module !== trace.module) return false;
  if (trace.indicator !== undefined) return matched?.value === trace.indicator.value;
  return matched?.value === undefined && JSON.stringify([message, event]).toLowerCase().includes(trace.token.toLowerCase());
}

const byLevel = (alerts: readonly Alert[]): Record<string, number> => {
  const counts = Map.groupBy(alerts, ({ level }) => level);
  return Object.fromEntries([...counts].map(([level, of]) => [level, of.length] as const).sort(([a], [b]) => (a < b ? -1 : 1)));
};

/** "ERROR … module: text" lines of its log, one for each module. */
const errorsIn = (log: string, modules: string): Record<string, string> =>
  Object.fromEntries(
    [...log.matchAll(new RegExp(`^.*?(${modules.replaceAll(".", "\\.")}\\S*).*?ERROR\\S* - (.*)$`, "gm"))].map(([, module, text]) => [
      module!,
      text!,
    ]),
  );
