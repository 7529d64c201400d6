import { existsSync, readdirSync, readFileSync } from "node:fs";
import { afterAll, expect, test } from "vitest";
import { readSet } from "../packages/cli/src/indicators/read-set.ts";
import { buildFindings } from "../packages/core/src/analysis/findings.ts";
import type { SuffixOf } from "../packages/core/src/analysis/lint/judge.ts";
import { type LintedIndicator, type LintSet, lintIndicators } from "../packages/core/src/analysis/lint/lint.ts";
import { runArtifact } from "../packages/core/src/analysis/run-artifact.ts";
import type { Artifact } from "../packages/core/src/artifacts/artifact.ts";
import { artifacts } from "../packages/core/src/artifacts/index.generated.ts";
import { portableSha256 } from "../packages/core/src/bytes/hasher.ts";
import { buildIndex, type IndicatorIndex } from "../packages/core/src/indicators/indicator-index.ts";
import { defaultPacks } from "../packages/core/src/knowledge/default-packs.ts";
import { atLine } from "../packages/core/src/model/locator.ts";
import type { Observable, ObservableType, Role } from "../packages/core/src/model/observable.ts";
import { acquisitionOf, fileSystemOf } from "../packages/core/src/testing/evidence.ts";

/**
 * No third state: every published indicator is matched by the trace it describes, planted into the records of each artifact that the
 * lint names for it, or the lint says that it can match nowhere, and why. Planting knows nothing of the matcher: it writes each value
 * as a phone would.
 */

interface Planted {
  readonly observable: Observable;
}

/** Each observable that an artifact says it yields. */
const placesIn = ({ emits }: Artifact): { type: ObservableType; role: Role }[] =>
  Object.entries(emits).flatMap(([type, roles]) => roles.map((role) => ({ type: type as ObservableType, role })));
const HOST_TYPES: readonly string[] = ["domain-name:value", "ipv4-addr:value", "ipv6-addr:value"];

/** The value as a record of this type would hold it; undefined where a record of this type says nothing of such an indicator. */
function asSeen({ type, value, reasons }: LintedIndicator, artifact: Artifact, seen: ObservableType): string | undefined {
  const isAddress = /^\d+(?:\.\d+){3}$/.test(value);
  if (HOST_TYPES.includes(type) && seen === "url:value") {
    if (value.includes("/")) return `http://${value}`;
    return isAddress ? `http://${value}:8443/a?b=c` : `https://user@deep.${value.toUpperCase()}/a?b=c`;
  }
  if (HOST_TYPES.includes(type) && HOST_TYPES.includes(seen)) return value.includes("/") ? undefined : value;
  if (type === "process:name" && seen === "process:name") return seenName(value, reasons, artifact);
  if (type === "process:name" && seen === "file:path") return isHintInPaths(reasons) ? `/private/var/tmp/${value}/x` : undefined;
  if (type === "file:path" && seen === "file:path")
    return value.startsWith("/") ? value.replace(/\/$/, "") : `/private/var/mobile/${value}`;
  if (type === "file:name" && seen === "file:path") return `/private/var/mobile/Media/${value}`;
  if (type === "app:id" && seen === "process:name") return `Heron/${value}`;
  return type === seen ? value : undefined;
}

/** Cut where the artifact's source cuts names; the lint says of which names a cut leaves another program's. */
function seenName(name: string, reasons: LintedIndicator["reasons"], { cuts }: Artifact): string | undefined {
  const cut = cuts?.["process:name"];
  if (cut === undefined || name.length <= cut) return name;
  return reasons.includes("ambiguous-when-cut") ? undefined : name.slice(0, cut);
}

const isHintInPaths = (reasons: LintedIndicator["reasons"]): boolean =>
  !reasons.some((reason) => reason === "short-name" || reason === "ordinary-name" || reason === "system-name");

const keyOf = ({ pack, type, value }: { pack: string; type: string; value: string }): string => `${pack} ${type} ${value}`;

/**
 * Reads the records planted into one artifact with the real runner; gives who was met in which role. Of those that were not met in
 * an artifact before, the real findings are made: they name the indicator.
 */
async function metIn(
  own: Artifact,
  planted: readonly Observable[],
  index: IndicatorIndex,
  found: Set<string>,
): Promise<ReadonlySet<string>> {
  const artifact: Artifact<Planted> = {
    ...own,
    paths: ["/planted"],
    *parse() {
      yield planted.map((observable, line) => ({ at: [atLine(line + 1)], data: { observable } }));
    },
    observables: ({ observable }) => [observable],
    events: () => [],
    programs: () => [],
    reproduce: () => undefined,
  };
  const environment = {
    acquisition: acquisitionOf(fileSystemOf({ "/planted": new Uint8Array(1) })),
    index,
    detections: [],
    sqlite: () => {
      throw new TypeError("no database here");
    },
    createHasher: portableSha256,
    records: "none",
    timeline: "near",
  } as const;
  const sink = { record: () => undefined, timeline: () => undefined, progress: () => undefined };
  const result = await runArtifact(artifact as Artifact, environment, sink);
  expect(result.status).toBe("parsed");
  const namesOf = (indicator: number): string[] => index.entry(indicator).published.map(keyOf);
  const sightings = result.sightings.filter(({ indicator }) => namesOf(indicator).some((name) => !found.has(name)));
  const findings = buildFindings({ results: [{ ...result, acquisition: "0", sightings }], correlated: [], index, detections: [] });
  for (const { indicators } of findings) for (const indicator of indicators ?? []) found.add(keyOf(indicator));
  return new Set(
    result.sightings.flatMap(({ indicator, ways }) => namesOf(indicator).flatMap((name) => ways.map(({ role }) => `${role} ${name}`))),
  );
}

