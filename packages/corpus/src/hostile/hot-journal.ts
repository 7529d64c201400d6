import { concat, createSink } from "../bytes.ts";

/**
 * A rollback journal that was left when power failed: the database is as the interrupted transaction left it, and the journal
 * holds what the changed pages were before. Whoever opens both for writing gets the old state back.
 * https://www.sqlite.org/fileformat2.html#the_rollback_journal
 */
const MAGIC = Uint8Array.from([0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7]);
const SECTOR = 512;
const NONCE = 0x42726964;
const CHECKSUM_STRIDE = 200;

export function rollbackJournal(before: Uint8Array, after: Uint8Array, pageSize: number): Uint8Array {
  const pages = Array.from({ length: before.length / pageSize }, (_, index) => index).filter((index) =>
    pageOf(before, index, pageSize).some((byte, offset) => byte !== after[index * pageSize + offset]),
  );
  const header = createSink();
  header.append(MAGIC);
  for (const number of [pages.length, NONCE, before.length / pageSize, SECTOR, pageSize]) header.integer(number, 4);
  header.append(new Uint8Array(SECTOR - header.length()));
  return concat(header.finish(), ...pages.map((index) => record(index + 1, pageOf(before, index, pageSize))));
}

const pageOf = (bytes: Uint8Array, index: number, pageSize: number): Uint8Array => bytes.subarray(index * pageSize, (index + 1) * pageSize);

function record(number: number, page: Uint8Array): Uint8Array {
  const sink = createSink();
  sink.integer(number, 4);
  sink.append(page);
  let checksum = NONCE;
  for (let offset = page.length - CHECKSUM_STRIDE; offset > 0; offset -= CHECKSUM_STRIDE) checksum = (checksum + page[offset]!) >>> 0;
  sink.integer(checksum, 4);
  return sink.finish();
}
