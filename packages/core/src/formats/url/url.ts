import { addressText, splitAddress, type WebAddress } from "../../model/web-address.ts";

/** A URL as it is compared and shown: host normalized, the rest as written. */
export interface ParsedUrl {
  /** The whole in normalized form; without a scheme where the text names none. */
  readonly url: string;
  readonly host: string;
  readonly scheme?: string;
  /** Path, query and fragment as written; `/` where there is none. */
  readonly path: string;
}

/** Reads a value that is one URL and nothing else, the way a browser would (see model/web-address.ts). */
export function parseUrl(text: string): ParsedUrl | undefined {
  const address = splitAddress(text);
  return address && toParsed(address);
}

export function toParsed(address: WebAddress): ParsedUrl {
  const { scheme, host, rest } = address;
  const url = addressText(address);
  return scheme === undefined ? { url, host, path: rest } : { url, host, scheme, path: rest };
}
