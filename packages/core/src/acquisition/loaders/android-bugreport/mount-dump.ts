import { rangeSource } from "../../../bytes/range-source.ts";
import { type DumpIndex, type DumpSection, indexDump } from "../../../formats/dumpstate/sections.ts";
import { message } from "../../../model/message.ts";
import type { EvidenceFile, FileProblem } from "../../file-system.ts";
import type { Problem } from "../../input.ts";
import { DUMPSTATE, pathsOf } from "./section-paths.ts";

/** The sections of a text as files. */
export interface MountedDump {
  readonly index: DumpIndex;
  readonly files: readonly EvidenceFile[];
  readonly problems: readonly Problem[];
}

export interface MountOptions {
  /** Only what services printed: of a text that is no bug report's but the output of `dumpsys`. */
  readonly servicesOnly?: boolean;
}

/** Sections of which a problem is told one by one; of the others, how many there are. */
const MAX_TOLD = 20;

/**
 * The main text of a bug report, or what `dumpsys` printed, as one file for each section. `text` is the whole, at its own canonical
 * path; its bytes must be in reach. The sections keep its raw path and containers: lines are told as they stand there.
 */
export function mountDump(text: EvidenceFile, { servicesOnly = false }: MountOptions = {}): MountedDump {
  const index = indexDump(text.open());
  const sections = index.sections.filter(({ kind }) => !servicesOnly || kind === "service");
  const files = sections.flatMap((section) => filesOf(text, section));
  const header: DumpSection = { kind: "command", title: "header", offset: 0, line: 0, end: index.headerEnd, doubts: [] };
  const hasHeader = !servicesOnly && index.headerEnd > 0;
  return {
    index,
    files: hasHeader ? [...files, sectionFile(text, header, `${DUMPSTATE}/header`)] : files,
    problems: problemsOf(text, index),
  };
}

const filesOf = (text: EvidenceFile, section: DumpSection): EvidenceFile[] =>
  pathsOf(section).map((path) => sectionFile(text, section, path));

function sectionFile(text: EvidenceFile, { offset, line, end, doubts, title }: DumpSection, path: string): EvidenceFile {
  const isLast = doubts.includes("unclosed");
  return {
    path,
    rawPath: text.rawPath,
    containers: text.containers,
    size: end - offset,
    ...(text.modified && { modified: text.modified }),
    part: { of: text.path, offset, line },
    open: () => rangeSource(text.open(), offset, end),
    problems: () => [...ofWhole(text, isLast), ...doubts.map((doubt) => doubtOf(doubt, title))],
  };
}

/** Where the text breaks off, the sections before are whole: only the one that has no end has lost something. */
const BREAKS = ["archive/file-cut-off", "archive/file-damaged"];
const ofWhole = (text: EvidenceFile, isLast: boolean): readonly FileProblem[] =>
  (text.problems?.() ?? []).filter(({ problem }) => isLast || !BREAKS.includes(problem.message));

/** What may have cost something of a section's text; the others only want to be known. */
const COSTS: readonly DumpSection["doubts"][number][] = ["unclosed", "timed-out", "ends-twice"];

const doubtOf = (doubt: DumpSection["doubts"][number], title: string): FileProblem => ({
  problem: message(`bugreport/section-${doubt}`, { title }),
  ...(COSTS.includes(doubt) && { reason: "damaged" }),
});

function problemsOf(text: EvidenceFile, { sections, marksLeftOut }: DumpIndex): readonly Problem[] {
  const told: Problem[] = [];
  for (const [doubt, titles] of byDoubt(sections)) {
    for (const title of titles.slice(0, MAX_TOLD)) told.push({ file: text.path, problem: doubtOf(doubt, title).problem });
    const rest = titles.length - MAX_TOLD;
    if (rest > 0) told.push({ file: text.path, problem: message(`bugreport/more-${doubt}`, { count: rest }), count: rest });
  }
  if (marksLeftOut > 0) told.push({ file: text.path, problem: message("bugreport/too-many-sections", { count: marksLeftOut }) });
  if (sections.length === 0) told.push({ file: text.path, problem: message("bugreport/no-sections") });
  return told;
}

function byDoubt(sections: readonly DumpSection[]): ReadonlyMap<DumpSection["doubts"][number], readonly string[]> {
  const titles = new Map<DumpSection["doubts"][number], string[]>();
  for (const { title, doubts } of sections) for (const doubt of doubts) titles.set(doubt, [...(titles.get(doubt) ?? []), title]);
  return new Map([...titles].map(([doubt, all]) => [doubt, [...new Set(all)]]));
}
