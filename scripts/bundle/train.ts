import { type ChildProcess, execFileSync, fork } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { deserialize } from "node:v8";

/** Synthetic phones, and where `demo` writes them: what a check of these calls, a check of any phone calls at its start. */
const PHONES = [
  ["android-stalkerware", "android-stalkerware/bugreport.zip"],
  ["compromised", "compromised"],
] as const;
const TRAINED = join(import.meta.dirname, "trained.mjs");

/**
 * Has both programs of a bundle examine a synthetic phone, and keeps what V8 made of them meanwhile. A program without phones to show
 * is compiled as far as it comes.
 */
export async function train(folder: string): Promise<void> {
  const place = mkdtempSync(join(tmpdir(), "bridle-bundle-"));
  try {
    for (const [scenario] of PHONES) command(join(folder, "bridle.mjs"), ["demo", place, "--plain", "--scenario", scenario], place);
    const paths = PHONES.map(([, path]) => join(place, path)).filter((path) => existsSync(path));
    command(
      TRAINED,
      [folder, "bridle.cjs", "check", ...paths, "-o", join(place, "cases"), "--no-stored-indicators", "--no-env-indicators"],
      place,
    );
    await read(folder, paths, join(place, "cases"));
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** Its status is of no concern, nor what it says. */
function command(file: string, args: readonly string[], place: string): void {
  try {
    execFileSync(process.execPath, [file, ...args], { cwd: place, stdio: "ignore" });
  } catch {
    // A check of a compromised phone ends with 1.
  }
}

/** The reading process is asked as the command asks it, for all that the command's own check lists, by a process that can be written for. */
async function read(folder: string, paths: readonly string[], cases: string): Promise<void> {
  const child = fork(TRAINED, [folder, "child.cjs"], {
    serialization: "advanced",
    execArgv: [],
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  const ended = new Promise((done) => child.once("exit", done));
  for (const path of paths) {
    const { keys } = deserialize(readFileSync(join(folder, "default-index.bin")));
    await ask(child, { type: "open", path, keys, records: "matched", timeline: "near" });
    for (const artifact of artifactsIn(cases)) await ask(child, { type: "run", artifact });
  }
  if (child.connected) child.disconnect();
  await ended;
}

function artifactsIn(cases: string): ReadonlySet<string> {
  if (!existsSync(cases)) return new Set();
  const paths = readdirSync(cases, { recursive: true, encoding: "utf8" }).filter((path) => basename(path) === "coverage.json");
  const coverages = paths.map((path) => JSON.parse(readFileSync(join(cases, path), "utf8")));
  return new Set(coverages.flatMap(({ artifacts }) => artifacts.map(({ id }: { id: string }) => id)));
}

const ask = (child: ChildProcess, request: object): Promise<unknown> =>
  new Promise((done) => {
    const listen = (answer: { type?: string }): void => {
      if (answer.type === "chunk") return;
      child.off("message", listen).off("exit", done);
      done(answer);
    };
    child.on("message", listen).once("exit", done);
    // One that has ended has said so.
    child.send(request, () => undefined);
  });
