import type { EvidenceTime } from "../model/time.ts";
import type { MessageUrl } from "./message-links.ts";

/** Who a message was exchanged with. */
export interface Conversation {
  /** The other side: telephone number, e-mail address, or a sender's name. */
  readonly handle?: string;
  /** Names a handle whose row is gone. */
  readonly isHandleMissing: boolean;
  readonly chat?: string;
  readonly isGroup: boolean;
  readonly groupName?: string;
}

/** A row of the table message. */
export interface TextMessage extends Conversation {
  readonly kind: "message";
  readonly guid: string;
  readonly service?: string;
  readonly isFromMe: boolean;
  readonly text?: string;
  readonly subject?: string;
  readonly sent?: EvidenceTime;
  readonly read?: EvidenceTime;
  readonly edited?: EvidenceTime;
  readonly retracted?: EvidenceTime;
  /** Lies in "Recently Deleted" since. */
  readonly deleted?: EvidenceTime;
  readonly isDeleted: boolean;
  readonly previousTexts?: readonly string[];
  readonly urls?: readonly MessageUrl[];
}

/** A part of a message that was deleted, from the table recoverable_message_part. */
export interface DeletedPart extends Conversation {
  readonly kind: "deleted-part";
  readonly isFromMe: boolean;
  readonly text?: string;
  readonly sent?: EvidenceTime;
  readonly deleted?: EvidenceTime;
  readonly urls?: readonly MessageUrl[];
}

/** An address known to the messages app, whether or not a message of it is left. */
export interface KnownHandle {
  readonly kind: "handle";
  readonly handle: string;
  readonly service?: string;
}

export type SmsRecord = TextMessage | DeletedPart | KnownHandle;
