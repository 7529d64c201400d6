import { FormatError } from "../../bytes/format-error.ts";
import { failPlist } from "./binary-layout.ts";
import { MAX_DEPTH, MAX_NODES } from "./limits.ts";
import { addProblem, giveUpMember, type PlistProblems } from "./problem.ts";
import type { PlistValue } from "./value.ts";
import { leafParts, nextTag, plainLeaf, type XmlCursor, type XmlTag } from "./xml-cursor.ts";
import { parseData, parseDate, parseInteger, parseReal, unescapeXml } from "./xml-scalars.ts";
import { decodeXml, type XmlText } from "./xml-text.ts";

/** A container whose end tag has not come yet. */
interface OpenContainer {
  readonly name: "dict" | "array";
  readonly members: Map<string, PlistValue>;
  readonly items: PlistValue[];
  /** The key whose value comes next. */
  key: string | undefined;
}

interface XmlReader {
  readonly cursor: XmlCursor;
  readonly source: XmlText;
  readonly problems: PlistProblems;
  readonly open: OpenContainer[];
  nodes: number;
  root: PlistValue | undefined;
}

/** The XML form of a UID, a dictionary with this one key, as Apple's writer makes it of a keyed archive. */
const UID_KEY = "CF$UID";

/**
 * Reads an XML list with a small tokenizer: no document type is processed, no entity declared, nothing fetched. Elements as in
 * https://www.apple.com/DTDs/PropertyList-1.0.dtd.
 */
export function readXml(bytes: Uint8Array, problems: PlistProblems): PlistValue {
  const source = decodeXml(bytes, problems);
  const reader: XmlReader = { cursor: { text: source.text, at: 0 }, source, problems, open: [], nodes: 0, root: undefined };
  try {
    readDocument(reader);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    salvageOpen(reader, error);
  }
  return reader.root ?? failPlist("truncated", "a list without a value");
}

function readDocument(reader: XmlReader): void {
  const first = nextTag(reader.cursor);
  const isWrapped = first?.name === "plist" && first.form === "start";
  if (first !== undefined && !isWrapped) readElement(reader, first); // Apple's reader does without the wrapper too
  while (reader.root === undefined) {
    readElement(reader, nextTag(reader.cursor) ?? failPlist("truncated", "a list that ends inside a container"));
  }
  const last = isWrapped ? nextTag(reader.cursor) : undefined;
  if (isWrapped && last === undefined) failPlist("truncated", "a list without its end tag");
  if (last !== undefined && (last.name !== "plist" || last.form !== "end")) failPlist("malformed", "more than one value in a list");
  noteTrailing(reader);
}

function noteTrailing({ cursor, source, problems, root }: XmlReader): void {
  if (root === undefined || source.text.slice(cursor.at).trim() === "") return;
  addProblem(problems, "trailing-bytes", "malformed", "text follows the list", source.byteOf(cursor.at));
}

/** Keeps what was closed, in the containers that were open when the trouble came; throws where nothing was. */
function salvageOpen(reader: XmlReader, error: FormatError): void {
  const located = at(reader, error);
  const [outermost] = reader.open;
  if (!reader.problems.salvage || (outermost === undefined && reader.root === undefined)) throw located;
  addProblem(reader.problems, "cut-off", error.code, error.message, located.offset);
  while (reader.open.length > 0) closeContainer(reader, false);
}

const at = ({ source, cursor }: XmlReader, error: FormatError): FormatError =>
  error.offset === undefined ? new FormatError("plist", error.code, detailOf(error), { offset: source.byteOf(cursor.at) }) : error;

const detailOf = (error: FormatError): string => error.message.replace(/^plist: /, "");

function readElement(reader: XmlReader, tag: XmlTag): void {
  const container = reader.open.at(-1);
  if (tag.form === "end") endContainer(reader, tag.name);
  else if (tag.name === "key") readKey(reader, container, tag);
  else readValue(reader, container, tag);
}

function readValue(reader: XmlReader, container: OpenContainer | undefined, tag: XmlTag): void {
  if (container?.name === "dict" && container.key === undefined) failPlist("malformed", "a value without a key");
  countNode(reader);
  if (tag.name === "dict" || tag.name === "array") {
    openContainer(reader, tag.name, tag.form === "empty");
    return;
  }
  const value = readLeafOrGiveUp(reader, tag);
  if (value !== undefined) addValue(reader, value);
  else if (container) leaveOut(container);
}

