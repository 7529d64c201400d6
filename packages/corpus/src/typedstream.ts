import { type ByteSink, createSink, utf8 } from "./bytes.ts";

/**
 * Writer of the `attributedBody` that Messages stores: an NSAttributedString in NeXT's typedstream (version 4, little-endian).
 * Layout restated from observation of public samples and GNUstep's description of the format:
 * http://www.gnustep.org/resources/documentation/Developer/Base/Reference/NSUnarchiver.html
 *
 * A stream is a row of typed groups. Strings (type encodings, class names) and objects (instances, classes, C strings) each have
 * a table of their own; what was written once is named by its number from then on.
 */
export interface AttributedBody {
  readonly text: string;
  /** In order, together as long as the text; without it one run that carries the message part. */
  readonly runs?: readonly Run[];
  /** Messages writes mutable strings for what it is still working on; what it sent may be immutable. */
  readonly isMutable?: boolean;
}

export interface Run {
  /** In UTF-16 code units, as NSString counts. */
  readonly length: number;
  readonly attributes: readonly Attribute[];
}

export interface Attribute {
  readonly name: string;
  readonly value: AttributeValue;
}

export type AttributeValue =
  | { readonly kind: "number"; readonly value: number; readonly encoding?: "i" | "q" }
  | { readonly kind: "string" | "url"; readonly value: string };

const NEW = 0x84;
const NIL = 0x85;
const END_OF_OBJECT = 0x86;
const SHORT_FOLLOWS = 0x81;
const LONG_FOLLOWS = 0x82;
/** References count from here; the bytes below are the markers above. */
const FIRST_REFERENCE = -110;
const LARGEST_BYTE = 127;
const LARGEST_SHORT = 0x7fff;

const STREAM_VERSION = 4;
const SYSTEM_VERSION = 1000;

/** Each class with its version and its ancestors. */
const CLASSES = {
  NSMutableAttributedString: { version: 0, parent: "NSAttributedString" },
  NSAttributedString: { version: 0, parent: "NSObject" },
  NSMutableString: { version: 1, parent: "NSString" },
  NSString: { version: 1, parent: "NSObject" },
  NSDictionary: { version: 0, parent: "NSObject" },
  NSNumber: { version: 0, parent: "NSValue" },
  NSValue: { version: 0, parent: "NSObject" },
  NSURL: { version: 0, parent: "NSObject" },
  NSObject: { version: 0, parent: undefined },
} as const;
type ClassName = keyof typeof CLASSES;

export const MESSAGE_PART: Attribute = { name: "__kIMMessagePartAttributeName", value: { kind: "number", value: 0 } };
export const linkAttribute = (url: string): Attribute => ({ name: "__kIMLinkAttributeName", value: { kind: "url", value: url } });

/** One message part, with each of the URLs that stands in the text marked as a link, the way data detectors leave it. */
export function runsWithLinks(text: string, urls: readonly string[]): readonly Run[] {
  const runs: Run[] = [];
  let position = 0;
  const plainUntil = (end: number) => {
    if (end > position) runs.push({ length: end - position, attributes: [MESSAGE_PART] });
  };
  for (const url of urls) {
    const start = text.indexOf(url, position);
    if (start < 0) continue;
    plainUntil(start);
    runs.push({ length: url.length, attributes: [MESSAGE_PART, linkAttribute(url)] });
    position = start + url.length;
  }
  plainUntil(text.length);
  return runs;
}

export function typedstream({ text, runs, isMutable = true }: AttributedBody): Uint8Array {
  const stream = createStream();
  stream.header();
  stream.type("@");
  stream.object(isMutable ? "NSMutableAttributedString" : "NSAttributedString", () => {
    stream.type("@");
    stream.string(isMutable ? "NSMutableString" : "NSString", text);
    writeRuns(stream, runs ?? [{ length: text.length, attributes: [MESSAGE_PART] }]);
  });
  return stream.finish();
}

type Stream = ReturnType<typeof createStream>;

