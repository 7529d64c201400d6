import { memoryFile } from "@bridle/core";
import {
  ANDROID_STYLES,
  type AndroidStyle,
  type AndroidTruth,
  androidScenarios,
  collectionScenarios,
  DEMO_PASSWORD,
  demoIdentity,
  demoSecret,
  MAKERS,
} from "@bridle/corpus";
import type { Examined, Examiner, Secret } from "./examine.ts";
import { findingsAgainst, isAboveInfo, isFound, speaksOf } from "./judge.ts";
import { type SaidFinding, said } from "./score-phone.ts";

/** One examination of a synthetic Android phone. */
export interface AndroidScore {
  readonly phone: string;
  /** How it was handed over: "bug report, Android 14, Samsung". */
  readonly form: string;
  readonly found: number;
  readonly missed: AndroidTruth["planted"];
  readonly absent: number;
  readonly violated: readonly string[];
  readonly headline: string;
  readonly aboveInfo: readonly SaidFinding[];
  readonly isQuiet: boolean;
}

interface Handed {
  readonly phone: string;
  readonly form: string;
  readonly truth: AndroidTruth;
  readonly given: Parameters<Examiner["examine"]>[0];
  readonly secret?: Secret;
}

/** Every scenario in every style, makers by turns; every collection as a folder, as a zip and sealed, with the backup in it encrypted. */
export async function* scoreAndroid(examiner: Examiner): AsyncGenerator<AndroidScore> {
  for (const handed of [...bugreports(), ...collections()]) yield await scoreOne(handed, examiner);
}

function* bugreports(): Generator<Handed> {
  for (const [at, scenario] of androidScenarios.entries())
    for (const [index, style] of ANDROID_STYLES.entries()) {
      const maker = MAKERS[(at + index) % MAKERS.length]!;
      const form = `bug report, ${nameOf(style)}, ${maker}`;
      yield { phone: scenario.id, form, truth: scenario.truth, given: memoryFile("bugreport.zip", scenario.bugreport({ style, maker })) };
    }
}

const nameOf = (style: AndroidStyle): string => style.replace("android", "Android ");
const SEED = 7;

function* collections(): Generator<Handed> {
  for (const { id, truth, files, zip, sealed } of collectionScenarios) {
    const password = DEMO_PASSWORD;
    yield { phone: id, form: "collection, folder", truth, given: files() };
    yield { phone: id, form: "collection, zip", truth, given: memoryFile("c.zip", zip({ password })), secret: { password } };
    const secret = { password, identity: demoIdentity(SEED) };
    yield { phone: id, form: "collection, sealed", truth, given: memoryFile("c.zip.age", sealed(demoSecret(SEED), { password })), secret };
  }
}

/** What a truth names without a value is meant of everything but what was planted. */
const isSaidOfOthers = (analysis: Examined, absent: AndroidTruth["absent"][number], { planted }: AndroidTruth): boolean =>
  findingsAgainst(analysis, absent).some((finding) => absent.value !== undefined || !planted.some(({ value }) => speaksOf(finding, value)));

async function scoreOne({ phone, form, truth, given, secret }: Handed, examiner: Examiner): Promise<AndroidScore> {
  const analysis = await examiner.examine(given, secret);
  const missed = truth.planted.filter((trace) => !isFound(analysis, trace));
  return {
    phone,
    form,
    found: truth.planted.length - missed.length,
    missed,
    absent: truth.absent.length,
    violated: truth.absent.filter((trace) => isSaidOfOthers(analysis, trace, truth)).map(({ what }) => what),
    headline: analysis.assessment.headline,
    aboveInfo: analysis.findings.filter(isAboveInfo).map(said),
    isQuiet: truth.planted.length === 0,
  };
}
