import type { IndicatorType, Tlp } from "../../model/indicator.ts";
import { type About, type ColumnsBuilder, createColumns, ENDING } from "../indicator-columns.ts";
import { createNameTable } from "../json/name-table.ts";
import { type DocumentShape, readObjects } from "../json/object-reader.ts";
import { ownKeyKind } from "../key.ts";
import { type NotEvaluable, notEvaluable } from "../not-evaluable.ts";
import { planPattern } from "../pattern/plan-pattern.ts";
import type { ReadSet } from "../read-set.ts";
import { narrower } from "./marking.ts";
import { type Beginning, createPlainReader } from "./plain-pattern.ts";
import { type Collected, createStixCollector, type PublishedIndicator } from "./stix-collector.ts";
import { STIX_MEMBERS } from "./stix-members.ts";

/** A bundle read, and what the document was. */
export interface StixDocument extends ReadSet {
  /** Objects with an id of STIX's form. */
  readonly stixObjects: number;
  readonly shape: DocumentShape;
}

/** Reads a bundle, a TAXII envelope or a bare list of STIX objects, of 2.0 or 2.1. `pack` is the id of the set to be. */
export function readStix(chunks: Iterable<Uint8Array>, pack: string): StixDocument {
  const names = createNameTable();
  const collector = createStixCollector(names);
  const shape = readObjects(chunks, STIX_MEMBERS, collector.see, names);
  const collected = collector.finish();
  const aboutOf = createAbouts(collected, pack);
  const compiler = createCompiler(collected.text);
  let revoked = 0;
  let tlp: Tlp | undefined;
  collected.each((published) => {
    if (published.details.isRevoked) {
      revoked++;
      return;
    }
    const about = aboutOf(published);
    compiler.add(published, about);
    tlp = narrower(tlp, about.tlp);
  });
  const publisher = collected.makers.get(collected.publisher);
  return {
    ...compiler.finish(),
    revoked,
    objects: collected.indicatorObjects,
    families: collected.graph.families(),
    stixObjects: collected.stixObjects,
    shape,
    ...(publisher !== undefined && { publisher }),
    ...(collected.date !== undefined && { date: collected.date }),
    ...(tlp !== undefined && { tlp }),
  };
}

/** All of an indicator but what is looked for. */
type Said = Omit<About, "type" | "isAlternative">;

/** Makes columns of what patterns ask for, each alternative by itself. */
function createCompiler(text: string) {
  const columns = createColumns();
  const left: NotEvaluable[] = [];
  const plain = createPlainReader(text);
  const aboutNumber = createAboutNumbers(columns);
  columns.addText(text);

  const addPlain = (from: number, to: number, { beginning, type }: Beginning, said: Said): void => {
    const key = ownKeyKind(type, text.slice(from + beginning.length, to - ENDING.length));
    if (key === undefined) left.push(notEvaluable("value", text.slice(from, to)));
    else columns.addSpan(aboutNumber(said, type), from + beginning.length, to - ENDING.length, columns.plainPattern(beginning), key);
  };
  const addPlanned = (pattern: string, language: string, said: Said): void => {
    const plan = language === "stix" ? planPattern(pattern) : "pattern-language";
    if (typeof plan === "string") {
      left.push(notEvaluable(plan, pattern));
      return;
    }
    const isAlternative = plan.usable.length + plan.left.length > 1;
    for (const { type, value } of plan.usable) columns.add({ ...said, type, value, pattern, ...(isAlternative && { isAlternative }) });
    for (const { reason, text } of plan.left) left.push(notEvaluable(reason, isAlternative ? text : pattern));
  };
  return {
    add({ from, to, details: { language } }: PublishedIndicator, said: Said): void {
      const beginning = language === "stix" ? plain(from, to) : undefined;
      if (beginning === undefined) addPlanned(text.slice(from, to), language, said);
      else addPlain(from, to, beginning, said);
    },
    finish: () => ({ columns: columns.finish(), notEvaluable: left }),
  };
}

/** What is said of indicators in a row is mostly the same object. */
function createAboutNumbers(columns: ColumnsBuilder): (said: Said, type: IndicatorType) => number {
  let last: Said | undefined;
  let lastType: IndicatorType | undefined;
  let number = 0;
  return (said, type) => {
    if (said !== last || type !== lastType) number = columns.aboutNumber({ ...said, type });
    last = said;
    lastType = type;
    return number;
  };
}

/** Thousands of indicators in a row say the same of themselves: it is put together once. */
function createAbouts(collected: Collected, pack: string): (published: PublishedIndicator) => Said {
  let last: PublishedIndicator | undefined;
  let about: Said = { pack, families: [], references: [] };
  return (published) => {
    if (last?.details !== published.details || last.ties !== published.ties) about = aboutOf(published, collected, pack);
    last = published;
    return about;
  };
}

function aboutOf({ details, ties }: PublishedIndicator, collected: Collected, pack: string): Said {
  const { families, references, domainRole } = collected.graph.belonging(ties);
  const { maker, validFrom, validUntil, confidence, markings } = details;
  const publisher = maker === collected.publisher ? "" : (collected.makers.get(maker) ?? "");
  const tlp = markings.length === 0 ? undefined : collected.tlpOf(markings);
  return {
    pack,
    families,
    references: details.references.length > 0 ? details.references : references,
    ...(domainRole !== undefined && { domainRole }),
    ...(publisher !== "" && { publisher }),
    ...(validFrom !== undefined && { validFrom }),
    ...(validUntil !== undefined && { validUntil }),
    ...(confidence !== undefined && { confidence }),
    ...(tlp !== undefined && { tlp }),
  };
}
