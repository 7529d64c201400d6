import type { Visit } from "../ios/safari.ts";
import { createRandom, type Random, seedFor } from "../random.ts";
import { DAY, type UnixSeconds } from "../time.ts";

const PAGES: readonly (readonly [url: string, title: string])[] = [
  ["https://en.wikipedia.org/wiki/Chimera_(mythology)", "Chimera (mythology) - Wikipedia"],
  ["https://www.bbc.co.uk/news", "Home - BBC News"],
  ["https://www.openstreetmap.org/", "OpenStreetMap"],
  ["https://recipes.example/pie", "Pie"],
  ["https://library.example.org/search?q=horses", "Search"],
  ["https://shop.example.com/basket", "Basket"],
  ["https://trains.example.net/departures", "Departures"],
  ["https://mail.example.org/inbox", "Inbox"],
  ["https://support.apple.com/en-us/108382", "Contact Apple Support"],
  ["https://web-forum.example/t/9981", "Forum"],
];

/** How the web sends people about on an ordinary day; none of it means anything. */
const REDIRECTS: readonly (readonly [from: string, to: string])[] = [
  ["http://www.bbc.co.uk/", "https://www.bbc.co.uk/"],
  ["http://en.wikipedia.org/", "https://en.wikipedia.org/wiki/Main_Page"],
  ["https://links.newsletter.example/c/7f3a", "https://shop.example.com/spring"],
  ["https://shop.example.com/login", "https://accounts.example.net/sign-in?return=shop"],
];

const VISITS_PER_DAY = 2;

export interface BrowsingInput {
  readonly seed: number;
  readonly from: UnixSeconds;
  readonly to: UnixSeconds;
}

export function ordinaryBrowsing({ seed, from, to }: BrowsingInput): readonly Visit[] {
  const random = createRandom(seedFor(seed, "browsing"));
  const count = Math.round(((to - from) / DAY) * VISITS_PER_DAY);
  return Array.from({ length: count }, () => dailyVisits(random, from + random.fraction() * (to - from))).flat();
}

function dailyVisits(random: Random, at: UnixSeconds): readonly Visit[] {
  if (random.whole(0, 7) === 0) return redirected(at, random.pick(REDIRECTS), 0.2 + random.fraction());
  const [url, title] = random.pick(PAGES);
  return [{ at, url, title, origin: random.whole(0, 9) === 0 ? 1 : 0, isFailed: random.whole(0, 30) === 0 }];
}

const redirected = (at: UnixSeconds, [from, to]: readonly [string, string], seconds: number): readonly Visit[] => [
  { at, url: from },
  { at: at + seconds, url: to, title: "Welcome", isRedirected: true },
];

/** As many visits as a benchmark asks for, each of its own page. */
export function* bulkVisits(count: number, seed: number, to: UnixSeconds): Generator<Visit> {
  const random = createRandom(seedFor(seed, "bulk visits"));
  for (let index = 0; index < count; index++) {
    yield {
      at: to - 300 * DAY + (index / count) * 290 * DAY,
      url: `https://www.site-${random.whole(1, 60_000)}.example/${random.hex(10)}/${index}`,
      title: `Page ${index}`,
    };
  }
}
