import safariHistory, { type RedirectEnd, type SafariHistoryRecord } from "../../artifacts/ios/safari-history.ts";
import type { Message } from "../../model/message.ts";
import type { EvidenceTime } from "../../model/time.ts";
import { defineFold, type HitWithRecords, type SourcedRecord } from "../detection.ts";
import { haveSimilarNames, type Site, siteOfUrl } from "../site.ts";

/** A visit that took part in a redirect. */
interface Hop {
  readonly record: SourcedRecord<SafariHistoryRecord>;
  readonly key: number;
  readonly url: string;
  readonly time: EvidenceTime;
  readonly source: RedirectEnd | undefined;
  readonly target: RedirectEnd | undefined;
}

interface State {
  readonly hops: Map<number, Hop>;
}

/** Redirecting visits remembered at a time; histories of a year hold some ten thousand. */
const STATE_LIMIT = 200_000;
/** Browsers give up after twenty redirects. */
const MAX_CHAIN = 20;
/** What a person cannot do by hand, and a network injection does. */
const FAST_NANOSECONDS = 1_000_000_000n;

/** Shorteners and mail trackers exist to redirect to other hosts: the best known, by registered name. */
const REDIRECTORS = new Set([
  ...["bit.ly", "buff.ly", "cutt.ly", "dlvr.it", "fb.me", "goo.gl", "is.gd", "lnkd.in", "ow.ly", "rb.gy", "rebrand.ly", "shorturl.at"],
  ...["t.co", "t.ly", "t.me", "tiny.cc", "tinyurl.com", "trib.al", "wa.me", "youtu.be", "list-manage.com", "sendgrid.net", "smarturl.it"],
]);
const LOGIN = /(?:^|[./_-])(?:accounts?|auth[nz]?|authorize|idp|login|oauth2?|saml2?|signin|sso)(?:[./?_-]|$)/i;

export default defineFold<SafariHistoryRecord, State>({
  id: "ios/safari-fast-redirect",
  version: 1,
  status: "experimental",
  axis: "attempt",
  severity: "medium",
  confidence: "low",
  families: ["Pegasus", "Predator"],
  reads: safariHistory,
  falsePositives: ["moved-site", "similar-name", "shortener", "login"],
  references: [
    "https://www.amnesty.org/en/latest/research/2020/06/moroccan-journalist-targeted-with-network-injection-attacks-using-nso-groups-tools/",
    "https://citizenlab.ca/2023/09/predator-in-the-wires-ahmed-eltantawy-targeted-with-predator-spyware-after-announcing-presidential-ambitions/",
  ],
  stateLimit: STATE_LIMIT,

  start: () => ({ hops: new Map() }),
  step({ hops }, record) {
    const hop = hopOf(record);
    if (hop) hops.set(hop.key, hop);
  },
  end({ hops }) {
    const firsts = [...hops.values()].filter(({ source }) => !source || !hops.has(source.visitKey));
    return firsts.flatMap((first) => judge(chainFrom(first, hops)));
  },
  size: ({ hops }) => hops.size,
});

function hopOf(record: SourcedRecord<SafariHistoryRecord>): Hop | undefined {
  const { data } = record;
  if (data.kind !== "visit" || data.isFromOtherDevice || data.url === undefined || !data.visited) return undefined;
  if (!data.redirectSource && !data.redirectDestination) return undefined;
  const { visitKey, url, visited, redirectSource, redirectDestination } = data;
  return { record, key: visitKey, url, time: visited, source: redirectSource, target: redirectDestination };
}

/** The visits from one on, each the destination of the one before; a circle ends where it closes. */
function chainFrom(first: Hop, hops: ReadonlyMap<number, Hop>): readonly Hop[] {
  const chain = [first];
  while (chain.length < MAX_CHAIN) {
    const last = chain.at(-1)!;
    const next = last.target && hops.get(last.target.visitKey);
    if (!next || chain.includes(next)) break;
    chain.push(next);
  }
  return chain;
}

/** A step to another site in less than a second, either way round: clocks set back between two rows make it negative. */
function isFastStep(from: Hop, to: Hop): boolean {
  const difference = BigInt(to.time.earliest) - BigInt(from.time.earliest);
  return difference < FAST_NANOSECONDS && -difference < FAST_NANOSECONDS;
}

/** One finding for the first step of a chain that leaves the site at once; where the chain led is part of it. */
function judge(chain: readonly Hop[]): HitWithRecords[] {
  for (let index = 0; index + 1 < chain.length; index++) {
    const [from, to] = [chain[index]!, chain[index + 1]!];
    const [source, target] = [siteOfUrl(from.url), siteOfUrl(to.url)];
    if (!source || !target || source.site === target.site || !isFastStep(from, to)) continue;
    const last = siteOfUrl(chain.at(-1)!.url) ?? target;
    // A chain that ends where it began went through another host and came back, as logins and consent pages do.
    if (last.site === source.site) return [];
    const benign = explanationsOf(source, target, last);
    // An encrypted page cannot be injected into: with an innocent reason besides there is nothing to say.
    return !source.isPlain && benign.length > 0 ? [] : [hitOf(chain.slice(index), source, last, benign)];
  }
  return [];
}

function hitOf(chain: readonly Hop[], source: Site, last: Site, benign: readonly Message[]): HitWithRecords {
  const isInjectable = source.isPlain;
  return {
    subject: [
      { type: "domain-name:value", value: source.host },
      { type: "domain-name:value", value: last.host },
    ],
    message: isInjectable ? "summary-plain" : "summary-encrypted",
    params: { from: source.host, to: last.host, steps: chain.length - 1 },
    severity: isInjectable && benign.length === 0 ? "medium" : "low",
    confidence: "low",
    time: chain[0]!.time,
    benign,
    records: chain.map(({ record }) => record),
  };
}

const explanationsOf = (source: Site, target: Site, last: Site): readonly Message[] => {
  const reasons = [
    ...(REDIRECTORS.has(source.site) ? ["shortener"] : []),
    ...(haveSimilarNames(source.site, target.site) || haveSimilarNames(source.site, last.site) ? ["similar-name"] : []),
    ...(LOGIN.test(`${target.host}${target.path.split("?")[0]}`) ? ["login"] : []),
  ];
  return reasons.map((reason) => ({ message: `detections/ios/safari-fast-redirect/${reason}` }));
};
