import type { Message } from "../ios/message.ts";
import { createRandom, type Random, seedFor } from "../random.ts";
import { DAY, HOUR, MINUTE, type UnixSeconds } from "../time.ts";

/** Numbers from the ranges kept free for fiction; nobody answers them. */
const PEOPLE = ["+12025550111", "+12025550122", "+12025550133", "+442079460144", "maya@example.org", "jonas@example.net"] as const;
export const GROUP = "chat826300417";
const SHORT_CODE = "72000";

const SENTENCES = [
  "Running ten minutes late, sorry",
  "Did you see the match?",
  "Call you after work",
  "Bread, milk, and the good coffee please",
  "Happy birthday!!",
  "The train is delayed again",
  "Can you pick up the parcel?",
  "That was delicious, thank you",
  "Home now",
  "See you on Thursday 🙂",
  "Which platform?",
  "I left the keys with the neighbour",
  "Sounds good",
  "No worries at all",
  "Morgen um acht?",
  "À demain",
  "ok",
  "👍",
  "Ha, brilliant",
] as const;

const LINKS = [
  "https://en.wikipedia.org/wiki/Bellerophon",
  "https://www.openstreetmap.org/#map=15/52.5/13.4",
  "https://recipes.example/soup?servings=4",
  "https://tickets.example.net/e/4711",
  "https://photos.example.com/a/summer",
  "https://www.bbc.co.uk/weather/2643743",
] as const;

const MESSAGES_PER_DAY = 4;

export interface ConversationInput {
  readonly seed: number;
  readonly from: UnixSeconds;
  readonly to: UnixSeconds;
}

/** Some months of an ordinary correspondence, with the odd shapes each such database has. */
export function ordinaryConversations({ seed, from, to }: ConversationInput): readonly Message[] {
  const random = createRandom(seedFor(seed, "conversations"));
  const count = Math.round(((to - from) / DAY) * MESSAGES_PER_DAY);
  const daily = Array.from({ length: count }, () => dailyMessage(random, from + random.fraction() * (to - from)));
  return [...daily, ...oddShapes(to)];
}

function dailyMessage(random: Random, at: UnixSeconds): Message {
  const person = random.pick(PEOPLE);
  const isGroup = random.whole(0, 5) === 0;
  const isOwn = random.whole(0, 2) === 0;
  const link = random.whole(0, 9) === 0 ? ` ${random.pick(LINKS)}` : "";
  return {
    at,
    text: random.pick(SENTENCES) + link,
    storedIn: random.whole(0, 3) === 0 ? "attributedBody" : "both",
    chat: isGroup ? GROUP : person,
    service: isGroup || person.includes("@") || random.whole(0, 3) > 0 ? "iMessage" : "SMS",
    ...(!isOwn && { sender: person }),
    ...(random.whole(0, 24) === 0 && { attachments: [photo(random)] }),
  };
}

const photo = (random: Random) => {
  const folder = random.hex(2);
  return {
    path: `~/Library/SMS/Attachments/${folder}/${random.whole(0, 15).toString().padStart(2, "0")}/${random.uuid()}/IMG_${random.whole(1000, 9999)}.HEIC`,
    mimeType: "image/heic",
    uti: "public.heic",
    size: random.whole(90_000, 3_000_000),
  };
};

/** Rows that a reader which expects the ordinary trips over: no handle, a vanished one, a subject, an edit, a retraction, a preview. */
const oddShapes = (to: UnixSeconds): readonly Message[] => [
  { at: to - 40 * DAY, text: "Your code is 204 113", sender: SHORT_CODE, chat: SHORT_CODE, service: "SMS", storedIn: "text" },
  {
    at: to - 33 * DAY,
    text: "Ihre Sendung ist unterwegs",
    sender: "PAKET",
    chat: "PAKET",
    service: "SMS",
    storedIn: "text",
    handle: "none",
  },
  { at: to - 30 * DAY, text: "Old friend, new number", sender: "+12025550155", chat: "+12025550155", service: "SMS", handle: "gone" },
  { at: to - 26 * DAY, text: "as discussed", subject: "Minutes", sender: PEOPLE[4], chat: PEOPLE[4], service: "iMessage" },
  {
    at: to - 21 * DAY,
    text: "at eight, not nine",
    sender: PEOPLE[0],
    chat: PEOPLE[0],
    service: "iMessage",
    edited: { at: to - 21 * DAY + 2 * MINUTE, earlier: ["at nine"] },
  },
  { at: to - 17 * DAY, text: "wrong window", sender: PEOPLE[1], chat: PEOPLE[1], service: "iMessage", retracted: to - 17 * DAY + MINUTE },
  {
    at: to - 13 * DAY,
    text: "https://recipes.example/bread",
    sender: PEOPLE[5],
    chat: PEOPLE[5],
    service: "iMessage",
    preview: { url: "https://recipes.example/bread", title: "Bread" },
  },
  { at: to - 11 * DAY, text: "never mind", sender: PEOPLE[2], chat: PEOPLE[2], service: "iMessage", deleted: to - 10 * DAY },
  {
    at: to - 9 * DAY,
    text: "two parts",
    sender: PEOPLE[3],
    chat: PEOPLE[3],
    service: "iMessage",
    deletedPart: { at: to - 8 * DAY, text: "the other part" },
  },
  { at: to - 2 * HOUR, text: "See you tonight", sender: PEOPLE[0], chat: PEOPLE[0], service: "iMessage" },
];

/** As many URL-bearing messages as a benchmark asks for, made while they are written. */
export function* bulkMessages(count: number, seed: number, to: UnixSeconds): Generator<Message> {
  const random = createRandom(seedFor(seed, "bulk messages"));
  for (let index = 0; index < count; index++) {
    const person = random.pick(PEOPLE);
    yield {
      at: to - 300 * DAY + (index / count) * 290 * DAY,
      text: `${random.pick(SENTENCES)} https://host-${random.whole(1, 40_000)}.example/${random.hex(8)}?page=${index}`,
      storedIn: index % 3 === 0 ? "attributedBody" : "both",
      chat: person,
      service: person.includes("@") ? "iMessage" : "SMS",
      ...(index % 4 > 0 && { sender: person }),
    };
  }
}
