import type { ProgramsDocument } from "../../model/program.ts";
import { joined, type Row } from "../table.ts";

export const PROGRAMS_COLUMNS = [
  "name",
  "path",
  "place",
  "image_uuids",
  "uids",
  "pids",
  "parent_pids",
  "first_time",
  "last_time",
  "records",
  "sources",
] as const;

/** What was seen to run, one row for each program. */
export function* programRows({ programs }: ProgramsDocument): Generator<Row> {
  for (const { name, path, place, imageUuids, uids, pids, parentPids, first, last, count, sources } of programs)
    yield {
      name,
      path,
      place,
      image_uuids: joined(imageUuids),
      uids: joined(uids.map(String)),
      pids: joined(pids.map(String)),
      parent_pids: joined(parentPids.map(String)),
      first_time: first,
      last_time: last,
      records: count,
      sources: joined(sources.map(({ artifact }) => artifact)),
    };
}
