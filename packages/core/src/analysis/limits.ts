/** Named limits of the analysis. All are counts, never seconds or free memory: the same input gives the same result everywhere. */

/** Records behind one finding that are kept; the count goes on. */
export const MAX_EVIDENCE = 100;
/** Kinds of problems listed per artifact; the count goes on. */
export const MAX_PROBLEMS = 100;
/** Distinct (indicator, observable) pairs per artifact; beyond it the artifact is `partial: over-budget`. */
export const MAX_SIGHTINGS = 20_000;
/** … and of one indicator: whoever floods a phone with sub-domains of a listed host must not push the other matches out. */
export const MAX_SIGHTINGS_OF_ONE = 1_000;
/**
 * Different values that one describing pattern may meet in one artifact; one that meets more describes what everybody has, and is
 * withdrawn there. Without it a pattern like `%e%` would make a reader of private messages out of findings (design 1).
 */
export const MAX_VALUES_OF_PATTERN = 50;
/** Distinct (rule, subject) pairs per artifact. */
export const MAX_HITS = 20_000;
/** Programs that one artifact tells of; beyond it the artifact is `partial: over-budget`. */
export const MAX_PROGRAMS = 20_000;
/** … and all together, in the inventory that joins them. */
export const MAX_INVENTORY = 50_000;
/** Characters kept of a path or a name; the system's own limit of a path (PATH_MAX). Lists may show arguments behind it. */
export const MAX_PROGRAM_PATH = 1_024;
/** Different images, accounts, numbers and loaded libraries kept of one program. */
export const MAX_PROGRAM_VALUES = 32;
/** Records of a program that no rule keeps, of one artifact. */
export const MAX_PROGRAM_RECORDS = 1;
/** Processes of the lists that were taken with the acquisition, of one artifact. */
export const MAX_LIVE_PROCESSES = 20_000;
/** Moments per stream that a correlation looks at. */
export const MAX_MOMENTS = 50_000;
/** Facts of one part that a join compares. */
export const MAX_FACTS = 20_000;
/** Neighbours of one stream handed to a correlation for one anchor. */
export const MAX_NEIGHBOURS = 100;
/** Moments of matched records kept per artifact, for "visited within ten minutes of a lure"; beyond it the artifact is `partial`. */
export const MAX_MATCH_TIMES = 100_000;
/**
 * Rows of one artifact in the timeline, counted by itself: what is left out must not depend on which artifact was read first. Of all
 * together as many are kept as the spool has room for.
 */
export const MAX_ARTIFACT_ROWS = 10_000_000;
/** Rows of a timeline that are held in memory; when there are more they go to the spool, sorted. */
export const MAX_ROWS_IN_MEMORY = 50_000;
/** … and characters of their texts. */
export const MAX_ROW_CHARACTERS_IN_MEMORY = 32 << 20;
/** Sorted runs that are merged at once. Of each a block is held (row-runs.ts). */
export const MAX_MERGED_RUNS = 128;
/** Times of communication kept per artifact, for the default timeline. */
export const MAX_COMMUNICATION_TIMES = 5_000_000;
/** Records of one artifact that are remembered, by 128 bits of a hash, so that older reports of the phone need not tell them again. */
export const MAX_TOLD_RECORDS = 400_000;
/** Records between two looks at the abort signal and the state of the folds. */
export const RECORDS_PER_CHECK = 256;
/** Longest text kept of one field of a record in findings; what is cut says so. */
export const MAX_FIELD_LENGTH = 4_096;
/** Entries kept of one list and depth kept of nested values in a record of a finding. */
export const MAX_FIELD_ITEMS = 200;
export const MAX_FIELD_DEPTH = 6;

/** A visit counts as "after a lure" within this many seconds of it (design 5.5). */
export const LURE_WINDOW_SECONDS = 600n;
/** Communication is shown by kind and time within this many seconds of a finding (design 5.2). */
export const NEAR_WINDOW_SECONDS = 86_400n;

/** Files of one artifact that are read. Phones keep some hundred reports of crashes and a few thousand folders of web sites. */
export const MAX_ARTIFACT_FILES = 20_000;
