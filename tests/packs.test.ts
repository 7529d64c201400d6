import { existsSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { LINT_REASONS, LINT_VERDICTS, type LintReason, verdictOf } from "../packages/core/src/analysis/lint/reasons.ts";
import { FEED_REPOSITORIES } from "../packages/core/src/knowledge/feeds.ts";
import type { PackFile } from "../packages/core/src/knowledge/pack-document.ts";
import { packFiles } from "../packages/core/src/knowledge/packs/index.generated.ts";
import { DOMAIN_ROLES, PACK_CLASSES, PACK_ORIGINS } from "../packages/core/src/model/indicator.ts";
import { type Distilled, distilAll } from "../scripts/packs/distil.ts";

/** The packs that come with Bridle against what they were distilled from, and against what NOTICE owes their publishers. */
const INPUT = new URL("../../shared/data/indicators/", import.meta.url);
const packs = packFiles as readonly PackFile[];
const notice = readFileSync(new URL("../NOTICE", import.meta.url), "utf8");

describe.skipIf(!existsSync(INPUT))("the committed packs", () => {
  const read = (name: string): Uint8Array => readFileSync(new URL(name, INPUT));
  let distilled: Distilled;
  beforeAll(() => {
    distilled = distilAll(read);
  });

  test("are byte for byte what the script makes of the published files", () => {
    const committed = new URL("../packages/core/src/knowledge/packs/", import.meta.url);
    for (const { id, text } of distilled.packs) expect(readFileSync(new URL(`${id}.json`, committed), "utf8") === text, id).toBe(true);
    expect(distilled.packs.map(({ id }) => id).sort()).toEqual(packs.map(({ id }) => id).sort());
  });

  test("come out the same a second time", () => {
    expect(distilAll(read)).toEqual(distilled);
  });

  test("leave out only the names of signers, which no record of a phone holds", () => {
    expect(distilled.leftOut.length).toBeGreaterThan(0);
    expect(distilled.leftOut.filter((line) => !/: certificate_(?:cname_re|organizations) /.test(line))).toEqual([]);
  });
});

test("NOTICE names publisher, source, commit, licence and every pack of each repository", () => {
  const names: Readonly<Record<string, RegExp>> = {
    MIT: /MIT License/,
    "CC-BY-2.0": /Creative Commons Attribution 2\.0 Generic/,
    "CC-BY-4.0": /Creative Commons Attribution 4\.0 International/,
  };
  for (const { id, source, commit, licence, publisher } of packs) {
    const paragraph = notice.split(/\n\n/).find((text) => text.includes(`${source} (commit ${commit}, `));
    expect(paragraph, id).toMatch(names[licence]!);
    expect(paragraph, id).toContain(id.replace(/-(?:mvt|amnesty|echap)$/, ""));
    expect(FEED_REPOSITORIES[source.replace("https://github.com/", "")], id).toEqual({ publisher, licence });
  }
});

test("docs/indicators.md explains every class, role, origin, verdict and reason, each with what it comes to", () => {
  const page = readFileSync(new URL("../docs/indicators.md", import.meta.url), "utf8");
  for (const name of [...PACK_CLASSES, ...DOMAIN_ROLES, ...PACK_ORIGINS, ...LINT_VERDICTS]) expect(page).toContain(`| \`${name}\` |`);
  for (const reason of Object.keys(LINT_REASONS) as LintReason[]) {
    const verdict = verdictOf([reason]);
    expect(page, reason).toContain(`| \`${reason}\` | ${verdict === "matches" ? "none" : `\`${verdict}\``} |`);
  }
});
