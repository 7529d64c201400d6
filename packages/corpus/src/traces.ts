import type { NetworkProcess } from "./ios/data-usage.ts";
import type { Message } from "./ios/message.ts";
import type { PhoneFile } from "./ios/phone.ts";
import type { Visit } from "./ios/safari.ts";
import type { Life } from "./life/life.ts";
import { networkName, traffic } from "./life/network.ts";
import { createRandom, seedFor } from "./random.ts";
import { HOUR, type UnixSeconds } from "./time.ts";

/**
 * Traces, not causes: names, addresses and rows as researchers published them, with nothing behind them that could run.
 */
export const smsLure = (at: UnixSeconds, url: string, sender = "+12025550177"): Partial<Life> => ({
  messages: [
    { at, text: `Your parcel could not be delivered. Choose a new time: ${url}`, sender, chat: sender, service: "SMS", storedIn: "both" },
  ],
});

/** A link that stands nowhere but in the attributed text, as in many rows of recent iOS. */
export const attributedLure = (at: UnixSeconds, url: string, sender: string): Partial<Life> => ({
  messages: [{ at, text: `Is this you in the video? ${url}`, sender, chat: sender, service: "iMessage", storedIn: "attributedBody" }],
});

/** An iMessage from a published sender with an attachment and no word, later deleted by its row. */
export const wordlessMessage = (at: UnixSeconds, sender: string, attachment: string): Partial<Life> => {
  const message: Message = {
    at,
    sender,
    chat: sender,
    service: "iMessage",
    attachments: [{ path: attachment, mimeType: "image/gif", uti: "com.compuserve.gif", size: 31_744 }],
  };
  return { messages: [message] };
};

/** Opened from a message: the first host sends the browser on at once. */
export const redirectedVisit = (at: UnixSeconds, from: string, to: string): Partial<Life> => ({
  visits: [
    { at, url: from },
    { at: at + 0.31, url: to, isRedirected: true },
  ],
});

export const typedOffline = (at: UnixSeconds, urls: readonly string[]): Partial<Life> => ({
  visits: urls.map((url, index): Visit => ({ at: at + index * 21, url, isFailed: true })),
});

/** Processes that used the network for some hours. */
export const contacted = (seed: number, at: UnixSeconds, names: readonly string[]): Partial<Life> => ({
  processes: names.map((name, index) => networkProcess(seed, at + index * 170, name)),
});

/** Processes of which somebody deleted the rows but not the usage: their numbers are missing between their neighbours'. */
export const deletedProcesses = (seed: number, at: UnixSeconds, count: number): Partial<Life> => ({
  processes: Array.from({ length: count }, (_, index) => ({
    ...networkProcess(seed, at + index * 95, `deleted-${index}`),
    isDeleted: true,
  })),
});

function networkProcess(seed: number, first: UnixSeconds, name: string): NetworkProcess {
  const random = createRandom(seedFor(seed, `process ${name}`));
  const usage = [traffic(random, first + 2), traffic(random, first + 3 * HOUR), traffic(random, first + 26 * HOUR)];
  return { name: networkName(name), first, last: usage.at(-1)!.at, usage };
}

export const writtenFile = (at: UnixSeconds, file: Omit<PhoneFile, "birth" | "modified">): Partial<Life> => ({
  files: [{ ...file, birth: at, modified: at }],
});
