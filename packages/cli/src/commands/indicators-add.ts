import { readFileSync, statSync } from "node:fs";
import { basename, resolve } from "node:path";
import { EXIT, type ExitStatus, type Message, message } from "@bridle/core";
import { dataFolder } from "../data-folder.ts";
import type { CliHost } from "../host.ts";
import { addSet, MAX_SET_BYTES, removeSet } from "../indicators/added.ts";
import { readSet } from "../indicators/read-set.ts";
import { type Unreadable, whyOf } from "../indicators/stored-sets.ts";
import { filesBelow } from "../knowledge.ts";
import { UsageError } from "../usage-error.ts";
import { complain, tell } from "./indicators.ts";

/** Keeps copies of the sets that can be read; 2 where one could not be. */
export async function addIndicators(paths: readonly string[], host: CliHost): Promise<ExitStatus> {
  const unreadable: Unreadable[] = [];
  for (const path of paths) for (const file of filesBelow(path, unreadable)) await addOne(file, host, unreadable);
  for (const { why } of unreadable) complain(host, why);
  return unreadable.length > 0 ? EXIT.nothingExamined : EXIT.nothingMatched;
}

async function addOne(file: string, host: CliHost, unreadable: Unreadable[]): Promise<void> {
  const name = basename(file);
  const refuse = (why: Message): void => void unreadable.push({ name, why });
  try {
    if (statSync(file).size > MAX_SET_BYTES) return refuse(message("indicators-command/add-too-large", { name }));
    const bytes = readFileSync(file);
    const { indicators, notEvaluable } = await readSet(name, bytes, "added");
    if (indicators.length === 0) return refuse(message("indicators-command/add-useless", { name }));
    const { isNew } = addSet(dataFolder(host.environment), resolve(file), bytes, host.now());
    if (isNew) tell(host, "added", { name, count: indicators.length, left: notEvaluable.length });
    else tell(host, "added-before", { name });
  } catch (error) {
    refuse(whyOf(name, error));
  }
}

export function removeIndicators(text: string, host: CliHost): ExitStatus {
  const meant = removeSet(dataFolder(host.environment), text);
  if (meant.length === 0) throw usageOf("no-such-set", { text });
  if (meant.length > 1) throw usageOf("several-sets", { text, count: meant.length });
  tell(host, "removed", { name: meant[0]!.name });
  return EXIT.nothingMatched;
}

const usageOf = (key: string, params: Readonly<Record<string, string | number>>) =>
  new UsageError(message(`indicators-command/${key}`, params));
