import { joinedColumns } from "./indicator-columns.ts";
import { type IndexData, type IndicatorIndex, indexOf } from "./indicator-index.ts";

/**
 * An index as plain data, for a file or another process: typed arrays and a few texts, which are taken over as they are. What was
 * published is put together when something matched: a run that finds nothing reads none of it.
 */
export type IndexTransfer = IndexData;

export function toTransfer({ keys, published, joints, counts, packs, unusable, unwatched }: IndicatorIndex): IndexTransfer {
  const compact = joinedColumns([published.columns], { isCompact: true });
  return { keys, published: { ...published, columns: compact }, joints, counts, packs, unusable, unwatched };
}

export const fromTransfer = (transfer: IndexTransfer): IndicatorIndex => indexOf(transfer);
