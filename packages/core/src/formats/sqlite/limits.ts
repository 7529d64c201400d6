/** Longest value, and longest row, that is read: the bound of SQLite's own LENGTH limit and of our page reader. */
export const MAX_VALUE_BYTES = 64 << 20;
/** Longest statement of a schema. SQLite refuses the whole database over one that is longer; a megabyte is 50 times the longest seen. */
export const MAX_SQL_BYTES = 1 << 20;
/** SQLite's own default. Power logs have tables of hundreds of columns. */
export const MAX_COLUMNS = 2000;
/** Tables of one database that are read; the largest power logs have some 500. */
export const MAX_TABLES = 20_000;

/** SQLite calls back after this many operations of its virtual machine. */
export const OPERATIONS_PER_STEP = 10_000;
/** Steps that any statement may take: 200 million operations, some seconds. */
export const BASE_STEPS = 20_000;
/** … and one more for each of these bytes of the database, so that a large one can be read to its end. */
export const BYTES_PER_STEP = 4096;

/** WebAssembly pages (64 KB) of SQLite's memory: 256 MB, of which a scan uses 8 MB. Only sorts come near. */
export const DEFAULT_MEMORY_PAGES = 4096;

/** Deepest b-tree: SQLite's BTCURSOR_MAX_DEPTH. */
export const MAX_TREE_DEPTH = 20;
/** Rows that our own reader keeps for a sort or a join. */
export const MAX_KEPT_ROWS = 1_000_000;
/** … and the bytes of their text and blobs. */
export const MAX_KEPT_BYTES = 256 << 20;
/** Frames of a write-ahead log: at 4 KB a page, 16 GB of log. */
export const MAX_WAL_FRAMES = 4_000_000;
export const MAX_JOINS = 8;
/** Partners of one row that are put in order together; more of them come in pieces. */
export const MAX_PARTNERS = 4_096;
