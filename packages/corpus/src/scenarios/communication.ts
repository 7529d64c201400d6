import type { DatabaseFiles } from "../database.ts";
import { buildAccounts } from "../ios/accounts.ts";
import { buildCalendar } from "../ios/calendar.ts";
import { buildCalls } from "../ios/calls.ts";
import { buildInteractionC } from "../ios/interaction-c.ts";
import { buildMessenger, buildViber } from "../ios/other-messengers.ts";
import type { PhoneFile } from "../ios/phone.ts";
import { buildChatStorage, buildLid, buildWhatsAppCalls, WHATSAPP_GROUP } from "../ios/whatsapp.ts";
import { canaryToken } from "../life/canaries.ts";
import { databaseFile, listFile } from "../life/files.ts";
import { merge } from "../life/life.ts";
import { ordinaryLife } from "../life/ordinary.ts";
import { DAY, MINUTE, toAppleSeconds, type UnixSeconds } from "../time.ts";
import { defineScenario, type PlantedTrace } from "./scenario.ts";

const ID = "communication";
/** Accounts and hosts that Amnesty International and Citizen Lab published; each stands in one place alone, so that none is found by another. */
const CALLER = "emmadavies8266@gmail.com";
const INTERACTION_SENDER = "linakeller2203@gmail.com";
const GONE_SENDER = "bogaardlisa803@gmail.com";
const LOOKED_UP = "herbruud2@gmail.com";
const INVITER = "k.williams.enny74@gmail.com";
const ACCOUNT = "naomiwerff772@gmail.com";
const WHATSAPP_LURE = "telephonequality.com";
const GONE_LURE = "music-headphones.org";
const INVITATION_LURE = "phonering4you.com";
const SUBSCRIBED = "cool-smartphone-apps.com";
const CALENDAR_SERVER = "phonemetrics.co";
const VIBER_LURE = "cellphonesprices.com";
const MESSENGER_LURE = "revolution-news.co";
const INTERACTION_LURE = "documentpro.org";
/** A file of Coruna, published below /private/var/tmp; here a row of the attachments names it, as rows of exploits' attachments did in 2021. */
const STAGED = "/var/tmp/relaunch";

const FRIEND = "12025550122";
const STRANGER = "12025550188";
const OWN_ACCOUNT = "100000000000042";

const PHOTO = {
  path: "~/Library/SMS/Attachments/0b/11/0B3C11F0-6E0A-4C5E-9C7D-5B6C0D8E1F21/IMG_2001.jpeg",
  mimeType: "image/jpeg",
  uti: "public.jpeg",
  size: 91_000,
};

/** The phone of somebody whom the lures reach by every way but SMS: calls, other messengers, invitations, a calendar, an account. */
export default defineScenario({
  id: ID,
  title: "A phone that published lures reached by calls, invitations and other messengers",
  live: ({ seed, to }) =>
    merge(ordinaryLife({ seed, to }), {
      messages: [
        {
          at: to - 6 * DAY,
          sender: `+${STRANGER}`,
          chat: `+${STRANGER}`,
          service: "iMessage",
          attachments: [{ path: STAGED, mimeType: "image/gif", uti: "com.compuserve.gif", size: 31_744, sentAs: "IMG_0714.GIF" }],
        },
        {
          at: to - 5 * DAY,
          chat: `+${FRIEND}`,
          service: "iMessage",
          attachments: [{ ...PHOTO, sentAs: "holiday.jpeg", maker: "com.apple.Jellyfish.Animoji" }],
        },
      ],
      files: [...appleFiles(to), ...appFiles(to)],
    }),
  planted: plantedTraces(),
  absent: [
    {
      what: "the owner's own account beside the listed one",
      artifact: "ios/accounts",
      value: "owner@demo.example",
      why: "an account of the owner is no indicator",
    },
  ],
});

