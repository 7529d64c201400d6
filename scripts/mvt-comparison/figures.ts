/** What MVT said, as it is kept in mvt-figures.json beside this file; written by record.ts. */
export interface MvtFigures {
  readonly version: string;
  readonly python: string;
  readonly recorded: string;
  /** Of the phone and of the indicators that it was given: other ones need another recording. */
  readonly phone: string;
  readonly indicators: string;
  /** By trace. */
  readonly answers: Readonly<Record<string, MvtAnswer>>;
  /** Records of each module. */
  readonly records: Readonly<Record<string, number>>;
  /** All alerts by level, those of no planted trace included. */
  readonly alerts: Readonly<Record<string, number>>;
  /** Modules that ended with an error, by its first line. */
  readonly errors: Readonly<Record<string, string>>;
}

export interface MvtAnswer {
  /** Alerts by level. */
  readonly alerts: Readonly<Record<string, number>>;
  /** The same with no indicators at all; only asked of heuristics. */
  readonly without?: Readonly<Record<string, number>>;
}

/** What Bridle says of a trace: axis and severity of each finding, strongest first. */
export interface OurAnswer {
  readonly findings: readonly string[];
  readonly without?: readonly string[];
}

export interface OurFigures {
  readonly answers: Readonly<Record<string, OurAnswer>>;
  readonly records: Readonly<Record<string, number>>;
  /** Findings that belong to no planted trace. */
  readonly others: readonly string[];
}
