import type { PhoneFile } from "../ios/phone.ts";
import { plistFile } from "../life/belongings.ts";
import { merge } from "../life/life.ts";
import { ordinaryLife } from "../life/ordinary.ts";
import { DAY, MINUTE, type UnixSeconds } from "../time.ts";
import { contacted, wordlessMessage, writtenFile } from "../traces.ts";
import { defineScenario } from "./scenario.ts";

const SENDER = "sasquatchdreams@outlook.com";
const PROCESS = "BackupAgent";
const FACETIME_SETTINGS = "Library/Preferences/com.apple.imservice.ids.FaceTime.plist";

/**
 * Operation Triangulation as Kaspersky described it: a message without words, its attachment gone, processes on the network and
 * settings changed within minutes. https://securelist.com/operation-triangulation/109842/ · https://securelist.com/find-the-triangulation-utility/109867/
 */
export default defineScenario({
  id: "triangulation",
  title: "A phone with published traces of Operation Triangulation",
  generation: "ios15",
  live: ({ seed, to }) => {
    const received = to - 6 * DAY;
    return merge(
      ordinaryLife({ seed, to }),
      wordlessMessage(received, SENDER, "/var/tmp/com.apple.messages/DEMO-attachment-1"),
      contacted(seed, received + 2 * MINUTE, ["com.apple.WebKit.WebContent", "powerd", PROCESS]),
      { files: emptyAttachmentFolders(received + MINUTE) },
      writtenFile(received + 3 * MINUTE, plistFile("HomeDomain", FACETIME_SETTINGS, { account: "demo" })),
    );
  },
  planted: [
    { what: "process that used the network", artifact: "ios/data-usage", type: "process:name", value: PROCESS, axis: "compromise" },
    {
      what: "process in the daily analytics",
      artifact: "ios/os-analytics-addaily",
      since: "ios15",
      type: "process:name",
      value: PROCESS,
      axis: "compromise",
    },
    { what: "sender of a message with an attachment", artifact: "ios/sms", type: "email-addr:value", value: SENDER, axis: "targeting" },
    {
      what: "attachment folders that changed and hold no file",
      artifact: "ios/manifest",
      value: "Library/SMS/Attachments/3c/12",
      axis: "compromise",
    },
  ],
  absent: [
    {
      what: "Apple's current backup process",
      artifact: "ios/data-usage",
      value: "BackupAgent2",
      axis: "compromise",
      why: "only BackupAgent, without the 2, is published",
    },
    {
      what: "WebKit and powerd by themselves",
      artifact: "ios/data-usage",
      value: "powerd",
      axis: "compromise",
      why: "both are Apple's; only their company in time means something",
    },
  ],
});

const emptyAttachmentFolders = (changed: UnixSeconds): readonly PhoneFile[] =>
  ["Library/SMS/Attachments/3c", "Library/SMS/Attachments/3c/12"].map((path) => ({
    domain: "MediaDomain",
    path,
    kind: "directory",
    birth: changed - 200 * DAY,
    modified: changed,
  }));
