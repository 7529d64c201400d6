import { type ExitStatus, LINT_VERDICTS, type LintVerdict } from "@bridle/core";
import { type Command, InvalidArgumentError, Option } from "commander";
import type { CliHost } from "../host.ts";
import { sentence } from "./indicators.ts";
import type { ListFlags } from "./indicators-list.ts";
import type { UpdateFlags } from "./indicators-update.ts";

type Finish = (status: number) => void;
type Run = () => ExitStatus | Promise<ExitStatus>;

/** `bridle indicators`: its parts are loaded when they are called, and the one that uses the network by no other command. */
export function addIndicatorsCommand(program: Command, host: CliHost, finish: Finish): void {
  const indicators = program.command("indicators").description(sentence("about"));
  const ended = async (run: Run): Promise<void> => finish(await run());
  const json = ["--json", sentence("option-json")] as const;
  indicators
    .command("list")
    .description(sentence("list-about"))
    .option("--as-of <date>", sentence("option-as-of"))
    .option(...json)
    .action((flags: ListFlags) => ended(async () => (await import("./indicators-list.ts")).listIndicators(flags, host)));
  indicators
    .command("add")
    .description(sentence("add-about"))
    .argument("<path...>", sentence("path-argument"))
    .action((paths: string[]) => ended(async () => (await import("./indicators-add.ts")).addIndicators(paths, host)));
  indicators
    .command("remove")
    .description(sentence("remove-about"))
    .argument("<set>", sentence("set-argument"))
    .action((text: string) => ended(async () => (await import("./indicators-add.ts")).removeIndicators(text, host)));
  indicators
    .command("update")
    .description(sentence("update-about"))
    .option("--from-file <path>", sentence("option-from-file"))
    .option("--dry-run", sentence("option-dry-run"))
    .action((flags: UpdateFlags) => ended(async () => (await import("./indicators-update.ts")).updateIndicators(flags, host)));
  indicators
    .command("lint")
    .description(sentence("lint-about"))
    .argument("[path...]", sentence("lint-argument"))
    .addOption(new Option("--only <verdict>", sentence("option-verdict")).argParser(collectVerdict).default([], sentence("default-all")))
    .option(...json)
    .action((paths: string[], flags: { json?: boolean; only: LintVerdict[] }) =>
      ended(async () => (await import("./indicators-lint.ts")).lintCommand(paths, flags, host)),
    );
}

function collectVerdict(value: string, before: readonly LintVerdict[]): readonly LintVerdict[] {
  const verdict = LINT_VERDICTS.find((known) => known === value);
  if (verdict === undefined) throw new InvalidArgumentError(LINT_VERDICTS.join(", "));
  return [...before, verdict];
}
