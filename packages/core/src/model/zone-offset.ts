/** Milliseconds by which a zone's clocks are ahead of UTC at an instant. */
export type OffsetAt = (instant: number) => number;

/**
 * The clock of a zone of the host's tz database; undefined where that knows none of the name, as of names in evidence or in an older
 * database. `Temporal` asks the same database as `Intl`, without the twenty milliseconds that loading the languages takes in V8; not
 * every engine has it.
 */
export const offsetOf = (zone: string): OffsetAt | undefined => temporalOffset(zone) ?? intlOffset(zone);

/** As much of it as is asked for here. */
interface TemporalApi {
  readonly Instant: { fromEpochMilliseconds(instant: number): { toZonedDateTimeISO(zone: string): ZonedTime } };
}
interface ZonedTime {
  readonly timeZoneId: string;
  readonly offsetNanoseconds: number;
}
declare const Temporal: TemporalApi | undefined;

const NANOSECONDS = 1_000_000;

/** Only for a name that is a zone's as it stands there: Temporal knows some that Intl does not (`2025-01-01T00:00Z`), and the other way round. */
function temporalOffset(zone: string): OffsetAt | undefined {
  if (typeof Temporal === "undefined") return undefined;
  const { Instant } = Temporal;
  const timeAt = (instant: number): ZonedTime => Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
  const known = unlessNoZone(() => timeAt(0));
  return known?.timeZoneId === zone ? (instant) => timeAt(instant).offsetNanoseconds / NANOSECONDS : undefined;
}

/** Everywhere, and of every name that Intl knows. */
export function intlOffset(zone: string): OffsetAt | undefined {
  const fields = { year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" } as const;
  const format = unlessNoZone(() => new Intl.DateTimeFormat("en-US-u-ca-iso8601-nu-latn", { timeZone: zone, hourCycle: "h23", ...fields }));
  return (
    format &&
    ((instant) => {
      const shown = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
      const wall = Date.UTC(shown["year"]!, shown["month"]! - 1, shown["day"], shown["hour"], shown["minute"], shown["second"]);
      return wall - instant;
    })
  );
}

/** A name that is no zone is answered by an error. */
export function unlessNoZone<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
