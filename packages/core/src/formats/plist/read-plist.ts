import { binaryReader, readObject } from "./binary.ts";
import { failPlist, isBinaryPlist, readLayout } from "./binary-layout.ts";
import { salvageLayout } from "./binary-salvage.ts";
import { noProblems, type PlistProblem, type PlistProblems } from "./problem.ts";
import type { PlistValue } from "./value.ts";
import { readXml } from "./xml.ts";

export interface PlistReading {
  readonly value: PlistValue;
  readonly form: "binary" | "xml";
  readonly problems: readonly PlistProblem[];
}

/**
 * Reads a property list, binary or XML. Strict: what is against the format is a FormatError. With `salvage` what can be read of a
 * damaged list is kept, what cannot is named in the problems, and only a list that yields nothing is an error.
 */
export function readPlist(bytes: Uint8Array, options: { readonly salvage?: boolean } = {}): PlistReading {
  const problems = noProblems(options.salvage ?? false);
  if (isBinaryPlist(bytes)) return { value: readBinary(bytes, problems), form: "binary", problems: problems.list };
  if (isXmlPlist(bytes)) return { value: readXml(bytes, problems), form: "xml", problems: problems.list };
  return failPlist("not-this-format", "neither a binary nor an XML list", 0);
}

function readBinary(bytes: Uint8Array, problems: PlistProblems): PlistValue {
  const layout = problems.salvage ? salvageLayout(bytes, problems) : readLayout(bytes);
  return readObject(binaryReader(layout, problems), layout.top);
}

const LESS_THAN = 0x3c;
/** Byte order marks, white space, and the zero bytes of UTF-16. */
const IGNORED_BEFORE_XML = new Set([0xef, 0xbb, 0xbf, 0xfe, 0xff, 0x20, 0x09, 0x0a, 0x0d, 0x00]);
/** Where the first tag must begin. */
const MAX_LEADING_SPACE = 1 << 16;

/** Whether the first thing that is neither mark, white space nor the other half of a UTF-16 character begins a tag. */
function isXmlPlist(bytes: Uint8Array): boolean {
  return bytes.subarray(0, MAX_LEADING_SPACE).find((byte) => !IGNORED_BEFORE_XML.has(byte)) === LESS_THAN;
}
