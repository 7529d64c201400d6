import type { TextLine } from "../../formats/text/read-lines.ts";
import { atLine } from "../../model/locator.ts";
import { message } from "../../model/message.ts";
import type { Observable } from "../../model/observable.ts";
import type { ProgramTrace } from "../../model/program.ts";
import { type EvidenceTime, fromUnixSeconds } from "../../model/time.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { imageObservables } from "../image-path.ts";
import { type Found, type LineReader, linewise } from "../linewise.ts";
import { timeWithOffset } from "../log-time.ts";
import { optional } from "../optional-field.ts";
import { isUnusualImage } from "../unusual-image.ts";

/** What the file says of the phone when all stacks were sampled. */
export interface SampledSystem {
  readonly kind: "system";
  readonly time?: EvidenceTime;
  readonly osVersion?: string;
  readonly model?: string;
  readonly secondsSinceBoot?: number;
}

/** A process that ran then. */
export interface SampledProcess {
  readonly kind: "process";
  readonly name: string;
  readonly pid: number;
  readonly path?: string;
  /** Of its main image. */
  readonly uuid?: string;
  readonly identifier?: string;
  readonly parent?: string;
  readonly parentPid?: number;
  /** On whose behalf it ran, and that one's number. */
  readonly responsible?: string;
  readonly responsiblePid?: number;
  readonly uid?: number;
  /** As shown. */
  readonly footprint?: string;
  readonly secondsSinceFork?: number;
  readonly started?: EvidenceTime;
  readonly sampled?: EvidenceTime;
  /** Images that lie on the data volume and in no app. */
  readonly oddImages?: readonly string[];
  /** Frames of its own code that lie in no image: code made at run time, or mapped past the loader. */
  readonly framesOutsideImages?: number;
}

/** An image that stood in some stack: once for each path and UUID, with the first process that had it. */
export interface SampledImage {
  readonly kind: "image";
  readonly path: string;
  readonly uuid: string;
  readonly firstPid: number;
  readonly processes: number;
}

export type SpindumpRecord = SampledSystem | SampledProcess | SampledImage;

/** Processes of one file; a phone runs some hundreds. */
const MAX_PROCESSES = 20_000;
/** Different images of all processes; a phone has some thousand. */
const MAX_IMAGES = 50_000;
/** Unusual images kept of one process. */
const MAX_ODD_IMAGES = 100;
/** Longest value of a field. */
const MAX_VALUE = 8_192;
/** Longest line of an image: numbers, a name, a UUID and a path. */
const MAX_IMAGE_LINE = 16_384;

/**
 * The stacks of all processes, sampled for some seconds: what ran, from where, with the UUIDs of its images. A header of fields, then a
 * block for each process: its fields, its threads with their frames, and the images that the frames lie in.
 */
export default defineArtifact<SpindumpRecord>({
  id: "ios/spindump",
  version: 1,
  paths: ["bridle:/sysdiagnose/spindump-nosymbols.txt"], // iOS 13 on
  presence: { sysdiagnose: "expected" },
  scope: "device",
  emits: { "process:name": ["ran"], "file:path": ["ran"], "app:id": ["ran"] },
  provenOn: "synthetic-only",
  references: ["https://github.com/EC-DIGIT-CSIRC/sysdiagnose", "https://keith.github.io/xcode-man-pages/spindump.8.html"],

  *parse(file, context) {
    yield* linewise<SpindumpRecord>(context.lines(file), (found) => spindumpReader(found, context));
  },

  observables: observablesOf,
  programs: programsOf,
  events: (record) =>
    record.kind === "process" && record.started
      ? [{ time: record.started, kind: "process", message: "artifacts/ios/spindump/started", params: { name: record.path ?? record.name } }]
      : [],
});

function observablesOf(record: SpindumpRecord): readonly Observable[] {
  if (record.kind === "system") return [];
  // A library that was loaded is no process of that name.
  if (record.kind === "image") return record.path.startsWith("/") ? [{ type: "file:path", role: "ran", value: record.path }] : [];
  const { name, path, identifier } = record;
  const app: Observable[] = identifier === undefined ? [] : [{ type: "app:id", role: "ran", value: identifier }];
  return [...imageObservables(path ?? name), ...app];
}

