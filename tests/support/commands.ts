import { spawn, spawnSync } from "node:child_process";
import type { Finding } from "@bridle/core";

/** Running the command of a finding, and looking whether it shows what the finding rests on. */
export const has = (tool: string): boolean => spawnSync("sh", ["-c", `command -v ${tool}`]).status === 0;

export type Evidence = Finding["evidence"][number];

/** How a command ended. */
interface Outcome {
  readonly status: number | null;
  readonly out: string;
  readonly error: string;
}

export interface Run extends Outcome {
  readonly finding: Finding;
  readonly evidence: Evidence;
  readonly command: string;
}

/** The rows that a command of a joined record shows, at most. */
const MOST_ROWS = 4;

/** In a shell, in the folder that the command is meant for. */
export const runCommand = (command: string, cwd: string, env: NodeJS.ProcessEnv): Promise<Outcome> =>
  new Promise((resolve) => {
    const child = spawn("sh", ["-c", command], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    const parts: Record<"out" | "error", Buffer[]> = { out: [], error: [] };
    child.stdout.on("data", (chunk: Buffer) => parts.out.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => parts.error.push(chunk));
    const textOf = (chunks: readonly Buffer[]): string => Buffer.concat(chunks).toString("utf8");
    child.on("close", (status) => resolve({ status, out: textOf(parts.out), error: textOf(parts.error) }));
  });

/** Each row that the finding names, by its number and in its order; the hash of a file that is a finding by being there. */
export function isItsPlace({ evidence: { at, sha256 }, out }: Run): boolean {
  const rows = at.flatMap((locator) => (locator.kind === "row" ? [locator.row] : [])).slice(0, MOST_ROWS);
  if (rows.length > 0) return [...out.matchAll(/^ *_rowid = (-?\d+)$/gm)].map(([, row]) => row).join() === rows.join();
  return at[0]?.kind === "file" ? out.includes(sha256) : out.trim() !== "";
}

/** Values that a command cannot show as text: they stand inside a blob of their row. */
export const INSIDE_BLOBS = [
  "ios/accounts phonemetrics.co",
  "ios/safari-browser-state autoredirect.net",
  "ios/sms urlpush.net", // in attributed text alone
];
export const isInBlob = ({ finding, evidence }: Pick<Run, "finding" | "evidence">): boolean =>
  finding.observables.some(({ value }) => INSIDE_BLOBS.includes(`${evidence.artifact} ${value}`));

/**
 * What the finding is about stands in what is shown: the value that matched, or the name at the end of its path; of a rule one of the
 * values of the record. A key is named by the command itself, and a file that is a finding as a whole is known by its hash.
 */
export function isItsContent({ finding, evidence, command, out }: Run): boolean {
  const kind = evidence.at[0]?.kind;
  if (kind === "file" || (kind === "key" && finding.kind === "detection")) return true;
  const shown = (kind === "key" ? command + out : out).toLowerCase();
  const values = finding.kind === "indicator-match" ? finding.observables.map(({ value }) => lastOf(value)) : valuesIn(evidence.record);
  return values.some((value) => shown.includes(value.toLowerCase()));
}

const lastOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** Shorter ones stand in any row. */
const SHORTEST = { text: 4, number: 2 } as const;
function valuesIn(value: unknown): readonly string[] {
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(valuesIn);
  const text = lastOf(String(value));
  return text.length < SHORTEST[typeof value === "number" ? "number" : "text"] ? [] : [text];
}

export const saidOf = ({ finding, evidence, command }: Run) => ({
  what: finding.detection?.id ?? finding.observables.map(({ value }) => value).join(),
  artifact: evidence.artifact,
  command,
});
