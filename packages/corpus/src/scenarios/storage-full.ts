import { utf8 } from "../bytes.ts";
import type { PhoneFile } from "../ios/phone.ts";
import { inUse, listFile } from "../life/files.ts";
import { merge } from "../life/life.ts";
import { ordinaryLife } from "../life/ordinary.ts";
import { DAY, toDate, type UnixSeconds } from "../time.ts";
import { defineScenario } from "./scenario.ts";

/** Thirty days before the last message, in nanoseconds or (iOS 10) seconds: the owner keeps messages for a month to save room. */
const IS_EXPIRED = "date < (SELECT max(date) - 2592000 * iif(max(date) > 1e12, 1000000000, 1) FROM message)";

/**
 * A phone without room: lists that could not be written again are empty, pictures of messages were offloaded, apps too, and old
 * messages went by themselves. All of it is loss, and none of it anybody's doing.
 */
export default defineScenario({
  id: "storage-full",
  title: "A healthy phone whose storage is full",
  live: (context) => {
    const life = merge(ordinaryLife(context));
    return {
      ...life,
      messages: life.messages.map(({ attachments: _, ...message }) => message),
      files: [...life.files, ...spoiltFiles(context.to)],
    };
  },
  assembly: {
    smsStatements: [
      `DELETE FROM chat_message_join WHERE message_id IN (SELECT ROWID FROM message WHERE ${IS_EXPIRED})`,
      `DELETE FROM message WHERE ${IS_EXPIRED}`,
    ],
  },
  planted: [],
  absent: [
    {
      what: "missing messages as a sign of an attack",
      artifact: "ios/sms",
      axis: "attempt",
      why: "they were old, and went as the owner had set it",
    },
    {
      what: "a finding of medium severity or above",
      axis: "compromise",
      why: "empty files are what remains of a write that found no room",
    },
    { what: "a finding of medium severity or above", axis: "none", why: "a full phone is nobody's doing" },
  ],
});

const EMPTY = utf8("");

const spoiltFiles = (to: UnixSeconds): readonly PhoneFile[] => [
  listFile("HomeDomain", "Library/Preferences/com.apple.springboard.plist", to, EMPTY),
  listFile("HomeDomain", "Library/Safari/RecentlyClosedTabs.plist", to, EMPTY),
  listFile("AppDomain-com.apple.mobilesafari", "Library/Safari/RecentlyClosedTabs.plist", to, EMPTY),
  { domain: "HomeDomain", path: "Library/Shortcuts/Shortcuts.sqlite", kind: "file", content: EMPTY, ...inUse(to) },
  listFile("HomeDomain", "Library/Preferences/com.apple.mobile.ldbackup.plist", to, {
    LastiTunesBackupDate: toDate(to - 200 * DAY),
    CloudBackupEnabled: false,
  }),
];
