import { type Message, message, renderEnglish, toJson, visible } from "@bridle/core";
import type { CliHost } from "../host.ts";

/** What the parts of `bridle indicators` share. */
export const sentence = (key: string, params?: Message["params"]): string => renderEnglish(message(`indicators-command/${key}`, params));

/** A sentence on standard output, with what a terminal would obey made visible. */
export const tell = ({ io }: CliHost, key: string, params?: Message["params"]): void => io.out(`${visible(sentence(key, params))}\n`);

/** The same, below what stands before it. */
export const tellBelow = (host: CliHost, key: string, params?: Message["params"]): void => {
  host.io.out("  ");
  tell(host, key, params);
};

export const complain = ({ io }: CliHost, why: Message): void => io.error(`${visible(renderEnglish(why))}\n`);

export const printJson = ({ io }: CliHost, document: object): void => io.out(`${toJson(document, 2)}\n`);

/** As the page of schemas promises for every document of ours: readers ignore what they do not know. */
export const DOCUMENT_VERSION = 1;
