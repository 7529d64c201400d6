import { type Phone, type PhoneFile, withFiles } from "../ios/phone.ts";
import { type Protection, UNPROTECTED } from "../ios/protection.ts";
import { both, changed, ofClass, sealed, storing, UNWRITTEN_CLASS } from "./sealed.ts";
import {
  ALL_TRACES,
  DATA_USAGE,
  FILE_TRACE,
  type HostileVariant,
  PROCESS_TRACE,
  SAFARI,
  SMS,
  TCC,
  VISIT_TRACE,
  without,
} from "./variant.ts";

const BLOCK = 16;

/** Encrypted backups of which some files, or the catalogue, are not as they should be; the keybag is whole. */
export const encryptionDamage: readonly HostileVariant[] = [
  sealed({
    id: "encrypted-shape",
    title: "An encrypted backup for which no password was given",
    password: undefined,
    opens: ["encrypted"],
    hurts: [],
    stillFound: [],
  }),
  sealed({
    id: "encrypted-other-password",
    title: "An encrypted backup and the password of another",
    password: "close sesame",
    opens: ["wrong-password"],
    hurts: [],
    stillFound: [],
  }),
  sealed({
    id: "encrypted-unpadded-catalogue",
    title: "A catalogue encrypted without the block that fills it up",
    encryption: { isCataloguePadded: false },
    opens: ["whole"],
    hurts: [],
    stillFound: ALL_TRACES,
  }),
  sealed({
    id: "encrypted-some-clear",
    title: "Some files of an encrypted backup are stored clear and have no key",
    encryption: { isClear: ({ path }) => path === SMS.path || path === DATA_USAGE.path },
    opens: ["whole"],
    hurts: [],
    stillFound: ALL_TRACES,
  }),
  sealed({
    id: "encrypted-empty-files",
    title: "Encrypted files without content, a block of filling each",
    phone: (phone) => withFiles(phone, ...emptyFiles(phone)),
    opens: ["whole"],
    hurts: [],
    stillFound: ALL_TRACES,
  }),
  sealed({
    id: "encrypted-no-bytes",
    title: "sms.db has a key, and no byte is stored of it",
    protection: storing(SMS, (stored) => ({ ...stored, stored: new Uint8Array() })),
    opens: ["whole", "with-problems"],
    hurts: ["ios/sms"],
    stillFound: [PROCESS_TRACE, VISIT_TRACE, FILE_TRACE],
  }),
  sealed({
    id: "encrypted-stale-sizes",
    title: "The catalogue's sizes are smaller and larger than what is stored",
    phone: (phone) => withSizes(phone, { [SMS.path]: 4096, [SAFARI.path]: 1 << 30, [TCC.path]: 0 }),
    opens: ["whole", "with-problems"],
    hurts: ["ios/sms", "ios/safari-history", "ios/tcc"],
    stillFound: ALL_TRACES,
  }),
  sealed({
    id: "encrypted-cut-payload",
    title: "An encrypted sms.db that ends within a block",
    protection: storing(SMS, ({ stored, ...rest }) => ({ ...rest, stored: stored.subarray(0, stored.length - 5 * BLOCK - 7) })),
    opens: ["whole", "with-problems"],
    hurts: ["ios/sms"],
    stillFound: [PROCESS_TRACE, VISIT_TRACE, FILE_TRACE],
  }),
  sealed({
    id: "encrypted-lost-padding",
    title: "The last block of History.db, which holds nothing but filling, is damaged; that of DataUsage is gone",
    protection: both(
      storing(SAFARI, ({ stored, ...rest }) => ({ ...rest, stored: changed(stored, stored.length - 3) })),
      storing(DATA_USAGE, ({ stored, ...rest }) => ({ ...rest, stored: stored.subarray(0, stored.length - BLOCK) })),
    ),
    opens: ["whole", "with-problems"],
    hurts: ["ios/safari-history", "ios/data-usage"],
    stillFound: ALL_TRACES,
  }),
  sealed({
    id: "encrypted-bad-file-keys",
    title: "Keys of files too short, too long, of a class that no bag has, and wrapped for something else",
    protection: [
      storing(SMS, ({ stored, encryptionKey }) => ({ stored, encryptionKey: encryptionKey!.subarray(0, 11) })),
      storing(DATA_USAGE, ({ stored }) => ({ stored, encryptionKey: new Uint8Array(70_000) })),
      storing(TCC, ({ stored, encryptionKey }) => ({ stored, encryptionKey: ofClass(encryptionKey!, UNWRITTEN_CLASS) })),
      storing(SAFARI, ({ stored, encryptionKey }) => ({ stored, encryptionKey: changed(encryptionKey!, 20) })),
    ].reduce(both),
    opens: ["whole", "with-problems"],
    hurts: ["ios/sms", "ios/data-usage", "ios/tcc", "ios/safari-history"],
    stillFound: [FILE_TRACE],
  }),
  sealed({
    id: "encrypted-swapped-class",
    title: "The key of sms.db names another class than the one that wraps it",
    protection: storing(SMS, ({ stored, encryptionKey }) => ({ stored, encryptionKey: ofClass(encryptionKey!, 7) })),
    opens: ["whole", "with-problems"],
    hurts: ["ios/sms"],
    stillFound: [PROCESS_TRACE, VISIT_TRACE, FILE_TRACE],
  }),
  sealed({
    id: "encrypted-decrypted-copy",
    title: "A copy that was decrypted in place: nothing is encrypted but what Manifest.plist says",
    protection: (protection) => ({ ...protection, seal: clearWithKey(protection.seal), sealCatalogue: UNPROTECTED.sealCatalogue }),
    opens: ["with-problems"],
    hurts: [],
    stillFound: ALL_TRACES,
  }),
  sealed({
    id: "encrypted-called-clear",
    title: "Manifest.plist says that an encrypted backup is none",
    protection: (protection) => ({ ...protection, isEncrypted: false }),
    opens: ["whole", "with-problems", "damaged"],
    hurts: [],
    stillFound: ALL_TRACES,
  }),
  sealed({
    id: "encrypted-no-manifest-plist",
    title: "Manifest.plist, and with it every key, is not there",
    files: (files) => without(files, "Manifest.plist"),
    opens: ["damaged"],
    hurts: [],
    stillFound: [],
  }),
];

function* emptyFiles({ backupTime }: Phone): Generator<PhoneFile> {
  const dated = { birth: backupTime, modified: backupTime, kind: "file", content: new Uint8Array() } as const;
  yield { ...dated, ...TCC, path: `${TCC.path}-wal` };
  yield { ...dated, domain: "HomeDomain", path: "Library/Notes/empty.txt" };
}

const withSizes = (phone: Phone, sizes: Readonly<Record<string, number>>): Phone => ({
  ...phone,
  files: [...phone.files].map((file) => (file.path in sizes ? { ...file, statedSize: sizes[file.path]! } : file)),
});

/** The content as it is, beside the key that it had. */
const clearWithKey =
  (seal: Protection["seal"]): Protection["seal"] =>
  (file, content) => ({ ...seal(file, content), stored: content });
