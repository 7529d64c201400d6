import { failPlist } from "./binary-layout.ts";
import { MAX_XML_BYTES } from "./limits.ts";
import { addProblem, type PlistProblems } from "./problem.ts";

type Encoding = "utf-8" | "utf-16le" | "utf-16be";

/** An XML list as text, and how to find the byte of one of its characters again. */
export interface XmlText {
  readonly text: string;
  byteOf(index: number): number;
}

const NAMED_ENCODING = /^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']/;
/** What an XML declaration may name: the text was decoded by its byte order mark, or as UTF-8, which ASCII is part of. */
const READ_ENCODINGS = new Set(["utf-8", "utf8", "us-ascii", "ascii", "utf-16", "utf-16le", "utf-16be"]);

/** Decodes what its byte order mark says, UTF-8 without one. */
export function decodeXml(bytes: Uint8Array, problems: PlistProblems): XmlText {
  if (bytes.length > MAX_XML_BYTES) failPlist("limit", `more than ${MAX_XML_BYTES} bytes of XML`);
  const { encoding, skip } = encodingOf(bytes);
  const content = bytes.subarray(skip);
  const text = decode(content, encoding, problems);
  const named = NAMED_ENCODING.exec(text)?.[1]?.toLowerCase();
  if (named !== undefined && !READ_ENCODINGS.has(named)) refuseEncoding(named, problems);
  return { text, byteOf: byteCounter(text, skip, encoding) };
}

function encodingOf(bytes: Uint8Array): { encoding: Encoding; skip: number } {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: "utf-8", skip: 3 };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: "utf-16le", skip: 2 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: "utf-16be", skip: 2 };
  return { encoding: "utf-8", skip: 0 };
}

function decode(bytes: Uint8Array, encoding: Encoding, problems: PlistProblems): string {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    if (!problems.salvage) failPlist("malformed", `bytes that are not ${encoding}`);
    addProblem(problems, "text-replaced", "malformed", `bytes that are not ${encoding}`);
    return new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
  }
}

function refuseEncoding(named: string, problems: PlistProblems): void {
  if (!problems.salvage) failPlist("unsupported", `XML in ${named}`);
  addProblem(problems, "text-replaced", "unsupported", `XML in ${named}, read as UTF-8`);
}

/** Counts on from the place asked for last, so that a hundred problems do not cost a hundred readings. */
function byteCounter(text: string, skip: number, encoding: Encoding): XmlText["byteOf"] {
  if (encoding !== "utf-8") return (index) => skip + index * 2;
  let last = { index: 0, byte: skip };
  return (index) => {
    const from = index < last.index ? { index: 0, byte: skip } : last;
    last = { index, byte: from.byte + new TextEncoder().encode(text.slice(from.index, index)).length };
    return last.byte;
  };
}
