import { type Account, buildAccounts } from "../ios/accounts.ts";
import { buildCalendar, type CalendarEvent } from "../ios/calendar.ts";
import { buildCalls, type Call } from "../ios/calls.ts";
import { buildInteractionC, type Interaction } from "../ios/interaction-c.ts";
import { isSince, type PhoneFile } from "../ios/phone.ts";
import {
  buildChatStorage,
  buildLid,
  buildWhatsAppCalls,
  buildWhatsAppContacts,
  WHATSAPP_GROUP,
  type WhatsAppMessage,
} from "../ios/whatsapp.ts";
import { DAY, HOUR, MINUTE, toAppleSeconds } from "../time.ts";
import { type EverydayInput, isRecent, momentsOf } from "./everyday-input.ts";
import { databaseFile, listFile } from "./files.ts";

/** The owner's friends again, by telephone and e-mail. */
const FRIENDS = ["+12025550111", "+12025550122", "+12025550133", "maya@example.org", "jonas@example.net"] as const;
const NUMBERS = ["12025550111", "12025550122", "442079460144"] as const;
const OWNER = "owner@demo.example";

const CALLS_PER_DAY = 0.6;
const INTERACTIONS_PER_DAY = 1.5;
const EVENTS_PER_DAY = 0.2;
const WHATSAPP_PER_DAY = 1;

/** Calls, a calendar, accounts, another messenger, and what the system notes of whom its owner meets. */
export function everydayCommunication(input: EverydayInput): readonly PhoneFile[] {
  const { generation, to } = input;
  const home = (path: string, build: Parameters<typeof databaseFile>[3]) => databaseFile("HomeDomain", path, to, build);
  const whatsapp = (path: string, build: Parameters<typeof databaseFile>[3]) => databaseFile(WHATSAPP_GROUP, path, to, build);
  return [
    home("Library/CallHistoryDB/CallHistory.storedata", () => buildCalls(calls(input))),
    home("Library/CoreDuet/People/interactionC.db", () => buildInteractionC(interactions(input))),
    home("Library/Calendar/Calendar.sqlitedb", () => buildCalendar(events(input), ["webcal://holidays.example/en.ics"])),
    home("Library/Accounts/Accounts3.sqlite", () => buildAccounts(accounts(input))),
    ...(isRecent(input) ? [] : [lookups(input)]),
    whatsapp("ChatStorage.sqlite", () => buildChatStorage(chats(input))),
    whatsapp("CallHistory.sqlite", () => buildWhatsAppCalls([{ at: to - DAY, number: NUMBERS[1], direction: "outgoing" }])),
    whatsapp("ContactsV2.sqlite", () =>
      buildWhatsAppContacts([
        { number: NUMBERS[0], name: "Ada", at: to - 2 * DAY },
        { number: NUMBERS[1], name: input.token("WhatsApp contact"), at: to - DAY, timer: 604_800 },
      ]),
    ),
    ...(isSince(generation, "ios18")
      ? [whatsapp("LID.sqlite", () => buildLid([{ at: to - 5 * HOUR, lid: "187000000000009@lid", number: NUMBERS[0] }]))]
      : []),
  ];
}

function calls(input: EverydayInput): readonly Call[] {
  const { moments, random } = momentsOf(input, "calls", CALLS_PER_DAY);
  const daily = moments.map((at): Call => {
    const friend = random.pick(FRIENDS);
    const isFaceTime = friend.includes("@");
    return {
      at,
      others: [friend],
      isOutgoing: random.whole(0, 1) === 0,
      seconds: random.pick([0, 24, 190, 1_204]),
      provider: isFaceTime ? "com.apple.FaceTime" : "com.apple.Telephony",
      type: isFaceTime ? 8 : 1,
    };
  });
  return [
    ...daily,
    { at: input.to - 7 * HOUR, others: [`${input.token("party of a call")}@example.org`], provider: "com.apple.FaceTime", type: 16 },
  ];
}

function interactions(input: EverydayInput): readonly Interaction[] {
  const { moments, random } = momentsOf(input, "interactions", INTERACTIONS_PER_DAY);
  const daily = moments.map((at): Interaction => {
    const friend = random.pick(FRIENDS);
    const app = random.pick(["com.apple.MobileSMS", "com.apple.mobilemail", "com.apple.InCallService"]);
    const link = random.whole(0, 11) === 0 ? { attachedUrl: "https://photos.example.com/a/summer" } : {};
    return { at, app, ...(random.whole(0, 1) === 0 ? { sender: friend, recipients: [OWNER] } : { recipients: [friend] }), ...link };
  });
  const secret = { at: input.to - 8 * HOUR, app: "com.apple.mobilemail", sender: `${input.token("party of an interaction")}@example.org` };
  return [...daily, secret];
}

/** Whole hours, as people make appointments; one in three is an invitation by a friend. */
function events(input: EverydayInput): readonly CalendarEvent[] {
  const { moments, random } = momentsOf(input, "events", EVENTS_PER_DAY);
  const daily = moments.map((created): CalendarEvent => {
    const starts = Math.ceil((created + random.whole(1, 20) * DAY) / HOUR) * HOUR;
    const summary = random.pick(["Dentist", "Team meeting", "Birthday", "Choir", "Parents' evening"]);
    const notes = random.whole(0, 3) === 0 ? { notes: "https://tickets.example.net/e/4711" } : {};
    return { starts, created, summary, ...notes, ...(random.whole(0, 2) === 0 && { organizer: random.pick(FRIENDS) }) };
  });
  return [...daily, { starts: input.to + 2 * DAY, created: input.to - 9 * HOUR, summary: input.token("event") }];
}

function accounts({ to, days, token }: EverydayInput): readonly Account[] {
  const at = to - days * DAY;
  return [
    { at, type: "com.apple.account.AppleAccount", username: OWNER, maker: "com.apple.purplebuddy" },
    { at, type: "com.apple.account.IdentityServices", username: "+12025550100", maker: "identityservicesd" },
    { at: at + HOUR, type: "com.apple.account.IMAP", username: `${token("account")}@example.org`, maker: "com.apple.Preferences" },
    {
      at: at + 2 * HOUR,
      type: "com.apple.account.CalDAV",
      username: "owner",
      maker: "com.apple.Preferences",
      host: "calendar.example.org",
    },
  ];
}

/** Whom identity services looked up; empty since iOS 14.7. The list beside the preferences is empty on every phone. */
const lookups = ({ to }: EverydayInput): PhoneFile =>
  listFile("HomeDomain", "Library/IdentityServices/idstatuscache.plist", to, {
    "com.apple.madrid": Object.fromEntries(
      FRIENDS.map((friend, index) => [
        friend.includes("@") ? `mailto:${friend}` : `tel:${friend}`,
        { LookupDate: toAppleSeconds(to - (index + 1) * DAY) + 0.5, IDStatus: 1 },
      ]),
    ),
  });

function chats(input: EverydayInput): readonly WhatsAppMessage[] {
  const { moments, random } = momentsOf(input, "WhatsApp", WHATSAPP_PER_DAY);
  const daily = moments.map((at): WhatsAppMessage => {
    const link = "https://recipes.example/soup";
    const isLink = random.whole(0, 11) === 0;
    const text = isLink ? `try this ${link}` : random.pick(["on my way", "tomorrow?", "haha", "ok", "bis gleich"]);
    return { at, number: random.pick(NUMBERS), text, isOwn: random.whole(0, 1) === 0, ...(isLink && { preview: link }) };
  });
  return [...daily, { at: input.to - 6 * HOUR - MINUTE, number: NUMBERS[1], text: input.token("WhatsApp message") }];
}
