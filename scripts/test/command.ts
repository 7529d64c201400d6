import { spawn } from "node:child_process";
import { ROOT } from "../generate/files.ts";

/** A step that takes longer hangs: the slowest takes a quarter of an hour on two cores that nothing else uses. */
const COMMAND_TIMEOUT = 45 * 60_000;

export interface CommandResult {
  readonly status: number;
  readonly output: string;
}

/** Runs this Node on a script, without input, and gathers what it says. A hanging command is ended with its children. */
export function runNode(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<CommandResult> {
  return new Promise((done) => {
    const isOwnGroup = process.platform !== "win32";
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      env: { ...process.env, NO_COLOR: "1", ...env },
      stdio: ["ignore", "pipe", "pipe"],
      detached: isOwnGroup,
    });
    let output = "";
    const keep = (text: string): void => {
      output += text;
    };
    const end = (): void => void (isOwnGroup && child.pid ? process.kill(-child.pid, "SIGKILL") : child.kill("SIGKILL"));
    const watchdog = setTimeout(() => {
      keep(`\nended after ${COMMAND_TIMEOUT / 60_000} minutes\n`);
      end();
    }, COMMAND_TIMEOUT);
    const interrupt = (): void => {
      end();
      process.exit(130);
    };
    process.once("SIGINT", interrupt).once("SIGTERM", interrupt);
    child.stdout.setEncoding("utf8").on("data", keep);
    child.stderr.setEncoding("utf8").on("data", keep);
    child.on("error", (error) => keep(String(error)));
    child.on("close", (status) => {
      clearTimeout(watchdog);
      process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
      done({ status: status ?? 1, output });
    });
  });
}
