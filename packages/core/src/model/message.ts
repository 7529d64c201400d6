import * as v from "valibot";

/** What a sentence needs to be rendered. Numbers are formatted by the catalog's language, text is shown as it stands. */
export type MessageParams = Readonly<Record<string, string | number>>;

/**
 * A sentence that is not a sentence yet: the id of an entry in the message catalogs and its parameters.
 * Everything below the catalogs speaks in these, so that no layer decides the language of a person.
 */
export interface Message {
  readonly message: string;
  readonly params?: MessageParams;
}

export const message = (id: string, params?: MessageParams): Message => (params === undefined ? { message: id } : { message: id, params });

/** A message as it stands in the documents of a case: id, parameters and the English rendering. */
export const TextSchema = v.strictObject({
  message: v.pipe(v.string(), v.description("Id of the entry in the message catalogs")),
  params: v.optional(v.record(v.string(), v.union([v.string(), v.number()]))),
  text: v.pipe(v.string(), v.description("The English rendering")),
});
export type Text = v.InferOutput<typeof TextSchema>;
