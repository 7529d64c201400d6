import { toJson } from "../../model/json.ts";

/** MVT indents by four. */
const INDENT = 4;
const MARGIN = " ".repeat(INDENT);

/** A list as JSON, item by item: there may be more than fit in memory. Nothing for an empty one. */
export function* jsonList(items: Iterable<unknown>): Generator<string> {
  let isEmpty = true;
  for (const item of items) {
    yield `${isEmpty ? "[\n" : ",\n"}${indented(item)}`;
    isEmpty = false;
  }
  if (!isEmpty) yield "\n]";
}

/** A text in JSON holds no line feed: every one is ours. */
const indented = (item: unknown): string => MARGIN + toJson(item, INDENT).replaceAll("\n", `\n${MARGIN}`);

export function* jsonDocument(value: unknown): Generator<string> {
  yield toJson(value, INDENT);
}
