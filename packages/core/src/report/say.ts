import { type Renderer, renderEnglish } from "../messages/catalog.ts";
import type { Message, MessageParams, Text } from "../model/message.ts";

/** Renders a message or a document's text in the reader's language. */
export type Say = (sentence: Message | Text) => string;

/** A text of a case of another version, whose message this catalog does not hold or asks for other parameters, is said in the English it was written with. */
export function createSay(render: Renderer = renderEnglish): Say {
  return (sentence) => {
    if (!("text" in sentence)) return render(sentence);
    const rendered = renderedOf(sentence, render);
    return rendered === undefined || rendered === sentence.message ? sentence.text : rendered;
  };
}

/** Undefined where the catalog's sentence cannot be made of what the document gives for it. Our own messages are not caught: there it is a fault. */
function renderedOf({ message, params }: Text, render: Renderer): string | undefined {
  try {
    return render(params === undefined ? { message } : { message, params: params as MessageParams });
  } catch {
    return undefined;
  }
}
