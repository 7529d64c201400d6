import type { Program, ProgramLine, SysdiagnosePhone } from "./phone.ts";

const LAUNCHD = "/sbin/launchd";
const TRANSFERS = "/usr/libexec/nsurlsessiond";
const PLACES = "/usr/libexec/locationd";
/** Signals that faults end a program with. */
const SIGNALS: Readonly<Record<string, string>> = { EXC_BAD_ACCESS: "SIGSEGV", EXC_CRASH: "SIGABRT" };

const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
/** Services are called by their name, what lies elsewhere by its path. */
const calledBy = (path: string): string => (path.startsWith("/private/var/") ? path : nameOf(path));

/** What the programs of a phone wrote: launchd each start and each fault, others what they always do, and what the phone says of each. */
export function linesOf(phone: SysdiagnosePhone, programs: readonly Program[]): ReadonlyMap<Program, readonly ProgramLine[]> {
  const bootAt = phone.boots.at(-1)!;
  const of = (program: Program): readonly ProgramLine[] => {
    const own = program.says ?? [];
    if (program.path === LAUNCHD) return [...starts(programs), ...faults(phone), ...own];
    if (program.path === TRANSFERS) return [transfer(phone), ...own];
    return program.path === PLACES ? [stored(phone), ...own] : own;
  };
  return new Map(
    programs.map((program) => [
      program,
      of(program)
        .filter(({ at }) => at >= bootAt)
        .sort((a, b) => a.at - b.at),
    ]),
  );
}

const starts = (programs: readonly Program[]): readonly ProgramLine[] =>
  programs
    .filter(({ path }) => path !== LAUNCHD)
    .map(({ path, pid, spoke }) => ({
      at: spoke[0],
      format: "Successfully spawned %{public}s[%d] because %{public}s",
      values: [calledBy(path), pid, "ipc (mach)"],
    }));

const faults = ({ crashes }: SysdiagnosePhone): readonly ProgramLine[] =>
  crashes.map(({ at, program, exception }) => ({
    at,
    format: "%{public}s exited due to %{public}s | sent by exc handler",
    values: [program, SIGNALS[exception] ?? "SIGKILL"],
  }));

const transfer = ({ made }: SysdiagnosePhone): ProgramLine => ({
  at: made - 3_600,
  format: "Task <%{public}s>.<%d> resuming, url: %{public}s",
  values: ["5E0D2C1B", 7, "https://gateway.icloud.com/configuration"],
});

const stored = ({ made }: SysdiagnosePhone): ProgramLine => ({
  at: made - 3_000,
  format: "opened %{public}s",
  values: ["/private/var/root/Library/Caches/locationd/consolidated.db"],
});
