import { atFile, atKey } from "../../model/locator.ts";
import { message } from "../../model/message.ts";
import type { Located } from "../../model/record.ts";
import type { EvidenceTime } from "../../model/time.ts";
import { defineArtifact } from "../artifact.ts";
import { isJsonObject, type JsonObject, listMember, textMember } from "../json-records.ts";
import { jsonStatus } from "../json-status.ts";
import { timeWithOffset } from "../log-time.ts";
import { optional } from "../optional-field.ts";
import { withinLimit } from "../partial-record.ts";

/** A time that the daemon of contact key verification noted about the phone's own keys. */
export interface TransparencyNote {
  /** Of a registration with a service, or of the daemon's own state. */
  readonly noteOf: "registration" | "state";
  /** As stored: registeredAt, accountFirstSeen, a member of lasts or ops … */
  readonly noteName: string;
  /** The service that the keys are for, as stored. */
  readonly keyService?: string;
  readonly time: EvidenceTime;
}

const MAX_BYTES = 32 << 20;
const MAX_NOTES = 10_000;
/** Texts of the daemon hold their time anywhere; it is looked for in so many letters. */
const MAX_TEXT = 1_024;
const TIME = /\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z| ?[+-]\d{4})/;

export default defineArtifact<TransparencyNote>({
  id: "ios/key-transparency",
  version: 1,
  paths: ["bridle:/sysdiagnose/transparency.log"], // iOS 16 on
  presence: { sysdiagnose: "with-os" },
  scope: "device",
  emits: {},
  provenOn: "synthetic-only",
  references: ["https://security.apple.com/blog/imessage-contact-key-verification/", "https://github.com/EC-DIGIT-CSIRC/sysdiagnose"],

  *parse(file, context) {
    const status = jsonStatus("ios/key-transparency", file, context, MAX_BYTES);
    if (!status) return;
    const state = status["stateMachine"];
    if (!Array.isArray(status["registration"]) && !isJsonObject(state))
      return context.skip(message("artifacts/ios/key-transparency/no-notes"), [atFile], "unreadable-form");
    yield withinLimit(context, [...registrationNotes(status), ...(isJsonObject(state) ? stateNotes(state) : [])], MAX_NOTES);
  },

  events: ({ time, noteName }) => [{ time, kind: "usage", message: "artifacts/ios/key-transparency/noted", params: { name: noteName } }],
});

const registrationNotes = (status: JsonObject): readonly Located<TransparencyNote>[] =>
  listMember(status, "registration", MAX_NOTES).flatMap((entry, index) => {
    if (!isJsonObject(entry)) return [];
    const keyService = textMember(entry, "app");
    return Object.entries(entry).flatMap(([noteName, value]) => {
      const time = noteName.includes("At") ? timeIn(value) : undefined;
      const at = [atKey("registration", index, noteName)];
      return time ? [{ at, data: { noteOf: "registration" as const, noteName, ...optional("keyService", keyService), time } }] : [];
    });
  });

/** Members of the state that hold a time, and those of the members that hold several. */
const stateNotes = (state: JsonObject): readonly Located<TransparencyNote>[] =>
  Object.entries(state).flatMap(([name, value]) => {
    const entries = isJsonObject(value) ? Object.entries(value) : [];
    return [
      ...stateNote(name, value, ["stateMachine", name]),
      ...entries.flatMap(([inner, text]) => stateNote(`${name}.${inner}`, text, ["stateMachine", name, inner])),
    ];
  });

function stateNote(noteName: string, value: unknown, keys: readonly string[]): readonly Located<TransparencyNote>[] {
  const time = timeIn(value);
  return time ? [{ at: [atKey(...keys)], data: { noteOf: "state", noteName, time } }] : [];
}

function timeIn(value: unknown): EvidenceTime | undefined {
  const raw = typeof value === "string" ? TIME.exec(value.slice(0, MAX_TEXT))?.[0] : undefined;
  const time = raw === undefined ? undefined : timeWithOffset(raw.replace("T", " ").replace("Z", "+0000"));
  return time && { ...time, raw: raw! };
}