function programsOf(record: SpindumpRecord): readonly ProgramTrace[] {
  if (record.kind !== "process") return [];
  const { name, path, uuid, pid, parentPid, uid, started, sampled, secondsSinceFork, oddImages } = record;
  return [
    {
      ...(path === undefined ? { name } : { path }),
      pid,
      isLive: true,
      ...optional("imageUuid", uuid),
      ...optional("parentPid", parentPid),
      ...optional("uid", uid),
      ...optional("first", started ?? sampled),
      ...optional("last", sampled),
      ...optional("ageSeconds", secondsSinceFork),
      ...optional("images", oddImages),
    },
  ];
}

type Fields = Map<string, string>;

interface Block {
  readonly line: TextLine;
  readonly fields: Fields;
  readonly oddImages: Set<string>;
  /** Images of this block, so that each counts once. */
  readonly images: Set<string>;
  framesOutside: number;
  hasImages: boolean;
}

interface Image {
  readonly line: TextLine;
  readonly path: string;
  readonly uuid: string;
  readonly firstPid: number;
  processes: number;
}

const startBlock = (line: TextLine): Block => ({
  line,
  fields: new Map(),
  oddImages: new Set(),
  images: new Set(),
  framesOutside: 0,
  hasImages: false,
});

const FIELD = /^([A-Z][A-Za-z/ -]{1,30}):\s+(\S.*)$/;
/** The last number in brackets: a program may write others into its name. */
const PROCESS = /^(.{1,1024}) \[(-?\d{1,10})\]/;
const IMAGES = /^\s+Binary Images:/;
/** `0x1027f4000 - ??? name <UUID> path`; a name may hold anything but the sign before its UUID. */
const IMAGE =
  /^\s*\*?0x[0-9a-f]{1,16}\s+-\s+(?:0x[0-9a-f]{1,16}|\?\?\?)\s.{0,1024}?<([0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12})>\s*(.*)$/i;
/** A frame without an image. Those of the kernel begin with an asterisk. */
const BARE_FRAME = /^\s+\d{1,6}\s+\?\?\? \[0x[0-9a-f]{1,16}\]/;

function spindumpReader(found: Found<SpindumpRecord>, context: ParseContext): LineReader {
  const head = startBlock({ text: "", line: 1, offset: 0 });
  const images = new Map<string, Image>();
  let block = head;
  let sampled: EvidenceTime | undefined;
  let processes = 0;
  const isFull = (): boolean => processes > MAX_PROCESSES;
  const close = (): void => {
    if (block === head) {
      const system = systemOf(head.fields);
      sampled = system.time;
      if (head.fields.size > 0) found(head.line, system);
      return;
    }
    const process = processOf(block, sampled, context);
    if (process) found(block.line, process);
    else context.skip(message("artifacts/ios/spindump/no-process"), [atLine(block.line.line)]);
  };
  return {
    see(line) {
      const { text } = line;
      if (text === "" || isFull()) return;
      if (text.startsWith("Process:")) {
        close();
        block = startBlock(line);
        processes++;
        if (isFull()) context.skip(message("artifacts/shared/too-many", { limit: MAX_PROCESSES }), [atLine(line.line)], "over-budget");
      }
      if (text.startsWith(" ")) seeBelow(block, line, images, context);
      else seeField(block, text);
    },
    end() {
      if (!isFull()) close();
      for (const { line, path, uuid, firstPid, processes: count } of images.values())
        found(line, { kind: "image", path, uuid, firstPid, processes: count });
      if (processes === 0) context.skip(message("artifacts/ios/spindump/no-processes"), undefined, "unreadable-form");
    },
  };
}

/** Of a field that is repeated the first stands: notes and caches of code. */
function seeField({ fields }: Block, text: string): void {
  const [, name, value] = FIELD.exec(text.slice(0, MAX_VALUE)) ?? [];
  if (name !== undefined && !fields.has(name)) fields.set(name, value!.trimEnd());
}

