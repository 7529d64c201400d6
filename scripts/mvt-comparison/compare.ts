import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { MvtFigures } from "./figures.ts";
import { mvtFigures } from "./mvt.ts";
import { ourFigures } from "./ours.ts";
import { comparisonPage } from "./page.ts";
import { comparisonBackup } from "./phone.ts";
import { provenWeakPoints } from "./weak-points.ts";

/** `compare.ts` writes docs/mvt-comparison.md; with `--record <mvt-ios>` it asks MVT first. */
const FIGURES = fileURLToPath(new URL("mvt-figures.json", import.meta.url));
const PAGE = fileURLToPath(new URL("../../docs/mvt-comparison.md", import.meta.url));

const [flag, command] = process.argv.slice(2);
if (flag === "--record" && command !== undefined) {
  const today = new Date().toISOString().slice(0, 10);
  writeFileSync(FIGURES, `${JSON.stringify(mvtFigures(command, today), undefined, 2)}\n`);
}
const figures = JSON.parse(readFileSync(FIGURES, "utf8")) as MvtFigures;
writeFileSync(PAGE, comparisonPage(figures, ourFigures(comparisonBackup()), provenWeakPoints()));
