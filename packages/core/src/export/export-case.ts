import { renderEnglish } from "../messages/catalog.ts";
import { message } from "../model/message.ts";
import { visible } from "../report/escape.ts";
import { wrap } from "../report/wrap.ts";
import { spreadsheetFiles } from "./csv/spreadsheets.ts";
import type { ExportFormat } from "./export-paths.ts";
import { createTally, type ExportFile, type ExportSource, type ExportTally } from "./export-source.ts";
import { mvtFiles } from "./mvt/mvt.ts";
import { hasNoTime } from "./timesketch/finding-events.ts";
import { timesketchFiles } from "./timesketch/timesketch.ts";

type WriteFiles = (source: ExportSource, tally: ExportTally) => Iterable<ExportFile>;

const FORMATS: Readonly<Record<ExportFormat, WriteFiles>> = { timesketch: timesketchFiles, mvt: mvtFiles, csv: spreadsheetFiles };

const README_WIDTH = 80;

/** The files of an export, one after another; README.txt last, when it is known what could not be carried. */
export function* exportFiles(format: ExportFormat, source: ExportSource): Generator<ExportFile> {
  const tally = createTally();
  yield* FORMATS[format](source, tally);
  yield { name: "readme.txt", pieces: [readme(format, source, tally)] };
}

/** What the files are, what they do not hold, and what the other tool must not make of them. */
function readme(format: ExportFormat, { view }: ExportSource, tally: ExportTally): string {
  const records = String(view.case.options["records"] ?? "matched");
  const timeline = String(view.case.options["timeline"] ?? "near");
  const redacted = view.case.options["redact"];
  const { consent } = view.case;
  const params = { records, timeline, undated: view.findings.filter(hasNoTime).length, version: view.case.toolVersion };
  const sentences = [
    ...(view.isDemo ? [message("exports/demo")] : []),
    message("exports/about", params),
    message(`exports/about-${format}`, params),
    message(`exports/limits-${format}`, params),
    ...(view.case.acquisitions.length > 1 ? [message(`exports/several-${format}`, { count: view.case.acquisitions.length })] : []),
    message("exports/meaning"),
    message("exports/private"),
    ...(consent === undefined ? [] : [message("exports/consent", { consent })]),
    ...(typeof redacted === "string" ? [message("exports/not-redacted", { what: redacted })] : []),
    ...(tally.unreadLines > 0 ? [message("exports/unread-lines", { count: tally.unreadLines })] : []),
    ...(tally.cutTexts > 0 ? [message("exports/cut-texts", { count: tally.cutTexts })] : []),
  ];
  return `${sentences.map((sentence) => wrap(visible(renderEnglish(sentence)), README_WIDTH).join("\n")).join("\n\n")}\n`;
}