function appleFiles(to: UnixSeconds): readonly PhoneFile[] {
  const home = (path: string, build: () => DatabaseFiles): PhoneFile => databaseFile("HomeDomain", path, to, build);
  const lookups = { "com.apple.madrid": { [`mailto:${LOOKED_UP}`]: lookup(to - 5 * DAY), [`tel:+${FRIEND}`]: lookup(to - DAY) } };
  return [
    home("Library/CallHistoryDB/CallHistory.storedata", () =>
      buildCalls([
        {
          at: to - 20 * DAY,
          others: ["maya@example.org", `+${FRIEND}`],
          isOutgoing: true,
          seconds: 300,
          provider: "com.apple.FaceTime",
          type: 16,
        },
        { at: to - 7 * DAY, others: [CALLER], provider: "com.apple.FaceTime", type: 8 },
        { at: to - 2 * DAY, others: [`+${STRANGER}`], seconds: 21, provider: "com.apple.Telephony", type: 1 },
      ]),
    ),
    home("Library/CoreDuet/People/interactionC.db", () =>
      buildInteractionC(
        [
          {
            at: to - 9 * DAY,
            app: "com.apple.mobilemail",
            sender: INTERACTION_SENDER,
            recipients: ["owner@demo.example"],
            attachedUrl: `https://${INTERACTION_LURE}/m`,
          },
          {
            at: to - 8 * DAY,
            app: "net.whatsapp.WhatsApp",
            recipients: [`${FRIEND}@s.whatsapp.net`, "maya@example.org"],
            attachedUrl: "https://photos.example.com/a",
          },
          { at: to - 8 * DAY, app: "com.apple.MobileSMS", sender: `+${STRANGER}`, recipients: [`+${FRIEND}`] },
          { at: to - 12 * DAY, app: "com.apple.mobilemail", attachedUrl: "https://news.example/" },
        ],
        { [GONE_SENDER]: to - 60 * DAY },
      ),
    ),
    home("Library/Calendar/Calendar.sqlitedb", () =>
      buildCalendar(
        [
          { starts: to - 600 * DAY, created: to - 4 * DAY, summary: "Meeting", notes: "Notes", organizer: INVITER },
          {
            starts: to + DAY,
            created: to - 3 * DAY,
            summary: "Call",
            notes: `https://${INVITATION_LURE}/join`,
            organizer: `+${STRANGER}`,
            attachment: { url: "https://files.example/agenda", fileName: "agenda.pdf" },
          },
          {
            starts: to - DAY,
            created: to - 9 * DAY,
            summary: `Doctor ${canaryToken(ID, "calendar entry")}`,
            notes: "https://clinic.example/",
            attachment: { url: "https://clinic.example/form", fileName: "form.pdf" },
          },
        ],
        [`webcal://${SUBSCRIBED}/feed.ics`],
      ),
    ),
    home("Library/Accounts/Accounts3.sqlite", () =>
      buildAccounts([
        { at: to - 300 * DAY, type: "com.apple.account.AppleAccount", username: "owner@demo.example", maker: "com.apple.purplebuddy" },
        { at: to - 10 * DAY, type: "com.apple.account.CalDAV", username: ACCOUNT, maker: "com.apple.Preferences", host: CALENDAR_SERVER },
        { at: to - 300 * DAY, type: "com.apple.account.IdentityServices", username: "+12025550100", maker: "identityservicesd" },
      ]),
    ),
    listFile("HomeDomain", "Library/IdentityServices/idstatuscache.plist", to, lookups),
  ];
}

const lookup = (at: UnixSeconds) => ({ LookupDate: toAppleSeconds(at) + 0.5, IDStatus: 1 });

