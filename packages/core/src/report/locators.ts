import type { Locator } from "../model/locator.ts";
import { type Message, message } from "../model/message.ts";
import type { Say } from "./say.ts";

/** Steps of a key path that are written out; deeper ones show the end. */
const MAX_STEPS = 12;

/** Where in its file a record stands, in words: "row 12 of table message, with row 3 of table handle". */
export function locatorsInWords(at: readonly Locator[], say: Say): string {
  const places = at.map((locator) => say(locatorMessage(locator)));
  if (places.length === 0) return say(message("report/locator-file"));
  return places.reduce((first, next) => say(message("report/locator-with", { first, next })));
}

function locatorMessage(locator: Locator): Message {
  switch (locator.kind) {
    case "line":
      return message("report/locator-line", { line: String(locator.line) });
    case "row":
      return locator.column === undefined
        ? message("report/locator-row", { row: locator.row, table: locator.table })
        : message("report/locator-cell", { row: locator.row, table: locator.table, column: locator.column });
    case "offset":
      return locator.length === undefined
        ? message("report/locator-offset", { offset: String(locator.offset) })
        : message("report/locator-bytes", { offset: String(locator.offset), length: locator.length });
    case "key":
      return message("report/locator-key", { path: pathInWords(locator.path) });
    case "member":
      return message("report/locator-member", { index: String(locator.index), name: locator.name });
    case "wal-frame":
      return message("report/locator-wal-frame", { frame: String(locator.frame) });
    case "file":
      return message("report/locator-file");
  }
}

const pathInWords = (path: readonly (string | number)[]): string =>
  path.length > MAX_STEPS ? `… › ${path.slice(-MAX_STEPS).join(" › ")}` : path.join(" › ");
