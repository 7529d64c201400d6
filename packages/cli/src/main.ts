import { EXIT, EXPORT_FORMATS, message, REDACTIONS, renderEnglish, TOOL_VERSION, visible } from "@bridle/core";
import { Command, CommanderError, Option } from "commander";
import { listArtifacts } from "./commands/artifacts.ts";
import { type CatFlags, cat } from "./commands/cat.ts";
import { check } from "./commands/check.ts";
import type { CheckFlags } from "./commands/check-flags.ts";
import { DEFAULT_DEMO_FOLDER, DEFAULT_SCENARIO, type DemoFlags } from "./commands/demo-flags.ts";
import { explain } from "./commands/explain.ts";
import { type ExportFlags, exportCommand } from "./commands/export.ts";
import { type ForgetFlags, forget } from "./commands/forget.ts";
import { addIndicatorsCommand } from "./commands/indicators-program.ts";
import { type ReportFlags, report } from "./commands/report.ts";
import { type CliHost, processHost } from "./host.ts";
import { refusePasswordArgument } from "./password.ts";
import { UsageError } from "./usage-error.ts";

const say = (key: string): string => renderEnglish(message(`cli/${key}`));

/** Runs one command; the number is the exit status (design 5.1). Errors of ours are thrown: the entry makes 70 of them. */
export async function main(argv: readonly string[], host: CliHost = processHost()): Promise<number> {
  let status: number = EXIT.nothingMatched;
  const program = createProgram(host, (result) => {
    status = result;
  });
  try {
    refusePasswordArgument(argv);
    await program.parseAsync([...argv], { from: "user" });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.nothingMatched : EXIT.nothingExamined;
    if (!(error instanceof UsageError)) throw error;
    host.io.error(`bridle: ${visible(error.message)}\n`);
    return EXIT.nothingExamined;
  }
}

type Finish = (status: number) => void;

/** The program as commander sees it; also what the pages of the command line are made of. */
export function createProgram(host: CliHost, finish: Finish): Command {
  const program = new Command("bridle")
    .description(say("about"))
    .version(TOOL_VERSION)
    .addHelpText("after", `\n${say("statuses")}`)
    .exitOverride()
    .configureOutput({ writeOut: host.io.out, writeErr: host.io.error })
    .showHelpAfterError(false);
  addCheck(program, host, finish);
  addDemo(program, host, finish);
  program
    .command("report")
    .description(say("report-about"))
    .argument("<case>", say("case-argument"))
    .addOption(new Option("--redact <what>", say("option-redact-again")).choices([...REDACTIONS, "none"]))
    .action((folder: string, flags: ReportFlags) => finish(report(folder, flags, host)));
  program
    .command("explain")
    .description(say("explain-about"))
    .argument("<finding>", say("finding-argument"))
    .option("--case <folder>", say("option-case-file"))
    .action((id: string, flags: { case?: string }) => finish(explain(id, flags.case, host)));
  program
    .command("cat")
    .description(say("cat-about"))
    .argument("<acquisition>", say("acquisition-argument"))
    .argument("<path>", say("file-argument"))
    .option("--password-file <file>", say("option-password-file"))
    .option("--identity <file>", say("option-identity"))
    .option("--raw <path>", say("option-raw"))
    .option("--force", say("option-force"))
    .action(async (acquisition: string, file: string, flags: CatFlags) => finish(await cat(acquisition, file, flags, host)));
  program
    .command("export")
    .description(renderEnglish(message("exports/command-about")))
    .argument("<case>", say("case-argument"))
    .addOption(
      new Option("--format <format>", renderEnglish(message("exports/option-format"))).choices(EXPORT_FORMATS).makeOptionMandatory(),
    )
    .option("-o, --output <folder>", renderEnglish(message("exports/option-output")))
    .action((folder: string, flags: ExportFlags) => finish(exportCommand(folder, flags, host)));
  program
    .command("forget")
    .description(renderEnglish(message("forget/about")))
    .argument("<case>", say("case-argument"))
    .option("--yes", renderEnglish(message("forget/option-yes")))
    .action(async (folder: string, flags: ForgetFlags) => finish(await forget(folder, flags, host)));
  addIndicatorsCommand(program, host, finish);
  program
    .command("artifacts")
    .description(say("artifacts-about"))
    .action(() => finish(listArtifacts(host)));
  return program;
}

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];
const repeated = (flags: string, key: string): Option => new Option(flags, say(key)).argParser(collect).default([], say("default-none"));
const choice = (flags: string, key: string, choices: readonly string[]): Option =>
  new Option(flags, say(key)).choices(choices).default(choices[0]);

function addCheck(program: Command, host: CliHost, finish: Finish): void {
  program
    .command("check")
    .description(say("check-about"))
    .argument("<path...>", say("path-argument"))
    .addOption(repeated("-i, --indicators <file>", "option-indicators"))
    .option("--no-default-indicators", say("option-no-default-indicators"))
    .option("--no-stored-indicators", renderEnglish(message("indicators-command/option-no-stored")))
    .option("--no-env-indicators", say("option-no-env-indicators"))
    .option("-o, --output <folder>", say("option-output"))
    .option("--password-file <file>", say("option-password-file"))
    .option("--without-password", say("option-without-password"))
    .option("--identity <file>", say("option-identity"))
    .addOption(repeated("--only <source>", "option-only"))
    .addOption(choice("--scope <scope>", "option-scope", ["all", "device"]))
    .addOption(choice("--records <which>", "option-records", ["matched", "all", "none"]))
    .addOption(choice("--timeline <which>", "option-timeline", ["near", "all"]))
    .addOption(new Option("--redact <what>", say("option-redact")).choices(REDACTIONS))
    .option("--consent <text>", say("option-consent"))
    .option("--note <text>", say("option-note"))
    .option("--as-of <date>", say("option-as-of"))
    .option("--same-phone", say("option-same-phone"))
    .option("--timezone <zone>", say("option-timezone"))
    .option("--workers <count>", say("option-workers"))
    .option("--json", say("option-json"))
    .option("--quiet", say("option-quiet"))
    .addHelpText("after", `\n${say("statuses")}`)
    .action(async (paths: string[], flags: CheckFlags) => finish(await check(paths, flags, host)));
}

function addDemo(program: Command, host: CliHost, finish: Finish): void {
  program
    .command("demo")
    .description(say("demo-about"))
    .argument("[folder]", say("demo-argument"), DEFAULT_DEMO_FOLDER)
    .option("--scenario <id>", say("option-scenario"), DEFAULT_SCENARIO)
    .option("--list", say("option-list"))
    .option("--check", say("option-demo-check"))
    .option("--plain", say("option-demo-plain"))
    // With the phones that it writes: half as much code again as all else.
    .action(async (folder: string, flags: DemoFlags) => finish(await (await import("./commands/demo.ts")).demo(folder, flags, host)));
}