function appFiles(to: UnixSeconds): readonly PhoneFile[] {
  const whatsapp = (path: string, build: () => DatabaseFiles): PhoneFile => databaseFile(WHATSAPP_GROUP, path, to, build);
  const secret = canaryToken(ID, "received message");
  return [
    whatsapp("ChatStorage.sqlite", () =>
      buildChatStorage([
        { at: to - 30 * DAY, number: FRIEND, text: `${secret} please tell nobody` },
        { at: to - 29 * DAY, number: FRIEND, text: "look https://recipes.example/bread", isOwn: true },
        { at: to - 6 * DAY, number: STRANGER, text: `Your invoice: https://${WHATSAPP_LURE}/i/7`, preview: `https://${WHATSAPP_LURE}/i/7` },
        { at: to - 6 * DAY + MINUTE, number: STRANGER, text: "", mediaPath: `Media/${STRANGER}@s.whatsapp.net/1/2/offer.pdf` },
        { at: to - 5 * DAY, number: STRANGER, text: "gone", preview: `https://${GONE_LURE}/p`, isDeleted: true },
      ]),
    ),
    whatsapp("CallHistory.sqlite", () =>
      buildWhatsAppCalls([
        { at: to - 6 * DAY, number: STRANGER, direction: "incoming" },
        { at: to - 3 * DAY, number: FRIEND, direction: "outgoing" },
        { at: to - 40 * DAY, number: "12025550111" },
      ]),
    ),
    whatsapp("LID.sqlite", () => buildLid([{ at: to - 6 * DAY, lid: "187000000000001@lid", number: STRANGER }])),
    databaseFile("AppDomainGroup-group.viber.share.container", "com.viber/database/Contacts.data", to, () =>
      buildViber([
        { at: to - 12 * DAY, other: `+${STRANGER}`, text: `https://${VIBER_LURE}/v`, direction: "received", fileName: "offer.pdf" },
        { at: to - 11 * DAY, other: `+${FRIEND}`, text: "https://recipes.example/soup", direction: "sent", fileName: "soup.jpg" },
        { at: to - 11 * DAY, other: `+${FRIEND}`, text: "https://viber.example/help", direction: "unknown", fileName: "note.txt" },
      ]),
    ),
    databaseFile("AppDomainGroup-group.com.facebook.Messenger", `lightspeed-userDatabases/${OWN_ACCOUNT}.db`, to, () =>
      buildMessenger(
        [
          {
            at: to - 12 * DAY,
            other: "100000000000077",
            text: `see https://${MESSENGER_LURE}/m`,
            direction: "received",
            fileName: "a.jpg",
          },
          { at: to - 12 * DAY, other: "100000000000078", text: "https://recipes.example/pie", direction: "sent", fileName: "pie.jpg" },
          { at: to - 12 * DAY, other: "100000000000078", text: "https://help.example/", direction: "unknown", fileName: "b.jpg" },
        ],
        OWN_ACCOUNT,
      ),
    ),
  ];
}

function plantedTraces(): readonly PlantedTrace[] {
  const trace = (what: string, artifact: string, type: string, value: string, axis: PlantedTrace["axis"]): PlantedTrace => ({
    what,
    artifact: `ios/${artifact}`,
    type,
    value,
    axis,
  });
  return [
    trace("caller of a missed FaceTime call", "calls", "email-addr:value", CALLER, "targeting"),
    trace("sender of a noted interaction", "interaction-c", "email-addr:value", INTERACTION_SENDER, "targeting"),
    trace("sender whose interactions are gone", "interaction-c", "email-addr:value", GONE_SENDER, "targeting"),
    trace("link of a noted interaction", "interaction-c", "domain-name:value", INTERACTION_LURE, "targeting"),
    trace("account that an identity service looked up", "id-status-cache", "email-addr:value", LOOKED_UP, "targeting"),
    trace("sender of an invitation", "calendar", "email-addr:value", INVITER, "targeting"),
    trace("link in an invitation", "calendar", "domain-name:value", INVITATION_LURE, "targeting"),
    trace("calendar that is subscribed to", "calendar", "domain-name:value", SUBSCRIBED, "none"),
    trace("account that the phone is signed in to", "accounts", "email-addr:value", ACCOUNT, "none"),
    trace("server that an account is set up with", "accounts", "domain-name:value", CALENDAR_SERVER, "none"),
    trace("link in a WhatsApp message", "whatsapp", "domain-name:value", WHATSAPP_LURE, "targeting"),
    trace("preview of a deleted WhatsApp message", "whatsapp", "domain-name:value", GONE_LURE, "none"),
    trace("link in a Viber message", "viber", "domain-name:value", VIBER_LURE, "targeting"),
    trace("link in a Messenger message", "messenger", "domain-name:value", MESSENGER_LURE, "targeting"),
    trace("path of an attachment", "sms-attachments", "file:path", `/private${STAGED}`, "compromise"),
  ];
}
