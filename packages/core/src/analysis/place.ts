import type { Locator } from "../model/locator.ts";

/** A place in a file in a few words that every tool can hold: "message row 12, handle row 3", "line 7", "key A/B/0". Not for people: see report/locators.ts. */
export const placeInWords = (at: readonly Locator[]): string => at.map(wordsOf).join(", ");

const wordsOf = (locator: Locator): string => {
  switch (locator.kind) {
    case "line":
      return `line ${locator.line}`;
    case "row":
      return `${locator.table} row ${locator.row}${locator.column === undefined ? "" : ` ${locator.column}`}`;
    case "offset":
      return `byte ${locator.offset}`;
    case "key":
      return `key ${locator.path.join("/")}`;
    case "member":
      return `member ${locator.index}`;
    case "wal-frame":
      return `wal frame ${locator.frame}`;
    case "file":
      return "file";
  }
};
