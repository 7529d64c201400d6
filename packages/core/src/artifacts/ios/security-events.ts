import type { TextLine } from "../../formats/text/read-lines.ts";
import { atLine } from "../../model/locator.ts";
import { message } from "../../model/message.ts";
import type { EvidenceTime } from "../../model/time.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { type Found, type LineReader, linewise } from "../linewise.ts";
import { timeWithOffset } from "../log-time.ts";
import { optional } from "../optional-field.ts";
import { tellTooMany } from "../partial-record.ts";

/** Something that the system's own watch over certificates and the account's secrets counted. */
export interface SecurityEvent {
  /** Which watch: trust, networking, cloudservices … */
  readonly watch: string;
  /** As written: EventHardFailure, EventSoftFailure … */
  readonly eventClass: string;
  /** As written: MitmDetectionEvent, OTAPKIEvent … */
  readonly eventName: string;
  readonly time?: EvidenceTime;
  readonly errorDomain?: string;
  readonly securityError?: number;
  /** Of an event that weighs whether somebody stands between the phone and its servers. */
  readonly overallScore?: number;
}

const CLIENT = /^Client:\s{0,8}(\S.{0,63}?)\s*$/;
/** `2023-05-24 19:55:51 +0000 EventSoftFailure: OTAPKIEvent - Attributes: {key : value, …`; the hour may be one of twelve. */
const EVENT =
  /^(\d{4}-\d\d-\d\d) (\d{1,2}):(\d\d:\d\d)(?:[ \u202f]([AP])M)? ([+-]\d{4}) ([^:\s]{1,64}): (.{1,128}?) - Attributes: \{(.{0,8192})/;
/** Other sections of the file begin with one of these. */
const SECTION = /^(?:ccstatus:|Engine state:|Analytics sysdiagnose|All keys and values|All values in)|keychain state:$/;
/** Attributes go on over lines without a time. */
const MAX_MORE_LINES = 200;
const MAX_ATTRIBUTES = 16_384;
const MAX_EVENTS = 100_000;

/** An event whose attributes may go on. */
interface OpenEvent {
  readonly line: TextLine;
  readonly event: Omit<SecurityEvent, "errorDomain" | "securityError" | "overallScore">;
  attributes: string;
  more: number;
}

export default defineArtifact<SecurityEvent>({
  id: "ios/security-events",
  version: 1,
  paths: ["bridle:/sysdiagnose/security-sysdiagnose.txt"], // seen on iOS 15
  presence: { sysdiagnose: "with-os" },
  scope: "device",
  emits: {},
  provenOn: "synthetic-only",
  references: ["https://github.com/EC-DIGIT-CSIRC/sysdiagnose", "https://github.com/apple-oss-distributions/Security"],

  parse: (file, context) => linewise(context.lines(file), (found) => createReader(found, context)),

  events: ({ time, watch, eventName }) =>
    time ? [{ time, kind: "usage", message: "artifacts/ios/security-events/counted", params: { watch, name: eventName } }] : [],
});

/** Items of the keychain, which stand there too, name the owner's devices and are left unread. */
function createReader(found: Found<SecurityEvent>, context: ParseContext): LineReader {
  let watch: string | undefined;
  let open: OpenEvent | undefined;
  let count = 0;
  let isKnown = false;
  let first: TextLine | undefined;
  const close = (): void => {
    if (open && ++count <= MAX_EVENTS) found(open.line, { ...open.event, ...attributesIn(open.attributes) });
    if (open && count === MAX_EVENTS + 1) tellTooMany(context, atLine(open.line.line), MAX_EVENTS);
    open = undefined;
  };
  return {
    see(line) {
      const { text } = line;
      if (text.trim() !== "") first ??= line;
      const client = CLIENT.exec(text)?.[1];
      const isSection = SECTION.test(text);
      isKnown ||= isSection || client !== undefined;
      if (client !== undefined || isSection) {
        close();
        watch = client;
        return;
      }
      const match = watch === undefined ? null : EVENT.exec(text);
      if (match) {
        close();
        open = openEvent(line, watch!, match);
      } else if (open && open.more++ < MAX_MORE_LINES) open.attributes = `${open.attributes} ${text}`.slice(0, MAX_ATTRIBUTES);
    },
    end() {
      close();
      if (!isKnown && first) context.skip(message("artifacts/shared/no-entry"), [atLine(first.line)], "unreadable-form");
    },
  };
}

function openEvent(line: TextLine, watch: string, match: RegExpExecArray): OpenEvent {
  const [, date, hour, rest, half, zone, eventClass, eventName, attributes] = match;
  const time = timeWithOffset(`${date} ${hourOf(hour!, half)}:${rest}${zone}`);
  return {
    line,
    event: { watch, eventClass: eventClass!, eventName: eventName!, ...optional("time", time) },
    attributes: attributes!,
    more: 0,
  };
}

/** Of twenty-four, in two figures. */
function hourOf(hour: string, half: string | undefined): string {
  const number = half === undefined ? Number(hour) : (Number(hour) % 12) + (half === "P" ? 12 : 0);
  return String(number).padStart(2, "0");
}

function attributesIn(text: string): Partial<SecurityEvent> {
  return {
    ...optional("errorDomain", /\berrorDomain : ([\w.]{1,128})/.exec(text)?.[1]),
    ...optional("securityError", wholeNumber(/\berrorCode : (-?\d{1,12})/.exec(text)?.[1])),
    ...optional("overallScore", wholeNumber(/\boverallScore : (-?\d{1,12})/.exec(text)?.[1])),
  };
}

const wholeNumber = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text));
