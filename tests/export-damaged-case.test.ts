import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { scenario, writeBackup } from "@bridle/corpus";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { processHost } from "../packages/cli/src/host.ts";
import type { Io } from "../packages/cli/src/io.ts";
import { main } from "../packages/cli/src/main.ts";

/** A case that somebody changed, or that came from elsewhere: every command that reads cases ends with 0 or 2, never with a fault of ours. */

const DOCUMENTS = ["run.json", "data/case.json", "data/findings.json", "data/assessment.json", "data/coverage.json", "data/timeline.jsonl"];
/** Each costs some five renderings. */
const RUNS = 40;

let folder: string;
let errors: string;
const io: Io = {
  ...processHost().io,
  out: () => undefined,
  status: () => undefined,
  error(text) {
    errors += text;
  },
};
const host = { ...processHost(), io };
const bridle = (...args: string[]): Promise<number> => main(args, host);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "bridle-damaged-case-"));
  writeBackup(join(folder, "phone"), scenario("compromised").entries());
  await bridle("check", join(folder, "phone"), "-o", join(folder, "whole"), "--quiet", "--no-env-indicators", "--no-stored-indicators");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const OTHERS: readonly unknown[] = [null, 0, -1, 1e300, "", "x", "__proto__", "\u001b[2J\u202e", [], [null], {}, { text: 5 }, true];

/** The value with one member, chosen by `choice`, replaced, taken out or doubled. */
function changed(value: unknown, choice: number, other: unknown): unknown {
  const places: [holder: Record<string, unknown>, key: string][] = [];
  const visit = (one: unknown): void => {
    if (typeof one !== "object" || one === null) return;
    for (const [key, member] of Object.entries(one)) {
      places.push([one as Record<string, unknown>, key]);
      visit(member);
    }
  };
  visit(value);
  const [holder, key] = places[choice % places.length]!;
  if (other === "without") delete holder[key];
  else holder[key] = other;
  return value;
}

const damaged = (text: string, choice: number, other: unknown): string => {
  if (other === "cut") return text.slice(0, choice % text.length);
  const [first = "", ...rest] = text.startsWith('{"artifact"') ? text.split("\n") : [text];
  return [JSON.stringify(changed(JSON.parse(first), choice, other)), ...rest].join("\n");
};

const COMMANDS: readonly (readonly string[])[] = [
  ["report"],
  ...["timesketch", "mvt", "csv"].map((format) => ["export", "--format", format]),
];

test("a case with one thing changed in it is read or refused", async () => {
  const change = fc.record({
    name: fc.constantFrom(...DOCUMENTS),
    choice: fc.nat(1_000_000),
    other: fc.constantFrom(...OTHERS, "without", "cut"),
  });
  const statuses = new Set<number>();
  await fc.assert(
    fc.asyncProperty(change, async ({ name, choice, other }) => {
      const place = join(folder, "changed");
      rmSync(place, { recursive: true, force: true });
      cpSync(join(folder, "whole"), place, { recursive: true });
      writeFileSync(join(place, name), damaged(readFileSync(join(place, name), "utf8"), choice, other));
      for (const command of COMMANDS) {
        errors = "";
        const status = await bridle(...command, place);
        statuses.add(status);
        expect([0, 2], `${name} ${choice} ${JSON.stringify(other)}: ${errors}`).toContain(status);
      }
    }),
    { numRuns: RUNS },
  );
  expect([...statuses].toSorted()).toEqual([0, 2]);
});
