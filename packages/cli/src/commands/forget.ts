import { EXIT, type ExitStatus, type Message, message, renderEnglish, visible } from "@bridle/core";
import { type CaseSurvey, removeSurveyed, surveyCase } from "@bridle/node";
import type { CliHost } from "../host.ts";
import { Interrupted } from "../interrupted.ts";
import { UsageError } from "../usage-error.ts";

export interface ForgetFlags {
  readonly yes?: boolean;
}

/** Foreign names that a refusal lists; a folder may hold any number. */
const MAX_NAMED = 5;
const YES = /^\s*yes\s*$/i;

/** Deletes a case: what Bridle wrote and nothing else. 0 when it is gone, 2 when it was left. */
export async function forget(folder: string, { yes }: ForgetFlags, host: CliHost): Promise<ExitStatus> {
  const survey = surveyCase(folder);
  if (!survey) throw refused("not-ours", { folder });
  refuseForeign(folder, survey);
  const facts = { folder, files: survey.files.length, bytes: survey.bytes };
  if (!yes) {
    const answer = await agreed(facts, survey, host);
    if (answer === "interrupted") return EXIT.interrupted;
    if (answer === "no") {
      host.io.error(`${say(message("forget/kept"))}\n`);
      return EXIT.nothingExamined;
    }
  }
  remove(folder, survey);
  host.io.out(`${visible(say(message("forget/done", facts)))}\n\n${say(message("forget/not-promised"))}\n`);
  return EXIT.nothingMatched;
}

const say = (sentence: Message): string => renderEnglish(sentence);
const refused = (id: string, params: Readonly<Record<string, string | number>>): UsageError =>
  new UsageError(message(`forget/${id}`, params));

function refuseForeign(folder: string, { foreign }: CaseSurvey): void {
  if (foreign.length === 0) return;
  throw refused("foreign", { folder, names: foreign.slice(0, MAX_NAMED).join(", "), more: Math.max(0, foreign.length - MAX_NAMED) });
}

type Facts = { readonly folder: string; readonly files: number; readonly bytes: number };

async function agreed(facts: Facts, { isComplete }: CaseSurvey, { askLine }: CliHost): Promise<"yes" | "no" | "interrupted"> {
  if (!askLine) throw refused("needs-yes", {});
  try {
    const question = message(isComplete ? "forget/question" : "forget/question-unfinished", facts);
    return YES.test((await askLine(`${visible(say(question))} `)) ?? "") ? "yes" : "no";
  } catch (error) {
    if (error instanceof Interrupted) return "interrupted";
    throw error;
  }
}

function remove(folder: string, survey: CaseSurvey): void {
  try {
    removeSurveyed(folder, survey);
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    throw refused("failed", { folder, detail: error.message });
  }
}
