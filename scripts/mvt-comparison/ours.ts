import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { CoverageDocument, Finding } from "@bridle/core";
import { writeBackup } from "../../packages/corpus/src/ios/backup.ts";
import type { Comparison } from "./comparison.ts";
import type { OurAnswer, OurFigures } from "./figures.ts";
import { comparisonIndicators } from "./indicators.ts";
import type { Trace } from "./traces.ts";

const LAUNCHER = resolve(import.meta.dirname, "../../packages/cli/bin/bridle.mjs");

interface Run {
  readonly findings: readonly Finding[];
  readonly coverage: CoverageDocument;
}

/** What the command line says of the phone, with the indicators of the comparison and without any. */
export function ourFigures({ files, traces, wholePhone }: Comparison): OurFigures {
  const folder = mkdtempSync(join(tmpdir(), "bridle-comparison-"));
  try {
    writeBackup(join(folder, "phone"), files);
    writeFileSync(join(folder, "comparison.stix2"), comparisonIndicators(traces));
    const { findings, coverage } = run(folder, "with", ["-i", join(folder, "comparison.stix2")]);
    const without = run(folder, "without", []).findings;
    const isOf = (trace: Trace, finding: Finding): boolean => isAbout(trace, finding, wholePhone);
    return {
      answers: Object.fromEntries(traces.map((trace) => [trace.id, answerOf(trace, findings, without, isOf)])),
      records: Object.fromEntries(coverage.artifacts.filter(({ files }) => files.length > 0).map(({ id, records }) => [id, records])),
      others: findings.filter((finding) => !traces.some((trace) => isOf(trace, finding))).map(shown),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The day is given, so that the answer does not change with it. */
const ARGUMENTS = ["--no-default-indicators", "--no-env-indicators", "--no-stored-indicators", "--as-of", "2026-11-22", "--quiet"];
const EXAMINED = [0, 1, 3];

function run(folder: string, name: string, indicators: readonly string[]): Run {
  const output = join(folder, name);
  const args = [LAUNCHER, "check", join(folder, "phone"), ...ARGUMENTS, ...indicators, "-o", output];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (!EXAMINED.includes(status ?? -1)) throw new Error(`bridle check ended with ${status}: ${stderr}`);
  const read = (file: string): unknown => JSON.parse(readFileSync(join(output, "data", file), "utf8"));
  return { findings: (read("findings.json") as Run).findings, coverage: read("coverage.json") as CoverageDocument };
}

type IsOf = (trace: Trace, finding: Finding) => boolean;

const answerOf = (trace: Trace, findings: readonly Finding[], without: readonly Finding[], isOf: IsOf): OurAnswer => {
  const about = (all: readonly Finding[]): string[] => all.filter((finding) => isOf(trace, finding)).map(rated);
  return { findings: about(findings), ...(trace.detection !== undefined && { without: about(without) }) };
};

function isAbout(trace: Trace, finding: Finding, wholePhone: readonly string[]): boolean {
  if (!finding.evidence.some(({ artifact }) => trace.artifacts.includes(artifact))) return false;
  if (trace.detection === undefined)
    return finding.kind === "indicator-match" && finding.indicators?.some(({ value }) => value === trace.token) === true;
  if (finding.detection?.id !== trace.detection) return false;
  return wholePhone.includes(trace.detection) || JSON.stringify(finding).includes(trace.token);
}

const rated = ({ axis, severity, isExperimental }: Finding): string =>
  `${severity}${axis === "none" ? "" : `, ${axis}`}${isExperimental ? " (experimental)" : ""}`;
const shown = (finding: Finding): string => `${finding.summary.text} ${rated(finding)}`;
