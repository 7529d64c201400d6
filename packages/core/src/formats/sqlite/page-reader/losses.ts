import { FormatError } from "../../../bytes/format-error.ts";
import { sqliteError } from "../sqlite-error.ts";

/** What could not be read of a table. Our reader goes on past damage and says at the end how much there was. */
export interface Losses {
  pages: number;
  cells: number;
  first: FormatError | undefined;
}

export const noLosses = (): Losses => ({ pages: 0, cells: 0, first: undefined });

/** Runs `read`; a FormatError costs one page or cell and gives undefined. Anything else is no matter of the evidence. */
export function countingLoss<T>(losses: Losses, unit: "pages" | "cells", read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    losses[unit]++;
    losses.first ??= error;
    return undefined;
  }
}

export function throwLosses({ pages, cells, first }: Losses, table: string): void {
  if (first === undefined) return;
  throw sqliteError(first.code, `${pages} pages and ${cells} rows of ${table} could not be read`, { cause: first });
}
