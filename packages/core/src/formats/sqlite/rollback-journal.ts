import { type ByteSource, readBytes } from "../../bytes/byte-source.ts";

/** https://www.sqlite.org/fileformat2.html#the_rollback_journal */
const MAGIC = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];
const HEADER_BYTES = 28;

/**
 * Whether a rollback journal still holds a transaction that was never finished. Journals that were ended stay behind empty or with
 * their header overwritten by zeros. We never apply one: the database is then read as it lies, the unfinished writes among its rows.
 */
export function isHotJournal(journal: ByteSource): boolean {
  if (journal.byteLength < HEADER_BYTES) return false;
  const head = readBytes(journal, 0, MAGIC.length);
  return MAGIC.every((byte, index) => head[index] === byte);
}
