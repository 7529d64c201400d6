import type { Circumstance, Observable } from "../model/observable.ts";
import type { EvidenceTime } from "../model/time.ts";
import type { TimelineEvent } from "../model/timeline.ts";
import type { SmsRecord } from "./ios/sms.ts";
import { partyObservable } from "./message-party.ts";

const RECOVERED: readonly Circumstance[] = ["recovered"];
const EMBEDDED: readonly Circumstance[] = ["embedded"];
const BOTH: readonly Circumstance[] = ["recovered", "embedded"];
const NONE: readonly Observable[] = [];

/** The other side and the links, by the direction of the message. */
export function observablesOfMessage(record: SmsRecord): readonly Observable[] {
  if (record.kind === "highest-key") return NONE;
  if (record.kind === "handle") {
    const known = partyObservable(record.handle, "listed");
    return known ? [known] : NONE;
  }
  const isRecovered = record.kind === "deleted-part" || record.isDeleted;
  const role = record.isFromMe ? "sent" : "received";
  // One's own message in a chat of two names the other side by the chat alone.
  const name = record.handle ?? (record.isGroup ? undefined : record.chat);
  const party = name === undefined ? undefined : partyObservable(name, role, isRecovered ? RECOVERED : undefined);
  if (!record.urls) return party ? [party] : NONE;
  const urls = record.urls.map(({ url, isEmbedded }): Observable => {
    const circumstances = circumstancesOf(isRecovered, isEmbedded);
    return { type: "url:value", role, value: url, ...(circumstances && { circumstances }) };
  });
  return party ? [party, ...urls] : urls;
}

const circumstancesOf = (isRecovered: boolean, isEmbedded: boolean): readonly Circumstance[] | undefined => {
  if (isEmbedded) return isRecovered ? BOTH : EMBEDDED;
  return isRecovered ? RECOVERED : undefined;
};

/** When it was sent, read, edited, taken back, deleted. */
export function eventsOfMessage(record: SmsRecord): readonly TimelineEvent[] {
  if (record.kind === "handle" || record.kind === "highest-key") return [];
  const params = { handle: record.handle ?? record.chat ?? "" };
  const events: TimelineEvent[] = [];
  const add = (time: EvidenceTime | undefined, what: string): void => {
    if (time) events.push({ time, kind: "message", message: `artifacts/ios/sms/${what}`, params });
  };
  if (record.kind === "message") {
    add(record.sent, record.isFromMe ? "message-sent" : "message-received");
    add(record.read, "message-read");
    add(record.edited, "message-edited");
    add(record.retracted, "message-retracted");
  }
  add(record.deleted, "message-deleted");
  return events;
}
