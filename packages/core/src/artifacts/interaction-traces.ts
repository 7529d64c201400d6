import type { Circumstance, Observable, Role } from "../model/observable.ts";
import type { EvidenceTime } from "../model/time.ts";
import type { TimelineEvent } from "../model/timeline.ts";
import type { Interaction, InteractionAttachment, InteractionParty, InteractionRecord } from "./ios/interaction-c.ts";
import { addressObservable } from "./whatsapp-address.ts";

const EMBEDDED: readonly Circumstance[] = ["embedded"];

/** Who sent, by the direction; the others of an incoming interaction are only known to have been there. */
export function observablesOfInteraction(record: InteractionRecord): readonly Observable[] {
  if (record.kind === "party") return listOf(addressObservable(record.handle, roleOfParty(record)));
  const role = roleOf(record.isFromMe);
  const observables = linksOf(record, role);
  if (record.sender !== undefined) observables.push(...listOf(addressObservable(record.sender, role === "received" ? role : "listed")));
  if (record.kind === "attachment") return observables;
  for (const name of record.recipients ?? []) observables.push(...listOf(addressObservable(name, role === "sent" ? role : "listed")));
  for (const value of new Set([record.bundleId, record.targetBundleId])) {
    if (value !== undefined) observables.push({ type: "app:id", role: "listed", value });
  }
  return observables;
}

const roleOf = (isFromMe: boolean | undefined): Role => {
  if (isFromMe === undefined) return "listed";
  return isFromMe ? "sent" : "received";
};

/** The sums say whether anything ever came from this party. */
const roleOfParty = ({ incoming, outgoing, firstIncoming, lastIncoming, firstOutgoing, lastOutgoing }: InteractionParty): Role => {
  if (incoming > 0 || firstIncoming || lastIncoming) return "received";
  return outgoing > 0 || firstOutgoing || lastOutgoing ? "sent" : "listed";
};

const linksOf = ({ urls = [] }: Interaction | InteractionAttachment, role: Role): Observable[] =>
  urls.map(({ url, isEmbedded }) => ({ type: "url:value", role, value: url, ...(isEmbedded && { circumstances: EMBEDDED }) }));

const listOf = (observable: Observable | undefined): readonly Observable[] => (observable ? [observable] : []);

/** An attachment has the time of its interaction, whose event stands already. */
export function eventsOfInteraction(record: InteractionRecord): readonly TimelineEvent[] {
  if (record.kind === "attachment") return [];
  if (record.kind === "party") return eventsOfParty(record);
  const { started, noted, isFromMe, bundleId = "" } = record;
  const handle = (isFromMe ? record.recipients?.join(", ") : record.sender) ?? record.chat ?? "";
  const params = { bundleId, handle };
  return [
    ...event(started, whatHappened(isFromMe), params),
    ...(noted && isLater(noted, started) ? event(noted, "noted-later", params) : []),
  ];
}

const whatHappened = (isFromMe: boolean | undefined): string => {
  if (isFromMe === undefined) return "of-either-direction";
  return isFromMe ? "outgoing" : "incoming";
};

/** Rows are written at once; one that was written an hour later, or without a time of its own, was put in afterwards. */
const LATER = 3_600_000_000_000n;
const isLater = (noted: EvidenceTime, started: EvidenceTime | undefined): boolean =>
  started === undefined || BigInt(noted.earliest) - BigInt(started.earliest) >= LATER;

const eventsOfParty = ({
  handle,
  firstIncoming,
  lastIncoming,
  firstOutgoing,
  lastOutgoing,
}: InteractionParty): readonly TimelineEvent[] => [
  ...event(firstIncoming, "first-incoming", { handle }),
  ...event(lastIncoming, "last-incoming", { handle }),
  ...event(firstOutgoing, "first-outgoing", { handle }),
  ...event(lastOutgoing, "last-outgoing", { handle }),
];

const event = (time: EvidenceTime | undefined, what: string, params: Readonly<Record<string, string>>): readonly TimelineEvent[] =>
  time ? [{ time, kind: "interaction", message: `artifacts/ios/interaction-c/${what}`, params }] : [];
