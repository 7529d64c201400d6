import { type Renderer, renderEnglish } from "../messages/catalog.ts";
import type { Message, MessageParams, Text } from "../model/message.ts";

/** Renders a message or a document's text in the reader's language. */
export type Say = (sentence: Message | Text) => string;

/** A text whose message this catalog does not hold (a case of another version) is said in the English it was written with. */
export function createSay(render: Renderer = renderEnglish): Say {
  return (sentence) => {
    const rendered = render(
      sentence.params === undefined
        ? { message: sentence.message }
        : { message: sentence.message, params: sentence.params as MessageParams },
    );
    return rendered === sentence.message && "text" in sentence ? sentence.text : rendered;
  };
}
