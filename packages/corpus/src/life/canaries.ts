import { utf8 } from "../bytes.ts";
import { addressBookOf } from "../ios/address-book.ts";
import type { PhoneFile } from "../ios/phone.ts";
import { DAY, HOUR, MINUTE, type UnixSeconds } from "../time.ts";
import { plistFile } from "./belongings.ts";
import { GROUP } from "./conversations.ts";
import type { Life } from "./life.ts";

/** Private things that no output may show. None of them stands in a record that a finding is about. */
export const CANARY_PLACES = [
  "received message",
  "sent message",
  "group message",
  "message in attributedBody alone",
  "deleted message",
  "earlier text of an edited message",
  "deleted part of a message",
  "subject",
  "URL in a message",
  "attachment name",
  "group name",
  "contact name",
  "contact e-mail",
  "visited URL",
  "page title",
  "visited URL in a profile",
  "cleared URL",
  "place",
  "note",
  "photo name",
  "calendar entry",
  "message of the last hour",
  "party of a call",
  "party of an interaction",
  "event",
  "account",
  "WhatsApp message",
  "WhatsApp contact",
  "open tab",
  "bookmark",
  "shortcut",
  "network",
] as const;
export type CanaryPlace = (typeof CANARY_PLACES)[number];

/** The token of one place on one phone; a token never repeats within a phone. */
export const canaryToken = (scenario: string, place: CanaryPlace): string =>
  `CANARY-${scenario}-${String(CANARY_PLACES.indexOf(place) + 1).padStart(2, "0")}`;

export const canaryTokens = (scenario: string): readonly string[] => CANARY_PLACES.map((place) => canaryToken(scenario, place));

export function canaryLife(scenario: string, to: UnixSeconds): Partial<Life> {
  const token = (place: CanaryPlace) => canaryToken(scenario, place);
  const friend = { sender: "+12025550122", chat: "+12025550122", service: "iMessage" } as const;
  return {
    messages: [
      { ...friend, at: to - 50 * DAY, text: `${token("received message")} please tell nobody` },
      { at: to - 49 * DAY, text: `I promise ${token("sent message")}`, chat: friend.chat, service: "iMessage" },
      { ...friend, at: to - 48 * DAY, text: token("group message"), chat: GROUP },
      { ...friend, at: to - 47 * DAY, text: token("message in attributedBody alone"), storedIn: "attributedBody" },
      { ...friend, at: to - 46 * DAY, text: token("deleted message"), deleted: to - 20 * DAY },
      {
        ...friend,
        at: to - 45 * DAY,
        text: "better so",
        edited: { at: to - 45 * DAY + MINUTE, earlier: [token("earlier text of an edited message")] },
      },
      { ...friend, at: to - 44 * DAY, text: "half of it", deletedPart: { at: to - 19 * DAY, text: token("deleted part of a message") } },
      { ...friend, at: to - 43 * DAY, text: "about that", subject: token("subject") },
      { ...friend, at: to - 42 * DAY, text: `look https://private.example/${token("URL in a message")}` },
      { ...friend, at: to - 41 * DAY, text: "here", attachments: [document(token("attachment name"))] },
      { ...friend, at: to - 40 * MINUTE, text: token("message of the last hour") },
    ],
    groupNames: { [GROUP]: `Family ${token("group name")}` },
    visits: [
      { at: to - 39 * DAY, url: `https://clinic.example/${token("visited URL")}`, title: "Appointment" },
      { at: to - 38 * DAY, url: "https://clinic.example/results", title: `Results ${token("page title")}` },
    ],
    profileVisits: [{ at: to - 37 * DAY, url: `https://work.example/${token("visited URL in a profile")}`, title: "Work" }],
    tombstones: [{ from: to - 30 * DAY, to: to - 30 * DAY + HOUR, url: `https://cleared.example/${token("cleared URL")}` }],
    files: files(token, to),
  };
}

const document = (name: string) => ({
  path: `~/Library/SMS/Attachments/0a/10/0A3C11F0-6E0A-4C5E-9C7D-5B6C0D8E1F20/${name}.pdf`,
  mimeType: "application/pdf",
  uti: "com.adobe.pdf",
  size: 48_211,
});

function files(token: (place: CanaryPlace) => string, to: UnixSeconds): readonly PhoneFile[] {
  const dated = { birth: to - 90 * DAY, modified: to - 36 * DAY };
  return [
    { ...dated, domain: "HomeDomain", path: "Library/AddressBook/AddressBook.sqlitedb", kind: "file", content: () => addressBook(token) },
    {
      ...dated,
      ...plistFile("HomeDomain", "Library/Maps/History.plist", { Places: [{ Name: token("place"), Latitude: 52.5, Longitude: 13.4 }] }),
    },
    { ...dated, ...plistFile("AppDomainGroup-group.com.apple.notes", "Drafts/note.plist", { Body: token("note") }) },
    { ...dated, ...plistFile("HomeDomain", "Library/Calendar/Draft.plist", { Summary: token("calendar entry") }) },
    { ...dated, ...plistFile("CameraRollDomain", `Media/DCIM/100APPLE/${token("photo name")}.JPG`, utf8("JFIF")) },
  ];
}

const addressBook = (token: (place: CanaryPlace) => string): Uint8Array =>
  addressBookOf([
    {
      first: "Mira",
      last: token("contact name"),
      values: [`${token("contact e-mail")}@example.org`, "+1 (202) 555-0122", "https://mira.example/"],
    },
  ]).main;
