import { asText, type SqlValue } from "../formats/sqlite/value.ts";
import type { Locator } from "../model/locator.ts";
import type { Observable, Role } from "../model/observable.ts";
import type { EvidenceTime } from "../model/time.ts";
import type { TimelineEvent } from "../model/timeline.ts";
import type { ParseContext } from "./artifact.ts";
import { linksIn } from "./found-links.ts";
import type { CalendarRecord } from "./ios/calendar.ts";
import { withinLimit } from "./partial-record.ts";
import { addressObservable } from "./whatsapp-address.ts";

/** URLs kept of one event; invitations to video calls hold a dozen. */
const MAX_LINKS = 1_000;

/** The URLs of several fields, each once. `webcal:` is how calendars write `https:`. */
export function linksOf(context: ParseContext, at: Locator, values: readonly (SqlValue | undefined)[]): readonly string[] | undefined {
  const links = new Set<string>();
  for (const value of values) {
    for (const { url } of linksIn(context, at, asText(value)?.replace(/^webcals?:/i, "https:") ?? "")) links.add(url);
  }
  return links.size > 0 ? withinLimit(context, [...links], MAX_LINKS, at) : undefined;
}

/** Who invited, and what came with it; what the owner wrote or subscribed to is listed. */
export function observablesOfCalendar(record: CalendarRecord): readonly Observable[] {
  switch (record.kind) {
    case "event": {
      const isInvited = record.organizer !== undefined && !record.isOrganizedByOwner;
      return [...partiesOf(record.organizer, isInvited ? "received" : "listed"), ...urlsOf(record.links, roleOf(record))];
    }
    case "participant":
      return partiesOf(record.handle, "listed");
    case "attachment": {
      const role = roleOf(record);
      const name = record.fileName === undefined ? [] : [{ type: "file:name", role, value: record.fileName } as const];
      return [...name, ...urlsOf(record.links, role)];
    }
    default:
      return [...partiesOf(record.sharedBy, "received"), ...urlsOf(record.links, "listed")];
  }
}

const roleOf = ({ cameFromOutside }: { readonly cameFromOutside: boolean }): Role => (cameFromOutside ? "received" : "listed");

const partiesOf = (handle: string | undefined, role: Role): readonly Observable[] => {
  const party = handle === undefined ? undefined : addressObservable(handle, role);
  return party ? [party] : [];
};

const urlsOf = (links: readonly string[] = [], role: Role): readonly Observable[] =>
  links.map((value) => ({ type: "url:value", role, value }));

/** Start and end are plans; what the phone did is that it wrote the row down and changed it. */
export function eventsOfCalendar(record: CalendarRecord): readonly TimelineEvent[] {
  if (record.kind !== "event") return [];
  const { created, modified, starts, ends } = record;
  return [
    ...event(created, "created"),
    ...(modified && modified.earliest !== created?.earliest ? event(modified, "modified") : []),
    ...event(starts, "starts"),
    ...(ends && ends.earliest !== starts?.earliest ? event(ends, "ends") : []),
  ];
}

const event = (time: EvidenceTime | undefined, what: string): readonly TimelineEvent[] =>
  time ? [{ time, kind: "calendar", message: `artifacts/ios/calendar/${what}` }] : [];
