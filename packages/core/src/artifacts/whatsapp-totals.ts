import { atFile } from "../model/locator.ts";
import { compareTimes, type EvidenceTime } from "../model/time.ts";
import type { ParseContext } from "./artifact.ts";
import { optional } from "./optional-field.ts";
import { tellTooMany } from "./partial-record.ts";

/** Chats counted; a full phone has some thousands. */
const MAX_CHATS = 100_000;

/** What is stored of a chat's messages. */
interface Stored {
  readonly storedMessages?: number;
  readonly newestStored?: EvidenceTime;
  readonly lacksNewest?: boolean;
}

/** Counts the messages of each chat while they are read. */
export interface ChatTotals {
  /** Every message was read: only then a count says anything. */
  areWhole: boolean;
  add(chat: number | undefined, sent: EvidenceTime | undefined): void;
  of(chat: number | undefined, lastMessage: EvidenceTime | undefined): Stored;
}

export function createTotals(context: ParseContext): ChatTotals {
  const chats = new Map<number, { count: number; newest: EvidenceTime | undefined }>();
  let isFull = false;
  return {
    areWhole: false,
    add(chat, sent) {
      if (chat === undefined) return;
      const known = chats.get(chat);
      if (known) {
        known.count++;
        if (sent && (!known.newest || compareTimes(sent, known.newest) > 0)) known.newest = sent;
      } else if (chats.size < MAX_CHATS) chats.set(chat, { count: 1, newest: sent });
      else if (!isFull) {
        isFull = true;
        tellTooMany(context, atFile, MAX_CHATS);
      }
    },
    of(chat, lastMessage) {
      if (!this.areWhole || isFull || chat === undefined) return {};
      const { count = 0, newest } = chats.get(chat) ?? {};
      return {
        storedMessages: count,
        ...optional("newestStored", newest),
        lacksNewest: lastMessage !== undefined && isYounger(lastMessage, newest),
      };
    },
  };
}

const isYounger = (last: EvidenceTime, newest: EvidenceTime | undefined): boolean =>
  newest === undefined || BigInt(last.earliest) > BigInt(newest.latest) + SLACK;

/** The chat's time and its message's differ by fractions of a second. */
const SLACK = 2_000_000_000n;
