import { sha256OfText } from "../../bytes/hasher.ts";

/**
 * Nothing may load, run, be sent or be framed, and no style applies but the one sheet of this page, which is named by its hash: not
 * even a style that evidence smuggled in would.
 * https://www.w3.org/TR/CSP3/#framework-directive-source-list
 */
export const policyFor = (styleSheet: string): string =>
  `default-src 'none'; style-src 'sha256-${base64OfHex(sha256OfText(styleSheet))}'; base-uri 'none'; form-action 'none'`;

const base64OfHex = (hex: string): string => btoa(hex.replace(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16))));
