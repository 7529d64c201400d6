import { readFileSync } from "node:fs";
import { artifacts } from "@bridle/core";
import { GENERATIONS, type Scenario, scenarios } from "@bridle/corpus";
import { expect, test } from "vitest";
import { createExaminer } from "../scripts/score/examine.ts";
import { quiet, scorePage } from "../scripts/score/page.ts";
import { REASONS } from "../scripts/score/reasons.ts";
import { FORMS, type PhoneScore, scorePhone } from "../scripts/score/score-phone.ts";

/** The figures of docs/score.md, reckoned anew, and what must hold for each phone whatever the figures are. */

/** As many findings above `info` as a phone may have on which nothing was planted. */
const MOST_ABOVE_INFO = 3;

const examiner = createExaminer();
const known = new Map<string, Promise<readonly PhoneScore[]>>();

/** In all forms and generations; each phone is examined once for all tests of this file. */
function scoresOf(scenario: Scenario): Promise<readonly PhoneScore[]> {
  const scores = known.get(scenario.id) ?? scoreAll(scenario);
  known.set(scenario.id, scores);
  return scores;
}

async function scoreAll(scenario: Scenario): Promise<readonly PhoneScore[]> {
  const scores: PhoneScore[] = [];
  for (const generation of GENERATIONS) for (const form of FORMS) scores.push(await scorePhone(scenario, generation, form, await examiner));
  return scores;
}

const allScores = async (): Promise<readonly PhoneScore[]> => (await Promise.all(scenarios.map(scoresOf))).flat();

test.each(scenarios.map((scenario) => [scenario.id, scenario] as const))(
  "%s: what was planted is found in every form and generation that keeps it, and nothing is said that must not be",
  async (_id, scenario) => {
    const scores = await scoresOf(scenario);
    expect(scores).toHaveLength(GENERATIONS.length * FORMS.length);
    expect(scores.filter(({ missed, violated }) => missed.length + violated.length > 0)).toEqual([]);
  },
);

test("docs/score.md says what is said of the phones today", async () => {
  const page = scorePage(await allScores(), (await examiner).asOf);
  expect(page, "node --conditions=bridle-source scripts/score/score.ts --write").toBe(
    readFileSync(new URL("../docs/score.md", import.meta.url), "utf8"),
  );
});

test("where nothing was planted at most three findings are above info, none of medium severity, each with its reason", async () => {
  const scores = quiet(await allScores());
  expect(new Set(scores.map(({ scenario }) => scenario)).size).toBeGreaterThan(7);
  for (const { scenario, generation, form, aboveInfo } of scores) {
    const phone = `${scenario} ${generation} ${form}`;
    expect(aboveInfo.length, phone).toBeLessThanOrEqual(MOST_ABOVE_INFO);
    expect(
      aboveInfo.map(({ severity }) => severity).filter((severity) => severity !== "low"),
      phone,
    ).toEqual([]);
    expect(
      aboveInfo.map(({ what }) => what).filter((what) => REASONS[what] === undefined),
      phone,
    ).toEqual([]);
  }
});

test("a reason is given for nothing that is not said", async () => {
  const spoken = new Set(quiet(await allScores()).flatMap(({ aboveInfo }) => aboveInfo.map(({ what }) => what)));
  expect(Object.keys(REASONS).filter((what) => !spoken.has(what))).toEqual([]);
});

test("innocent explanations lower no headline: planted or researched besides, a compromise stays one, even without a password", async () => {
  const compromised = (await allScores()).filter(({ scenario }) => scenario.endsWith("-and-compromised"));
  expect(compromised).toHaveLength(2 * GENERATIONS.length * FORMS.length);
  expect(new Set(compromised.map(({ headline }) => headline))).toEqual(new Set(["compromise-indicated"]));
});

test("a backup without a password never says that nothing matched, and one with a password says it of a phone in ordinary use", async () => {
  const silent = (await allScores()).filter(({ headline }) => headline === "nothing-matched");
  expect(silent.filter(({ form }) => form === "plain")).toEqual([]);
  expect([...new Set(silent.map(({ scenario }) => scenario))]).toEqual(["clean", "managed", "jailbroken", "beta"]);
});

/** Sources that no phone without a trace holds, and why. */
const UNREAD: Readonly<Record<string, string>> = {
  "ios/backup-state": "their owners keep no backups in the cloud",
  "ios/chrome-favicons": "an app that they do not have; the phone browsing has it",
  "ios/chrome-history": "an app that they do not have; the phone browsing has it",
  "ios/managed-apps": "an owner whose phone nobody manages has none; a sysdiagnose has it",
  "ios/messenger": "an app that they do not have; the phone communication has it",
  "ios/network-extension": "an owner who uses no VPN has none; the phone with a trace for every rule has it",
  "ios/trust-store": "an owner who added no certificate has an empty one",
  "ios/viber": "an app that they do not have; the phone communication has it",
};

test("every source of a backup holds something innocent on some phone, or it is said why not", async () => {
  const read = new Set(quiet(await allScores()).flatMap((score) => score.read));
  const known = artifacts.filter(({ presence }) => presence["ios-backup-encrypted"] !== undefined).map(({ id }) => id);
  expect(known.length).toBeGreaterThan(35);
  expect(known.filter((id) => !read.has(id))).toEqual(Object.keys(UNREAD));
});
