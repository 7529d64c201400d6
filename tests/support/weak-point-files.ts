import { type DatabaseFiles, editDatabase } from "../../packages/corpus/src/database.ts";
import type { Message } from "../../packages/corpus/src/ios/message.ts";
import type { PhoneFile } from "../../packages/corpus/src/ios/phone.ts";
import { buildSafariHistory, type Visit } from "../../packages/corpus/src/ios/safari.ts";
import { buildSms } from "../../packages/corpus/src/ios/sms.ts";
import { payload, TO } from "./weak-points.ts";

/** Databases of the tests on weak points: written as a phone does, then changed by statements. */
export const PHONE = "+12025550177";

const changed = (files: DatabaseFiles, statements: readonly string[]): Uint8Array =>
  statements.length === 0 ? files.main : editDatabase(files, statements);

/** Messages a minute apart, from a stranger unless told otherwise. */
export const smsFile = (list: readonly Partial<Message>[], ...statements: readonly string[]): PhoneFile =>
  payload(
    "HomeDomain",
    "Library/SMS/sms.db",
    changed(
      buildSms({
        generation: "ios18",
        seed: 3,
        messages: list.map((message, index) => ({
          at: TO - 9000 + index * 60,
          sender: PHONE,
          chat: PHONE,
          service: "iMessage",
          ...message,
        })),
      }),
      statements,
    ),
  );

export const safariFile = (visits: readonly (Pick<Visit, "url"> & Partial<Visit>)[], ...statements: readonly string[]): PhoneFile =>
  payload(
    "AppDomain-com.apple.mobilesafari",
    "Library/Safari/History.db",
    changed(
      buildSafariHistory({ generation: "ios18", visits: visits.map((visit, index) => ({ at: TO - 9000 + index * 60, ...visit })) }),
      statements,
    ),
  );
