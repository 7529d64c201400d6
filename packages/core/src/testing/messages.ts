import { files } from "../messages/en/index.generated.ts";

/** All English sentences by message id. */
export const messages: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(files).flatMap(([file, entries]) => Object.entries(entries).map(([name, text]) => [`${file}/${name}`, text])),
);
