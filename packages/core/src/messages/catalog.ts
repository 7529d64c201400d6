import { IntlMessageFormat } from "intl-messageformat";
import type { Message, MessageParams, Text } from "../model/message.ts";
import { messages as english } from "./en/index.generated.ts";

/** Sentences of one language by message id, in ICU message syntax. */
export type Catalog = Readonly<Record<string, string>>;

/** Renders messages in one language. A missing entry is a fault that the tests find; a person still gets the id. */
export interface Renderer {
  readonly language: string;
  (message: Message): string;
}

/** Longest piece of evidence shown inside a sentence; the record itself is beside it. */
export const MAX_PARAM_LENGTH = 400;

export function createRenderer(language: string, catalog: Catalog): Renderer {
  const compiled = new Map<string, IntlMessageFormat>();
  const render = ({ message: id, params }: Message): string => {
    const entry = Object.hasOwn(catalog, id) ? catalog[id] : undefined;
    if (entry === undefined) return id;
    if (!entry.includes("{") && !entry.includes("'")) return entry;
    let format = compiled.get(id);
    if (!format) {
      format = new IntlMessageFormat(entry, language, undefined, { ignoreTag: true });
      compiled.set(id, format);
    }
    return String(format.format(shortened(params)));
  };
  return Object.assign(render, { language });
}

export const renderEnglish: Renderer = createRenderer("en", english);

/** A message with its English rendering, as documents hold it. */
export const toText = (message: Message): Text =>
  message.params === undefined
    ? { message: message.message, text: renderEnglish(message) }
    : { message: message.message, params: { ...message.params }, text: renderEnglish(message) };

const shortened = (params: MessageParams | undefined): Record<string, string | number> => {
  const result: Record<string, string | number> = {};
  for (const [key, value] of Object.entries(params ?? {})) {
    result[key] = typeof value === "string" && value.length > MAX_PARAM_LENGTH ? `${value.slice(0, MAX_PARAM_LENGTH)}…` : value;
  }
  return result;
};
