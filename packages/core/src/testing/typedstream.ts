/** An object to be archived: its class with superclasses and their versions, and groups of values, each after its types. */
export interface StreamObject {
  readonly classes: readonly (readonly [name: string, version: number])[];
  readonly groups: readonly StreamGroup[];
}
export type StreamGroup = readonly [types: string, ...values: StreamPart[]];
/** A number for `c`, `i`, `I`, `q`; text for `+` and `*`; bytes for arrays of `c`; an object or nil for `@`. */
export type StreamPart = number | string | Uint8Array | StreamObject | undefined;

interface StreamWriter {
  readonly out: number[];
  readonly strings: Map<string, number>;
  /** Objects, classes and C strings by what they are. */
  readonly shared: Map<unknown, number>;
}

const NEW = 0x84;
const NIL = 0x85;
const END = 0x86;
const FIRST_REFERENCE = -110;

/** What NSArchiver writes of an object, little-endian. */
export function typedstream(root: StreamObject): Uint8Array<ArrayBuffer> {
  const writer: StreamWriter = { out: [0x04, 0x0b, ...utf8("streamtyped")], strings: new Map(), shared: new Map() };
  integer(writer, 1000); // version of the system
  group(writer, ["@", root]);
  return Uint8Array.from(writer.out);
}

/** A message body as Messages archives it: the text, then one run of attributes over it, which holds the links. */
export function attributedBody(text: string, links: readonly string[] = []): Uint8Array<ArrayBuffer> {
  const members = links.flatMap((link, index): StreamGroup[] => [
    ["@", streamString(index === 0 ? LINK : `${LINK}${index}`)],
    ["@", streamUrl(link)],
  ]);
  const attributes: StreamObject = { classes: [["NSDictionary", 0], NSOBJECT], groups: [["i", links.length], ...members] };
  return typedstream({
    classes: [["NSMutableAttributedString", 0], ["NSAttributedString", 0], NSOBJECT],
    groups: [
      ["@", streamString(text)],
      ["iI", 1, text.length],
      ["@", attributes],
    ],
  });
}

const LINK = "__kIMLinkAttributeName";
const NSOBJECT = ["NSObject", 0] as const;
export const streamString = (text: string): StreamObject => ({ classes: [["NSString", 1], NSOBJECT], groups: [["+", text]] });
export const streamUrl = (address: string): StreamObject => ({
  classes: [["NSURL", 0], NSOBJECT],
  groups: [
    ["c", 0],
    ["@", streamString(address)],
  ],
});

function group(writer: StreamWriter, [types, ...values]: StreamGroup): void {
  sharedString(writer, types);
  const letters = types.startsWith("[") ? ["["] : [...types];
  for (const [index, letter] of letters.entries()) part(writer, letter, values[index]);
}

function part(writer: StreamWriter, letter: string, value: StreamPart): void {
  if (value === undefined) writer.out.push(NIL);
  else if (value instanceof Uint8Array) writer.out.push(...value);
  else if (typeof value === "object") object(writer, value);
  else if (typeof value === "string") counted(writer, value);
  else if (letter === "c") writer.out.push(value & 0xff);
  else integer(writer, value);
}

function object(writer: StreamWriter, value: StreamObject): void {
  if (referred(writer, writer.shared, value)) return;
  writer.shared.set(value, writer.shared.size);
  writer.out.push(NEW);
  classes(writer, value.classes);
  for (const member of value.groups) group(writer, member);
  writer.out.push(END);
}

function classes(writer: StreamWriter, chain: StreamObject["classes"]): void {
  for (const [name, version] of chain) {
    if (referred(writer, writer.shared, `class ${name}`)) return;
    writer.shared.set(`class ${name}`, writer.shared.size);
    writer.out.push(NEW);
    sharedString(writer, name);
    integer(writer, version);
  }
  writer.out.push(NIL);
}

function sharedString(writer: StreamWriter, text: string): void {
  if (referred(writer, writer.strings, text)) return;
  writer.strings.set(text, writer.strings.size);
  writer.out.push(NEW);
  counted(writer, text);
}

function referred<T>(writer: StreamWriter, table: ReadonlyMap<T, number>, key: T): boolean {
  const number = table.get(key);
  if (number !== undefined) integer(writer, number + FIRST_REFERENCE);
  return number !== undefined;
}

function counted(writer: StreamWriter, text: string): void {
  const bytes = utf8(text);
  integer(writer, bytes.length);
  for (const byte of bytes) writer.out.push(byte);
}

/** One byte where it is no tag, else a tag and two or four. */
function integer({ out }: StreamWriter, value: number): void {
  if (value >= FIRST_REFERENCE && value < 0x80) out.push(value & 0xff);
  else if (value >= -0x8000 && value < 0x8000) out.push(0x81, value & 0xff, (value >> 8) & 0xff);
  else out.push(0x82, value & 0xff, (value >> 8) & 0xff, (value >> 16) & 0xff, (value >> 24) & 0xff);
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
