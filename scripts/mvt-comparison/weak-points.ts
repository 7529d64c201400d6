import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const TESTS = fileURLToPath(new URL("../../tests/", import.meta.url));

/** Titles of the tests about weak points, in the order of their numbers. */
export function provenWeakPoints(): readonly string[] {
  const files = readdirSync(TESTS).filter((name) => /^weak-points-.*\.test\.ts$/.test(name));
  const titles = files.flatMap((name) =>
    [...readFileSync(TESTS + name, "utf8").matchAll(/"(5\.\d #\d+[^"]*)"/g)].map(([, title]) => title!.replace(/%[sj]/, "…")),
  );
  return [...new Set(titles)].sort((a, b) => numberOf(a) - numberOf(b));
}

const numberOf = (title: string): number => Number(/#(\d+)/.exec(title)?.[1]);