/** Each run is the number of its attribute set and its length; a set that comes for the first time follows. */
function writeRuns(stream: Stream, runs: readonly Run[]): void {
  const sets = new Map<string, number>();
  for (const { length, attributes } of runs) {
    const key = JSON.stringify(attributes);
    const known = sets.get(key);
    stream.type("iI");
    stream.integer(known ?? sets.size + 1);
    stream.integer(length);
    if (known !== undefined) continue;
    sets.set(key, sets.size + 1);
    stream.type("@");
    writeDictionary(stream, attributes);
  }
}

function writeDictionary(stream: Stream, attributes: readonly Attribute[]): void {
  stream.object("NSDictionary", () => {
    stream.type("i");
    stream.integer(attributes.length);
    for (const { name, value } of attributes) {
      stream.type("@");
      stream.shared(`key ${name}`, () => stream.string("NSString", name));
      stream.type("@");
      stream.shared(JSON.stringify(value), () => writeValue(stream, value));
    }
  });
}

function writeValue(stream: Stream, value: AttributeValue) {
  if (value.kind === "number") return stream.number(value.value, value.encoding ?? "i");
  if (value.kind === "string") return stream.string("NSString", value.value);
  stream.object("NSURL", () => {
    stream.type("c");
    stream.integer(0); // absolute
    stream.type("@");
    stream.string("NSString", value.value);
  });
}

function createStream() {
  const sink = createSink();
  const strings = new Map<string, number>();
  const objects = new Map<string, number>();
  let objectCount = 0;

  const integer = (value: number) => writeInteger(sink, value);
  const reference = (index: number) => integer(FIRST_REFERENCE + index);
  const sharedString = (text: string) => {
    const known = strings.get(text);
    if (known !== undefined) return reference(known);
    strings.set(text, strings.size);
    sink.byte(NEW);
    writeBytes(sink, utf8(text));
  };
  /** Writes what `write` writes and numbers it, or only the number it has. */
  const shared = (key: string, write: () => void) => {
    const known = objects.get(key);
    if (known !== undefined) return reference(known);
    objects.set(key, objectCount);
    write();
  };
  const writeClass = (name: ClassName | undefined): void => {
    if (!name) sink.byte(NIL);
    else
      shared(`class ${name}`, () => {
        objectCount++;
        sink.byte(NEW);
        sharedString(name);
        integer(CLASSES[name].version);
        writeClass(CLASSES[name].parent);
      });
  };
  const object = (name: ClassName, writeContent: () => void) => {
    objectCount++;
    sink.byte(NEW);
    writeClass(name);
    writeContent();
    sink.byte(END_OF_OBJECT);
  };
  const cString = (text: string) =>
    shared(`C string ${text}`, () => {
      objectCount++;
      sink.byte(NEW);
      sharedString(text);
    });
  return {
    integer,
    type: sharedString,
    shared,
    object,
    header: () => {
      sink.byte(STREAM_VERSION);
      writeBytes(sink, utf8("streamtyped"));
      integer(SYSTEM_VERSION);
    },
    string: (name: "NSString" | "NSMutableString", text: string) =>
      object(name, () => {
        sharedString("+");
        writeBytes(sink, utf8(text));
      }),
    number: (value: number, encoding: string) =>
      object("NSNumber", () => {
        sharedString("*");
        cString(encoding);
        sharedString(encoding);
        integer(value);
      }),
    finish: sink.finish,
  };
}

function writeBytes(sink: ByteSink, bytes: Uint8Array): void {
  writeInteger(sink, bytes.length);
  sink.append(bytes);
}

function writeInteger(sink: ByteSink, value: number) {
  if (value >= FIRST_REFERENCE && value <= LARGEST_BYTE) return sink.byte(value & 0xff);
  if (value >= -LARGEST_SHORT - 1 && value <= LARGEST_SHORT) {
    sink.byte(SHORT_FOLLOWS);
    return sink.integerLittleEndian(value, 2);
  }
  sink.byte(LONG_FOLLOWS);
  sink.integerLittleEndian(value, 4);
}
