import { concat, utf8 } from "../bytes.ts";
import { KEY_CLASSES, type KeyBagBlock, number } from "../ios/keybag.ts";
import { type Phone, withProtectionClass } from "../ios/phone.ts";
import { createRandom } from "../random.ts";
import { type SealedVariant, sealed, withBag, withBlocks } from "./sealed.ts";
import { ALL_TRACES, FILE_TRACE, type HostileVariant, PROCESS_TRACE, SMS, VISIT_TRACE } from "./variant.ts";

const FOUR_BILLION = 0xffff_ffff;
const MANY = 20_000;
/** The class that sms.db is given where the bag loses one. */
const LOST_CLASS = 1;

const refused = { opens: ["damaged"], hurts: [], stillFound: [] } as const;
const smsOfLostClass = (phone: Phone): Phone => withProtectionClass(phone, SMS.path, LOST_CLASS);

/** A bag that cannot be what a phone wrote: the password is right, and must not be called wrong. */
const broken = (id: string, title: string, protection: NonNullable<SealedVariant["protection"]>): HostileVariant =>
  sealed({ ...refused, id: `keybag-${id}`, title, protection });

/** Encrypted backups with a damaged keybag. */
export const keyBagDamage: readonly HostileVariant[] = [
  broken(
    "empty",
    "A keybag without a byte",
    withBag(() => new Uint8Array()),
  ),
  broken(
    "noise",
    "A keybag of noise",
    withBag((bag) => createRandom(3).bytes(bag.length)),
  ),
  broken(
    "cut",
    "A keybag that ends within the key of its last class",
    withBag((bag) => bag.subarray(0, bag.length - 17)),
  ),
  broken(
    "cut-in-header",
    "A keybag that ends before its first class key",
    withBag((bag) => bag.subarray(0, 100)),
  ),
  broken(
    "absurd-length",
    "A block of a keybag that claims four billion bytes",
    withBag((bag) => concat(bag, utf8("WPKY"), number(FOUR_BILLION))),
  ),
  broken(
    "many-keys",
    "A keybag with twenty thousand class keys too many",
    withBlocks((blocks) => [...blocks, ...Array.from({ length: MANY }, (_, index) => classKey(index)).flat()]),
  ),
  broken("rounds", "A keybag that asks for four billion rounds", withBlocks(replacing("ITER", number(FOUR_BILLION)))),
  broken(
    "first-rounds",
    "A keybag that asks for four billion rounds of the first stage",
    withBlocks(replacing("DPIC", number(FOUR_BILLION))),
  ),
  broken("no-rounds", "A keybag that asks for no rounds", withBlocks(replacing("ITER", number(0)))),
  broken("number-of-two-bytes", "A keybag with a number of two bytes", withBlocks(replacing("ITER", Uint8Array.of(0, 10)))),
  broken(
    "no-salt",
    "A keybag without a salt",
    withBlocks((blocks) => blocks.filter(([tag]) => tag !== "SALT")),
  ),
  broken("empty-salt", "A keybag with a salt of no bytes", withBlocks(replacing("SALT", new Uint8Array()))),
  broken("long-salt", "A keybag with a salt of thirty thousand bytes", withBlocks(replacing("SALT", new Uint8Array(30_000)))),
  broken("short-keys", "Class keys of 39 bytes", withBlocks(replacing("WPKY", new Uint8Array(39)))),
  broken("not-by-password", "A keybag of which the device's own key wraps every key", withBlocks(replacingOfKeys("WRAP", number(1)))),
  sealed({
    id: "keybag-other-keys",
    title: "Random bytes where every class key should be: no password opens it",
    protection: withBlocks(replacing("WPKY", createRandom(7).bytes(40))),
    opens: ["wrong-password"],
    hurts: [],
    stillFound: [],
  }),
  sealed({
    id: "keybag-duplicate-classes",
    title: "Every class twice, the second time around noise",
    protection: withBlocks((blocks) => [...blocks, ...KEY_CLASSES.flatMap(classKey)]),
    opens: ["whole", "with-problems"],
    hurts: [],
    stillFound: ALL_TRACES,
  }),
  sealed({
    id: "keybag-unknown-blocks",
    title: "Blocks that nobody knows, between the others and of any length",
    protection: withBlocks((blocks) => blocks.flatMap((block) => [block, ["ZZZZ", new Uint8Array(9)] as const])),
    opens: ["whole", "with-problems"],
    hurts: [],
    stillFound: ALL_TRACES,
  }),
  sealed({
    id: "keybag-class-missing",
    title: "The keybag lacks the class that sms.db belongs to",
    phone: smsOfLostClass,
    protection: withBlocks((blocks) => withoutClass(blocks, LOST_CLASS)),
    opens: ["whole", "with-problems"],
    hurts: ["ios/sms"],
    stillFound: [PROCESS_TRACE, VISIT_TRACE, FILE_TRACE],
  }),
  sealed({
    id: "keybag-class-damaged",
    title: "The key of the class that sms.db belongs to is damaged",
    phone: smsOfLostClass,
    protection: withBlocks((blocks) => withClassKey(blocks, LOST_CLASS, new Uint8Array(40))),
    opens: ["whole", "with-problems"],
    hurts: ["ios/sms"],
    stillFound: [PROCESS_TRACE, VISIT_TRACE, FILE_TRACE],
  }),
];

function replacing(tag: string, value: Uint8Array): (blocks: readonly KeyBagBlock[]) => readonly KeyBagBlock[] {
  return (blocks) => blocks.map((block) => (block[0] === tag ? [tag, value] : block));
}

/** As above, past the header, where the same tag has another meaning. */
function replacingOfKeys(tag: string, value: Uint8Array): (blocks: readonly KeyBagBlock[]) => readonly KeyBagBlock[] {
  return (blocks) => blocks.map((block, index) => (block[0] === tag && index >= firstKeyOf(blocks) ? [tag, value] : block));
}

const firstKeyOf = (blocks: readonly KeyBagBlock[]): number => blocks.findLastIndex(([tag]) => tag === "DPSL") + 1;

function classKey(keyClass: number): readonly KeyBagBlock[] {
  return [
    ["UUID", new Uint8Array(16)],
    ["CLAS", number(keyClass)],
    ["WRAP", number(2)],
    ["KTYP", number(0)],
    ["WPKY", new Uint8Array(40)],
  ];
}

/** Where the blocks of a class begin and end. */
function spanOf(blocks: readonly KeyBagBlock[], keyClass: number): readonly [from: number, to: number] {
  const place = blocks.findIndex(([tag, value]) => tag === "CLAS" && value[3] === keyClass);
  const next = blocks.findIndex(([tag], index) => tag === "UUID" && index > place);
  return [place - 1, next < 0 ? blocks.length : next];
}

function withoutClass(blocks: readonly KeyBagBlock[], keyClass: number): readonly KeyBagBlock[] {
  const [from, to] = spanOf(blocks, keyClass);
  return [...blocks.slice(0, from), ...blocks.slice(to)];
}

function withClassKey(blocks: readonly KeyBagBlock[], keyClass: number, wrapped: Uint8Array): readonly KeyBagBlock[] {
  const [from, to] = spanOf(blocks, keyClass);
  return blocks.map((block, index) => (block[0] === "WPKY" && index > from && index < to ? ["WPKY", wrapped] : block));
}
