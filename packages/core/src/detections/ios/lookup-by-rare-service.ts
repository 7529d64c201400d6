import idStatusCache, { type IdentityLookup } from "../../artifacts/ios/id-status-cache.ts";
import type { EvidenceTime } from "../../model/time.ts";
import { defineFold, type HitWithRecords, type SourcedRecord } from "../detection.ts";

/** An e-mail address and which services looked it up. */
interface Address {
  readonly records: SourcedRecord[];
  time: EvidenceTime | undefined;
  isKnownOtherwise: boolean;
}

interface State {
  readonly addresses: Map<string, Address>;
}

const STATE_LIMIT = 200_000;
const RECORDS_PER_ADDRESS = 10;
/** More than these is how a Home with guests, or shared albums, look. */
const FEW = 5;
const RECORDS_IN_HIT = 100;

/**
 * Services through which published exploits came, and which look up hardly anybody: shared albums (Amnesty 2021) and HomeKit, which
 * calls itself willow (Citizen Lab 2023). On the one real cache at hand HomeKit looked up the owner's own address alone, which other
 * services had looked up as well.
 */
const RARE = /^com\.apple\.private\.alloy\.(?:photostream|willow|home)(?:\.|$)/;
const MAIL = "mailto:";

export default defineFold<IdentityLookup, State>({
  id: "ios/lookup-by-rare-service",
  version: 1,
  status: "experimental",
  axis: "attempt",
  severity: "low",
  confidence: "low",
  families: ["Pegasus"],
  reads: idStatusCache,
  falsePositives: ["home-guest", "shared-album", "own-address"],
  references: [
    "https://www.amnesty.org/en/latest/research/2021/07/forensic-methodology-report-how-to-catch-nso-groups-pegasus/",
    "https://citizenlab.ca/2023/04/nso-groups-pegasus-spyware-returns-in-2022/",
  ],
  stateLimit: STATE_LIMIT,

  start: () => ({ addresses: new Map() }),
  step({ addresses }, record) {
    const { handle, service = "", lookedUp } = record.data;
    if (!handle.startsWith(MAIL)) return;
    const name = handle.slice(MAIL.length).toLowerCase();
    const address = addresses.get(name) ?? { records: [], time: undefined, isKnownOtherwise: false };
    addresses.set(name, address);
    if (!RARE.test(service)) address.isKnownOtherwise = true;
    else if (address.records.length < RECORDS_PER_ADDRESS) {
      address.records.push(record);
      address.time ??= lookedUp;
    }
  },
  end({ addresses }) {
    const rare = [...addresses].filter(([, { records, isKnownOtherwise }]) => records.length > 0 && !isKnownOtherwise);
    return rare.length > FEW ? [manyOf(rare)] : rare.map(([name, address]) => hitOf(name, address));
  },
  size: ({ addresses }) => addresses.size,
});

const hitOf = (name: string, { records, time }: Address): HitWithRecords => ({
  subject: { type: "email-addr:value", value: name },
  message: "summary",
  params: { service: (records[0]!.data as IdentityLookup).service ?? "" },
  ...(time && { time }),
  records,
});

const manyOf = (rare: readonly (readonly [string, Address])[]): HitWithRecords => ({
  subject: "many-addresses",
  message: "summary-many",
  params: { addresses: rare.length },
  severity: "info",
  count: rare.length,
  records: rare.flatMap(([, { records }]) => records).slice(0, RECORDS_IN_HIT),
});