interface Outcome {
  readonly matched: number;
  readonly listed: number;
  /** Neither, or not where the lint says it can. */
  readonly missed: readonly string[];
}

async function plantAll(sets: readonly LintSet[]): Promise<Outcome> {
  const index = buildIndex(
    sets.flatMap(({ indicators }) => indicators),
    sets.map(({ pack }) => pack),
  );
  const { indicators, notEvaluable } = lintIndicators(sets, artifacts, NO_SUFFIX);
  const able = indicators.filter(({ verdict }) => verdict !== "never");
  const never = indicators.filter(({ verdict }) => verdict === "never");
  const missed = never.filter(({ reasons }) => reasons.length === 0).map((one) => `no reason: ${keyOf(one)}`);
  const matched = new Set<string>();
  const found = new Set<string>();
  for (const artifact of artifacts) {
    const here = plantedIn(artifact, able);
    if (here.length === 0) continue;
    const planted = here.map(({ observable }) => observable);
    const sighted = await metIn(artifact, planted, index, found);
    for (const { linted, observable } of here) {
      if (found.has(keyOf(linted)) && sighted.has(`${observable.role} ${keyOf(linted)}`)) matched.add(keyOf(linted));
      else missed.push(`${artifact.id} ${observable.type} ${observable.role}: ${keyOf(linted)}`);
    }
  }
  missed.push(...able.filter((one) => !matched.has(keyOf(one))).map((one) => `nowhere: ${keyOf(one)}`));
  return { matched: able.length, listed: never.length + notEvaluable.length, missed };
}

/** Every indicator that the lint says this artifact can meet, in each type and role that the artifact yields. */
const plantedIn = (artifact: Artifact, able: readonly LintedIndicator[]): { linted: LintedIndicator; observable: Observable }[] =>
  placesIn(artifact).flatMap(({ type, role }) =>
    able.flatMap((linted) => {
      const value = linted.artifacts.includes(artifact.id) ? asSeen(linted, artifact, type) : undefined;
      return value === undefined ? [] : [{ linted, observable: { type, role, value } }];
    }),
  );

/** The list of public suffixes only adds warnings. */
const NO_SUFFIX: SuffixOf = () => undefined;
const summary: string[] = [];
afterAll(() => {
  if (summary.length > 0) process.stdout.write(`${summary.join("\n")}\n`);
});

test("every indicator that comes with Bridle is matched where the lint says it can be, or listed with its reason", async () => {
  const sets = defaultPacks();
  const total = sets.reduce((sum, { indicators }) => sum + indicators.length, 0);
  const { matched, listed, missed } = await plantAll(sets);
  expect(missed).toEqual([]);
  expect(matched + listed).toBe(total);
  expect(matched).toBeGreaterThan(0);
  summary.push(`shipped packs: ${total} indicators, ${matched} matched by a planted trace, ${listed} listed by the lint`);
});

test("no published hash of a file counts as able to match on an iPhone: nothing there yields one, and a certificate is no file", () => {
  const ofIphones = artifacts.filter(({ id }) => id.startsWith("ios/"));
  const { indicators } = lintIndicators(defaultPacks(), ofIphones, NO_SUFFIX);
  const hashes = indicators.filter(({ type }) => type.startsWith("file:hashes."));
  expect(hashes.length).toBeGreaterThan(3_000);
  expect(hashes.filter(({ verdict }) => verdict !== "never").map(keyOf)).toEqual([]);
  const certificates = indicators.filter(({ type }) => type.startsWith("app:cert."));
  expect(certificates.length).toBeGreaterThan(0);
  expect(certificates.filter(({ artifacts: able }) => !able.includes("ios/trust-store")).map(keyOf)).toEqual([]);
});

const FOLDER = new URL("../../shared/data/indicators/", import.meta.url);
const published = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => /\.(?:stix2|yaml|csv)$/.test(name)) : [];

test.skipIf(published.length === 0)("so is every indicator as published", async () => {
  for (const name of published) {
    const set = await readSet(name, readFileSync(new URL(name, FOLDER)), "option");
    const { matched, listed, missed } = await plantAll([set]);
    expect(missed, name).toEqual([]);
    expect(matched + listed, name).toBe(set.indicators.length + set.notEvaluable.length);
    summary.push(`${name}: ${matched} matched by a planted trace, ${listed} listed by the lint`);
  }
});