function countNode(reader: XmlReader): void {
  reader.nodes += 1;
  if (reader.nodes > MAX_NODES) failPlist("limit", `more than ${MAX_NODES} values`);
}

function readKey(reader: XmlReader, container: OpenContainer | undefined, tag: XmlTag): void {
  if (container?.name !== "dict" || container.key !== undefined) failPlist("malformed", "a key where none belongs");
  countNode(reader);
  container.key = joined(contentParts(reader, tag));
}

function openContainer(reader: XmlReader, name: OpenContainer["name"], isEmpty: boolean): void {
  if (reader.open.length >= MAX_DEPTH) failPlist("limit", `deeper than ${MAX_DEPTH}`);
  reader.open.push({ name, members: new Map(), items: [], key: undefined });
  if (isEmpty) closeContainer(reader, true);
}

function endContainer(reader: XmlReader, name: string): void {
  const container = reader.open.at(-1);
  if (container === undefined && name === "plist") failPlist("malformed", "a list without a value");
  if (container?.name !== name) failPlist("malformed", "an end tag that ends nothing");
  if (container.key !== undefined) failPlist("malformed", "a key without a value");
  closeContainer(reader, true);
}

function closeContainer(reader: XmlReader, isWhole: boolean): void {
  const container = reader.open.pop()!;
  if (container.name === "array") addValue(reader, container.items);
  else addValue(reader, isWhole ? (uidOf(container.members) ?? container.members) : container.members);
}

function uidOf(members: ReadonlyMap<string, PlistValue>): PlistValue | undefined {
  const uid = members.size === 1 ? members.get(UID_KEY) : undefined;
  return typeof uid === "number" && uid >= 0 && Number.isInteger(uid) ? { kind: "uid", uid } : undefined;
}

function addValue(reader: XmlReader, value: PlistValue): void {
  const container = reader.open.at(-1);
  if (container === undefined) reader.root = value;
  else if (container.name === "array") container.items.push(value);
  else addMember(reader, container, value);
}

function addMember({ problems, source, cursor }: XmlReader, container: OpenContainer, value: PlistValue): void {
  const key = container.key!;
  if (container.members.has(key)) {
    addProblem(problems, "duplicate-key", "malformed", "a key twice in one dictionary", source.byteOf(cursor.at));
  }
  container.members.set(key, value);
  container.key = undefined;
}

/** The place of a value that salvage leaves out. */
function leaveOut(container: OpenContainer): void {
  if (container.name === "array") container.items.push(null);
  container.key = undefined;
}

/** A leaf, or undefined where salvage leaves a bad one out; an element without an end is never only one bad member. */
function readLeafOrGiveUp(reader: XmlReader, tag: XmlTag): PlistValue | undefined {
  const parse = LEAVES.get(tag.name) ?? failPlist("malformed", "an element that lists do not have");
  const content = contentParts(reader, tag);
  try {
    return parse(joined(content));
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    if (!reader.problems.salvage || reader.open.length === 0) throw error;
    giveUpMember(reader.problems, at(reader, error));
    return;
  }
}

const LEAVES: ReadonlyMap<string, (content: string) => PlistValue> = new Map<string, (content: string) => PlistValue>([
  ["string", (content) => content],
  ["integer", parseInteger],
  ["real", parseReal],
  ["date", parseDate],
  ["data", parseData],
  ["true", (content) => constant(content, true)],
  ["false", (content) => constant(content, false)],
]);

const constant = (content: string, value: boolean): boolean =>
  content.trim() === "" ? value : failPlist("malformed", "content in a constant");

type Parts = readonly { readonly text: string; readonly verbatim: boolean }[];

function contentParts({ cursor }: XmlReader, tag: XmlTag): Parts {
  if (tag.form === "empty") return [];
  const text = plainLeaf(cursor, tag.name);
  return text === undefined ? [...leafParts(cursor, tag.name)] : [{ text, verbatim: false }];
}

const joined = (parts: Parts): string => (parts.length === 1 ? read(parts[0]!) : parts.map(read).join(""));
const read = ({ text, verbatim }: Parts[number]): string => (verbatim ? text : unescapeXml(text));
