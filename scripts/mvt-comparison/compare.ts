import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { androidComparison } from "./android/comparison.ts";
import type { Comparison } from "./comparison.ts";
import type { MvtFigures } from "./figures.ts";
import { iosComparison } from "./ios.ts";
import { mvtFigures } from "./mvt.ts";
import { ourFigures } from "./ours.ts";
import { comparisonPage } from "./page.ts";
import { provenWeakPoints } from "./weak-points.ts";

/** `compare.ts` writes the pages of both comparisons; with `--record <mvt-ios>` or `<mvt-android>` it asks that program first. */
const placeOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const [flag, command] = process.argv.slice(2);
const recording = flag === "--record" ? command : undefined;

function write(comparison: Comparison, place: { readonly tool: string; readonly figures: string; readonly page: string }): void {
  const file = placeOf(place.figures);
  if (recording?.endsWith(place.tool)) {
    const today = new Date().toISOString().slice(0, 10);
    writeFileSync(file, `${JSON.stringify(mvtFigures(comparison, recording, today), undefined, 2)}\n`);
  }
  const figures = JSON.parse(readFileSync(file, "utf8")) as MvtFigures;
  writeFileSync(placeOf(place.page), comparisonPage(comparison, figures, ourFigures(comparison), provenWeakPoints()));
}

write(iosComparison(), { tool: "mvt-ios", figures: "mvt-figures.json", page: "../../docs/mvt-comparison.md" });
write(androidComparison(), {
  tool: "mvt-android",
  figures: "android/mvt-figures.json",
  page: "../../docs/mvt-comparison-android.md",
});
