import type { UnixSeconds } from "../time.ts";

/** A message as its people know it; sms.ts decides where each generation of iOS keeps what. */
export interface Message {
  readonly at: UnixSeconds;
  readonly text?: string;
  /**
   * Where the text stands. Many rows of recent iOS hold it in `attributedBody` alone; SMS of old phones in `text` alone. An edited
   * message is always the former.
   */
  readonly storedIn?: "both" | "text" | "attributedBody";
  /** Phone number, e-mail or short code; without it the owner wrote. */
  readonly sender?: string;
  /** The other party, or `chat` and digits for a group. */
  readonly chat: string;
  readonly service: "iMessage" | "SMS";
  readonly subject?: string;
  readonly attachments?: readonly MessageAttachment[];
  /** A link with its preview: the URL stands in `payload_data`, too. */
  readonly preview?: { readonly url: string; readonly title: string };
  readonly edited?: { readonly at: UnixSeconds; readonly earlier: readonly string[] };
  readonly retracted?: UnixSeconds;
  /** Moved to "Recently Deleted" (iOS 16 and later) or gone, but for its number (earlier). */
  readonly deleted?: UnixSeconds;
  /** A part of the message that was deleted alone and can be recovered. */
  readonly deletedPart?: { readonly at: UnixSeconds; readonly text: string };
  /** `none`: the row names nobody. `gone`: it names a handle that was deleted. */
  readonly handle?: "known" | "none" | "gone";
}

export interface MessageAttachment {
  /** `~/Library/SMS/Attachments/…`, as the database writes it. */
  readonly path: string;
  readonly mimeType: string;
  readonly uti: string;
  readonly size: number;
  /** The name its sender gave it; that of the path unless it is another. */
  readonly sentAs?: string;
  /** Bundle id of the app inside Messages that made it; written from iOS 15 on. */
  readonly maker?: string;
}
