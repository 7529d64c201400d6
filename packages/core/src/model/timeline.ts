import type { Message, MessageParams } from "./message.ts";
import type { EvidenceTime } from "./time.ts";

/**
 * Kinds of timeline events and how far the default timeline (`near`) shows them: `device` states always · `communication` only
 * within 24 hours of a finding, as kind and time · `bulk` (file times and the like) only when all is asked for.
 */
export const EVENT_KINDS = {
  boot: "device",
  shutdown: "device",
  update: "device",
  restore: "device",
  backup: "device",
  install: "device",
  uninstall: "device",
  profile: "device",
  pairing: "device",
  permission: "device",
  crash: "device",
  process: "device",
  account: "device",
  message: "communication",
  call: "communication",
  visit: "communication",
  contact: "communication",
  lookup: "communication",
  interaction: "communication",
  calendar: "communication",
  file: "bulk",
  usage: "bulk",
} as const;
export type EventKind = keyof typeof EVENT_KINDS;

/** Something that happened at a time, as an artifact's record tells it. */
export interface TimelineEvent {
  readonly time: EvidenceTime;
  readonly kind: EventKind;
  /** Catalog id of the sentence. */
  readonly message: string;
  readonly params?: MessageParams;
}

/** `message` as a catalog message. */
export const sentenceOf = (event: TimelineEvent): Message =>
  event.params === undefined ? { message: event.message } : { message: event.message, params: event.params };

/** A line of the timeline, before it is written as JSON or CSV. */
export interface TimelineRow {
  /** Of the time what is sorted by and written: there may be millions of rows. */
  readonly time: Pick<EvidenceTime, "earliest" | "latest" | "clock" | "zoneSource">;
  readonly kind: EventKind;
  /** The sentence, in English: timelines go to other people's tools. */
  readonly message: string;
  readonly artifact: string;
  /** Raw path and place in words; empty for communication near a finding, of which only kind and time are told. */
  readonly evidence: string;
}
