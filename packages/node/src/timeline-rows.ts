import type { TimelineRow } from "@bridle/core";

/** Fields of a row, in order. The artifact is not among them: both ends know whose rows they are. */
const FIELDS = 7;

/** Rows as one text: a list of their fields, one after another, which costs a third of a list of objects at both ends. */
export const packRows = (rows: readonly TimelineRow[]): string =>
  rows.length === 0
    ? ""
    : JSON.stringify(
        rows.flatMap(({ time, kind, message, evidence }) => [
          time.earliest,
          time.latest,
          time.clock,
          time.zoneSource,
          kind,
          message,
          evidence,
        ]),
      );

export function unpackRows(text: string, artifact: string): TimelineRow[] {
  if (text === "") return [];
  const fields = JSON.parse(text) as string[];
  return Array.from({ length: fields.length / FIELDS }, (_, index) => {
    const [earliest, latest, clock, zoneSource, kind, message, evidence] = fields.slice(index * FIELDS, (index + 1) * FIELDS);
    return { time: { earliest, latest, clock, zoneSource }, kind, message, artifact, evidence } as TimelineRow;
  });
}
