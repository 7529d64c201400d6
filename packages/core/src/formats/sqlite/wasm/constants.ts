/** Numbers of sqlite3.h (https://www.sqlite.org/c3ref/constlist.html). */
export const OK = 0;
export const ERROR = 1;
export const NOMEM = 7;
export const READONLY = 8;
export const INTERRUPT = 9;
export const IOERR = 10;
export const CORRUPT = 11;
export const NOTFOUND = 12;
export const CANTOPEN = 14;
export const TOOBIG = 18;
export const NOTADB = 26;
export const ROW = 100;
export const DONE = 101;
export const IOERR_READ = IOERR | (1 << 8);
export const IOERR_SHORT_READ = IOERR | (2 << 8);

export const OPEN_READONLY = 0x1;
export const OPEN_WAL = 0x80000;

export const TYPE_INTEGER = 1;
export const TYPE_FLOAT = 2;
export const TYPE_TEXT = 3;
export const TYPE_BLOB = 4;

/** The low byte of an extended code. */
export const primaryCode = (code: number): number => code & 0xff;
