import { type Message, message, renderEnglish } from "@bridle/core";

/** The call cannot be carried out as it stands: one sentence, status 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";

  constructor(reason: Message) {
    super(renderEnglish(reason));
  }
}

export const usage = (id: string, params?: Readonly<Record<string, string | number>>): UsageError =>
  new UsageError(message(`cli/${id}`, params));
