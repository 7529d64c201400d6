import { sealedFor } from "../../android/androidqf/age.ts";
import { type Collected, collectionFiles, collectionZip } from "../../android/androidqf/androidqf.ts";
import { androidBackup } from "../../android/backup/backup.ts";
import { type TextMessage, telephonyMembers } from "../../android/backup/telephony.ts";
import type { AndroidPhone } from "../../android/bugreport/phone.ts";
import { intrusionLogs, type LoggedEvent } from "../../android/intrusion-log/intrusion-log.ts";
import { DAY, HOUR, MINUTE } from "../../time.ts";
import { androidScenario } from "../android/index.ts";
import type { AndroidOptions, AndroidTruth } from "../android/scenario.ts";

export interface CollectionOptions extends AndroidOptions {
  /** Of the backup inside. */
  readonly password?: string;
  readonly isWithoutBugreport?: boolean;
}

/** A phone collected with AndroidQF: its bug report, its backup, its intrusion logs and the rest. */
export interface CollectionScenario {
  readonly id: string;
  readonly title: string;
  readonly truth: AndroidTruth;
  readonly files: (options?: CollectionOptions) => Map<string, Uint8Array>;
  /** Entries at the root, as AndroidQF streams them. */
  readonly zip: (options?: CollectionOptions) => Uint8Array;
  /** The zip, sealed for the recipient of a secret key (age.ts). */
  readonly sealed: (secret: Uint8Array, options?: CollectionOptions) => Uint8Array;
  readonly backup: (options?: CollectionOptions & { readonly isCompressed?: boolean }) => Uint8Array;
  readonly logs: (options?: CollectionOptions) => ReadonlyMap<string, Uint8Array>;
}

export interface CollectionDefinition extends AndroidTruth {
  readonly id: string;
  readonly title: string;
  /** The Android scenario whose phone was collected. */
  readonly phone: string;
  /** What differs from an ordinary owner's messages, logs and files. */
  readonly change?: (ordinary: Collected) => Collected;
}

export function defineCollection({
  id,
  title,
  phone: of,
  change = (same) => same,
  planted,
  absent,
}: CollectionDefinition): CollectionScenario {
  const collected = (options: CollectionOptions = {}): Collected => {
    const phone = androidScenario(of).phone(options);
    const { password, isWithoutBugreport, bytes } = options;
    const ordinary: Collected = { phone, messages: ordinaryMessages(phone), events: ordinaryEvents(phone) };
    return {
      ...change(ordinary),
      ...(password !== undefined && { password }),
      ...(isWithoutBugreport && { isWithoutBugreport }),
      ...(bytes !== undefined && { bugreportBytes: bytes }),
    };
  };
  const files: CollectionScenario["files"] = (options) => collectionFiles(collected(options));
  return {
    id,
    title,
    truth: { planted, absent },
    files,
    zip: (options) => collectionZip(files(options)),
    sealed: (secret, options) => sealedFor(secret, collectionZip(files(options)), collected(options).phone.seed),
    backup(options = {}) {
      const { messages, phone } = collected(options);
      const { password, isCompressed } = options;
      return androidBackup(telephonyMembers(messages, phone.device.sdk), {
        seed: phone.seed,
        ...(isCompressed && { isCompressed }),
        ...(password !== undefined && { password }),
      });
    },
    logs: (options) => intrusionLogs(collected(options).events),
  };
}

const FRIENDS = ["+12025550111", "+12025550122", "+12025550133"];
const WORDS = [
  "See you at eight",
  "Thanks!",
  "On my way",
  "Call me when you can",
  "Your code is 482193",
  "https://www.wikipedia.org/ says so",
];

const ordinaryMessages = ({ made }: AndroidPhone): readonly TextMessage[] => [
  ...Array.from({ length: 60 }, (_, index) => ({
    at: made - (60 - index) * 9 * HOUR,
    party: FRIENDS[index % FRIENDS.length]!,
    text: `${WORDS[index % WORDS.length]} (DEMO ${index})`,
    isSent: index % 3 === 1,
  })),
  ...WAYS.flatMap((way, index): TextMessage[] => {
    const at = made - 40 * DAY - index * HOUR;
    const text = `https://www.example.com/${index} (DEMO way ${index})`;
    return [FRIENDS[0]!, "friend@example.com"].flatMap((party) => [
      { at, party, text, ...way },
      { at: at + MINUTE, party, text, picture: `DEMO_${index}.jpg`, ...way },
    ]);
  }),
];
/** In, out, and written only. */
const WAYS: readonly Partial<TextMessage>[] = [{}, { isSent: true }, { isDraft: true }];

const ORDINARY_HOSTS = ["www.wikipedia.org", "play.googleapis.com", "www.gstatic.com"];

/** Some days of a phone that does what phones do. */
const ordinaryEvents = ({ made }: AndroidPhone): readonly LoggedEvent[] =>
  Array.from({ length: 5 }, (_, day) => made - (5 - day) * DAY).flatMap((day): LoggedEvent[] => [
    { at: day, kind: "security", tag: "os_startup", details: { verified_boot_state: "green", dm_verity_mode: "enforcing" } },
    ...ORDINARY_HOSTS.map(
      (host, index): LoggedEvent => ({
        at: day + index * MINUTE,
        kind: "dns",
        app: index === 0 ? "com.android.chrome" : "com.google.android.gms",
        host,
        addresses: [`192.0.2.${index + 1}`],
      }),
    ),
    { at: day + HOUR, kind: "security", tag: "keyguard_dismiss_auth_attempt", details: { success: true, method_strength: 1 } },
    {
      at: day + HOUR,
      kind: "security",
      tag: "app_process_start",
      details: { process: "com.android.chrome", uid: 10_150, pid: 4_200, sha256: "d1".repeat(32) },
    },
  ]);
