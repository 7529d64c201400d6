import { formatToParts, IntlMessageFormat } from "intl-messageformat";
import type { Message, MessageParams, Text } from "../model/message.ts";
import { english } from "./english.ts";
import { formatters } from "./formatters.ts";

/** The sentence of a message id in one language, in ICU message syntax. */
export type Catalog = (id: string) => string | undefined;

/** Renders messages in one language. A missing entry is a fault that the tests find; a person still gets the id. */
export interface Renderer {
  readonly language: string;
  (message: Message): string;
}

/** Longest piece of evidence shown inside a sentence; the record itself is beside it. */
export const MAX_PARAM_LENGTH = 400;

type Format = (params: MessageParams | undefined) => string;

export function createRenderer(language: string, catalog: Catalog): Renderer {
  const compiled = new Map<string, Format>();
  const render = ({ message: id, params }: Message): string => {
    let format = compiled.get(id);
    if (!format) {
      const entry = catalog(id);
      if (entry === undefined) return id;
      format = compile(entry, language);
      compiled.set(id, format);
    }
    return format(params);
  };
  return Object.assign(render, { language });
}

/** Words and names in braces: nothing of ICU's syntax that needs a language. Most entries are so, and all that stand on each line of a timeline. */
const SIMPLE = /^[^{}']*(?:\{\w+\}[^{}']*)*$/;

function compile(entry: string, language: string): Format {
  if (!SIMPLE.test(entry)) return compileWithLanguage(entry, language);
  // Text and names by turns.
  const parts = entry.split(/\{(\w+)\}/);
  if (parts.length === 1) return () => entry;
  return (params) => {
    let text = parts[0]!;
    for (let at = 1; at < parts.length; at += 2) {
      const value = params?.[parts[at]!];
      // What a fault of ours leaves out is told by the library.
      if (value === undefined) return compileWithLanguage(entry, language)(params);
      text += shortenedValue(value) + parts[at + 1]!;
    }
    return text;
  };
}

/** Plurals, choices, numbers. The library's class for a message asks for all languages of the platform first; its parts do not. */
function compileWithLanguage(entry: string, language: string): Format {
  const elements = IntlMessageFormat.__parse!(entry, { ignoreTag: true });
  return (params) =>
    formatToParts<string>(elements, language, formatters, IntlMessageFormat.formats, shortened(params), undefined, entry)
      .map(({ value }) => value)
      .join("");
}

export const renderEnglish: Renderer = createRenderer("en", english);

/** A message with its English rendering, as documents hold it. */
export const toText = (message: Message): Text =>
  message.params === undefined
    ? { message: message.message, text: renderEnglish(message) }
    : { message: message.message, params: { ...message.params }, text: renderEnglish(message) };

const shortened = (params: MessageParams | undefined): Record<string, string | number> => {
  const result: Record<string, string | number> = {};
  for (const [key, value] of Object.entries(params ?? {})) result[key] = shortenedValue(value);
  return result;
};

const shortenedValue = (value: string | number): string | number =>
  typeof value === "string" && value.length > MAX_PARAM_LENGTH ? `${value.slice(0, MAX_PARAM_LENGTH)}…` : value;