/** Frames are most of the file: what is asked of each is little. */
function seeBelow(block: Block, line: TextLine, images: Map<string, Image>, context: ParseContext): void {
  const { text } = line;
  if (block.hasImages) {
    if (text.length <= MAX_IMAGE_LINE) seeImage(block, line, images, context);
  } else if (text.includes("?? [0x")) {
    if (BARE_FRAME.test(text)) block.framesOutside++;
  } else if (text.includes("Binary Images:") && IMAGES.test(text)) block.hasImages = true;
}

function seeImage(block: Block, line: TextLine, images: Map<string, Image>, context: ParseContext): void {
  const [, id, raw] = IMAGE.exec(line.text) ?? [];
  if (id === undefined || raw === undefined || !raw.startsWith("/")) return;
  const path = context.canonical(raw.trimEnd());
  const uuid = id.toUpperCase();
  const key = `${uuid} ${path}`;
  if (block.images.has(key) || block.images.size >= MAX_IMAGES) return;
  block.images.add(key);
  if (isUnusualImage(path) && block.oddImages.size < MAX_ODD_IMAGES) block.oddImages.add(path);
  const known = images.get(key);
  if (known) known.processes++;
  else if (images.size < MAX_IMAGES)
    images.set(key, { line, path, uuid, firstPid: pidOf(block.fields.get("Process"))?.pid ?? -1, processes: 1 });
  else context.skip(message("artifacts/shared/too-many", { limit: MAX_IMAGES }), [atLine(line.line)], "over-budget");
}

const systemOf = (fields: Fields): SampledSystem => ({
  kind: "system",
  ...optional("time", timeWithOffset(fields.get("Date/Time") ?? "")),
  ...optional("osVersion", fields.get("OS Version")),
  ...optional("model", fields.get("Hardware model")),
  ...optional("secondsSinceBoot", secondsOf(fields.get("Time Since Boot"))),
});

function processOf(block: Block, sampled: EvidenceTime | undefined, context: ParseContext): SampledProcess | undefined {
  const { fields, oddImages, framesOutside } = block;
  const own = pidOf(fields.get("Process"));
  if (!own) return undefined;
  const [parent, responsible] = [pidOf(fields.get("Parent")), pidOf(fields.get("Responsible"))];
  const path = fields.get("Path");
  const age = secondsOf(fields.get("Time Since Fork"));
  return {
    kind: "process",
    ...own,
    ...optional("path", path?.startsWith("/") ? context.canonical(path) : undefined),
    ...optional("uuid", UUID.exec(fields.get("UUID") ?? "")?.[0].toUpperCase()),
    ...optional("identifier", fields.get("Identifier")),
    ...(parent && { parent: parent.name, parentPid: parent.pid }),
    ...(responsible && { responsible: responsible.name, responsiblePid: responsible.pid }),
    ...optional("uid", numberOf(fields.get("UID"))),
    ...optional("footprint", fields.get("Footprint")),
    ...optional("secondsSinceFork", age),
    ...optional("started", sampled && age !== undefined ? earlier(sampled, age) : undefined),
    ...optional("sampled", sampled),
    ...(oddImages.size > 0 && { oddImages: [...oddImages] }),
    ...(framesOutside > 0 && { framesOutsideImages: framesOutside }),
  };
}

const UUID = /^[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}\b/i;

/** `launchd [1]`, with what may follow: `(suspended)`, `[unique pid 7]`. */
function pidOf(text: string | undefined): { name: string; pid: number } | undefined {
  const [, name, pid] = PROCESS.exec(text ?? "") ?? [];
  return name === undefined ? undefined : { name, pid: Number(pid) };
}

const secondsOf = (text: string | undefined): number | undefined => numberOf(/^(\d{1,10})s\b/.exec(text ?? "")?.[1]);
const numberOf = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : undefined;

/** To the second: the age is rounded down. */
function earlier(time: EvidenceTime, seconds: number): EvidenceTime | undefined {
  const started = fromUnixSeconds(Number(BigInt(time.earliest) / 1_000_000_000n) - seconds);
  return started && { ...started, raw: `${time.raw} - ${seconds}s` };
}
