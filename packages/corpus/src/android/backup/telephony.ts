import { deflateSync } from "node:zlib";
import type { TarMember } from "../../archive/tar.ts";
import { utf8 } from "../../bytes.ts";
import type { UnixSeconds } from "../../time.ts";

/** A message of the telephony storage. */
export interface TextMessage {
  readonly at: UnixSeconds;
  readonly party: string;
  readonly text: string;
  readonly isSent?: boolean;
}

const PROVIDER = "com.android.providers.telephony";
const OWN_NUMBER = "+12025550100";
/** Messages of one file (TelephonyBackupAgent). */
const PER_FILE = 1_000;

/** The members of a backup of the telephony storage: nearly all values are texts, the list is one zlib stream. */
export function telephonyMembers(messages: readonly TextMessage[], sdk: number): readonly TarMember[] {
  const files = Array.from({ length: Math.ceil(messages.length / PER_FILE) }, (_, index) =>
    messages.slice(index * PER_FILE, (index + 1) * PER_FILE),
  );
  return [
    { name: `apps/${PROVIDER}/_manifest`, content: manifest({ app: PROVIDER, version: sdk, sdk }) },
    ...files.map((part, index) => ({
      name: `apps/${PROVIDER}/d_f/${String(index).padStart(6, "0")}_sms_backup`,
      content: packed(part.map(smsOf)),
    })),
  ];
}

const packed = (messages: readonly object[]): Uint8Array => new Uint8Array(deflateSync(utf8(JSON.stringify(messages))));

const smsOf = ({ at, party, text, isSent = false }: TextMessage): object => ({
  self_phone: OWN_NUMBER,
  address: party,
  body: text,
  date: String(Math.round(at * 1000)),
  date_sent: isSent ? "0" : String(Math.floor(at - 1) * 1000),
  status: "-1",
  type: isSent ? "2" : "1",
  recipients: [party],
  archived: false,
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
