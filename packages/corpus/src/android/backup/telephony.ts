import { deflateSync } from "node:zlib";
import type { TarMember } from "../../archive/tar.ts";
import { utf8 } from "../../bytes.ts";
import type { UnixSeconds } from "../../time.ts";
import { DEMO_CERTIFICATE } from "./demo-certificate.ts";

/** A message of the telephony storage. */
export interface TextMessage {
  readonly at: UnixSeconds;
  readonly party: string;
  readonly text: string;
  readonly isSent?: boolean;
  /** Written and not sent. */
  readonly isDraft?: boolean;
  /** Of a multimedia message, the name of its picture. */
  readonly picture?: string;
}

const PROVIDER = "com.android.providers.telephony";
const OWN_NUMBER = "+12025550100";
/** Messages of one file (TelephonyBackupAgent). */
const PER_FILE = 1_000;

/** The members of a backup of the telephony storage: nearly all values are texts, each list is one zlib stream. */
export function telephonyMembers(messages: readonly TextMessage[], sdk: number): readonly TarMember[] {
  return [
    { name: `apps/${PROVIDER}/_manifest`, content: manifest({ app: PROVIDER, version: sdk, sdk, signers: [DEMO_CERTIFICATE] }) },
    ...filesOf("sms", messages.filter(({ picture }) => picture === undefined).map(smsOf)),
    ...filesOf("mms", messages.filter(({ picture }) => picture !== undefined).map(mmsOf)),
  ];
}

const filesOf = (kind: "sms" | "mms", messages: readonly object[]): TarMember[] =>
  Array.from({ length: Math.ceil(messages.length / PER_FILE) }, (_, index) => ({
    name: `apps/${PROVIDER}/d_f/${String(index).padStart(6, "0")}_${kind}_backup`,
    content: new Uint8Array(deflateSync(utf8(JSON.stringify(messages.slice(index * PER_FILE, (index + 1) * PER_FILE))))),
  }));

/** Boxes of the telephony storage: 1 in, 2 sent, 3 draft. */
const boxOf = ({ isSent = false, isDraft = false }: TextMessage): string => (isDraft ? "3" : isSent ? "2" : "1");
const isOwn = ({ isSent = false, isDraft = false }: TextMessage): boolean => isSent || isDraft;

const smsOf = (message: TextMessage): object => ({
  self_phone: OWN_NUMBER,
  address: message.party,
  body: message.text,
  date: String(Math.round(message.at * 1000)),
  date_sent: isOwn(message) ? "0" : String(Math.floor(message.at - 1) * 1000),
  status: "-1",
  type: boxOf(message),
  recipients: [message.party],
  archived: false,
  read: "1",
});

/** Times of multimedia messages are in seconds. 137 is the sender's address, 151 a recipient's; 132 what was fetched, 128 what was sent. */
const mmsOf = (message: TextMessage): object => ({
  self_phone: OWN_NUMBER,
  m_type: isOwn(message) ? "128" : "132",
  msg_box: boxOf(message),
  date: String(Math.round(message.at)),
  date_sent: isOwn(message) ? "0" : String(Math.floor(message.at - 1)),
  sub: "Photo",
  mms_body: message.text,
  mms_charset: 106,
  mms_addresses: [
    { type: 137, address: isOwn(message) ? "insert-address-token" : message.party, charset: 106 },
    { type: 151, address: isOwn(message) ? message.party : OWN_NUMBER, charset: 106 },
  ],
  attachments: [{ mime_type: "image/jpeg", filename: message.picture }],
  read: "1",
});

export interface ManifestFacts {
  readonly app: string;
  readonly version: number;
  readonly sdk: number;
  readonly installer?: string;
  /** DER, in hex. */
  readonly signers?: readonly string[];
}

/** What the system writes of each app before its files. */
export const manifest = ({ app, version, sdk, installer = "", signers = [] }: ManifestFacts): Uint8Array =>
  utf8(`${["1", app, version, sdk, installer, "0", signers.length, ...signers].join("\n")}\n`);
