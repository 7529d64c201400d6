import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { binaryPlist, damaged, plistDate, plistUid, randomNumbers, xmlPlist } from "@bridle/core/testing";
import { parse } from "plist";
import { describe, expect, test } from "vitest";
import { readPlist } from "../packages/core/src/formats/plist/read-plist.ts";
import { isDate, isDictionary, isSet, isUid, memberOf, type PlistValue } from "../packages/core/src/formats/plist/value.ts";
import { textOfAttributedBody } from "../packages/core/src/formats/typedstream/attributed-body.ts";

/** Property lists against readers and writers that are not ours: Python's plistlib and the `plist` package. */
const hasPython = spawnSync("python3", ["-c", "import plistlib; plistlib.UID"]).status === 0;
const publicFiles = fileURLToPath(new URL("../../shared/public/", import.meta.url));
const lists = ["plist/", "ios/"]
  .filter((folder) => existsSync(publicFiles + folder))
  .flatMap((folder) => readdirSync(publicFiles + folder).map((name) => folder + name))
  .filter((name) => name.endsWith(".plist"));

/** The same words for the same value on both sides. Numbers by value, since a double may be stored as an integer; reals by their bits. */
const PYTHON = `
import base64, datetime, json, plistlib, random, struct, sys
EPOCH = datetime.datetime(2001, 1, 1)
def number(value):
    if isinstance(value, float) and abs(value) < 2.0**53 and value == int(value):
        return ["number", str(int(value))]
    if isinstance(value, float):
        return ["real", "nan" if value != value else struct.pack(">d", value).hex()]
    return ["number", str(value)]
def word(value):
    if value is None or isinstance(value, bool): return ["constant", value]
    if isinstance(value, (int, float)): return number(value)
    if isinstance(value, str): return ["text", value]
    if isinstance(value, bytes): return ["data", value.hex()]
    if isinstance(value, plistlib.UID): return ["uid", value.data]
    if isinstance(value, datetime.datetime): return ["date", (value - EPOCH) // datetime.timedelta(milliseconds=1)]
    if isinstance(value, list): return ["list", [word(item) for item in value]]
    if not all(isinstance(key, str) for key in value): raise ValueError("a key that is no text")
    return ["dictionary", [[key, word(member)] for key, member in value.items()]]
def read(data):
    try: return word(plistlib.loads(data))
    except Exception: return None
def value(random, depth, binary):
    kinds = [lambda: random.choice([0, 1, 255, 256, -1, 65535, 2**31, 2**32, 2**53, 2**63 - 1, -2**63, 2**64 - 1]),
        lambda: random.uniform(-1e9, 1e9), lambda: random.choice([0.1, 1e300, float("inf"), 5e-324]),
        lambda: "".join(random.choice("aZ &<>\\t\\u00e9\\u4e16\\U0001f4f1") for _ in range(random.choice([0, 3, 14, 15, 16, 300]))),
        lambda: random.randbytes(random.choice([0, 1, 15, 70, 300])), lambda: random.random() < 0.5,
        lambda: datetime.datetime(random.randint(1, 9999), random.randint(1, 12), random.randint(1, 28), 12, 34, 56)]
    if binary: kinds.append(lambda: plistlib.UID(random.choice([0, 1, 255, 256, 65536, 2**32])))
    if depth < 4:
        kinds += [lambda: [value(random, depth + 1, binary) for _ in range(random.choice([0, 2, 20]))]] * 2
        kinds += [lambda: {str(random.random()): value(random, depth + 1, binary) for _ in range(random.choice([0, 2, 20]))}] * 2
    return random.choice(kinds)()
if sys.argv[1] == "read":
    for line in sys.stdin: print(json.dumps(read(base64.b64decode(line))))
else:
    seeded = random.Random(2023)
    for index in range(300):
        form = plistlib.FMT_BINARY if index % 2 else plistlib.FMT_XML
        data = plistlib.dumps(value(seeded, 0, index % 2 == 1), fmt=form, sort_keys=False)
        print(json.dumps([base64.b64encode(data).decode(), read(data)]))
`;

function python(mode: "read" | "write", inputs: readonly Uint8Array[] = []): unknown[] {
  const input = inputs.map((bytes) => `${Buffer.from(bytes).toString("base64")}\n`).join("");
  const { stdout, stderr, status } = spawnSync("python3", ["-c", PYTHON, mode], { input, encoding: "utf8", maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(stderr);
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

function word(value: PlistValue): unknown {
  if (value === null || typeof value === "boolean") return ["constant", value];
  if (typeof value === "bigint") return ["number", String(value)];
  if (typeof value === "number") return number(value);
  if (typeof value === "string") return ["text", value];
  if (value instanceof Uint8Array) return ["data", Buffer.from(value).toString("hex")];
  if (isUid(value)) return ["uid", value.uid];
  if (isDate(value)) return ["date", Math.floor(Math.round(value.appleSeconds * 1e6) / 1000)];
  if (isDictionary(value)) return ["dictionary", [...value].map(([key, member]) => [key, word(member)])];
  return ["list", (isSet(value) ? value.items : (value as readonly PlistValue[])).map(word)];
}

function number(value: number): unknown {
  if (Number.isInteger(value) && Math.abs(value) < 2 ** 53) return ["number", String(value === 0 ? 0 : value)];
  const bits = Buffer.alloc(8);
  bits.writeDoubleBE(value);
  return ["real", Number.isNaN(value) ? "nan" : bits.toString("hex")];
}

const bytesOf = (name: string): Uint8Array => readFileSync(publicFiles + name);

function strictly(bytes: Uint8Array): unknown {
  try {
    return word(readPlist(bytes).value);
  } catch {
    return null;
  }
}

const MANY_TYPES = [
  { numbers: [0, 255, 256, 65_536, -1, 2n ** 63n - 1n, -(2n ** 63n), 2n ** 64n - 1n, 0.1, -2.5e-300] },
  { text: ["", "ascii", "x".repeat(400), "žluťoučký 📱", "<&>"], data: new Uint8Array(300).fill(7), flags: [true, false] },
  { when: [plistDate("1970-01-01T00:00:00Z"), plistDate("2038-01-19T03:14:08Z")], nested: [[[{ deep: [] }]], {}] },
  Array.from({ length: 1000 }, (_, index) => `item ${index}`),
];

describe.skipIf(!hasPython)("against Python's plistlib", () => {
  test.skipIf(lists.length === 0)("the public samples read the same, where plistlib reads them", () => {
    const theirs = python("read", lists.map(bytesOf));
    const differing = lists.filter((name, index) => theirs[index] !== null && !same(strictly(bytesOf(name)), theirs[index]));
    expect(differing).toEqual(["plist/empty.plist"]); // plistlib makes None of a list without a value, which we refuse
    const refused = lists.filter((_, index) => theirs[index] === null);
    expect(refused).toEqual(["plist/leading_whitespace.plist", "plist/truncated.plist"]);
  });

  test("lists that plistlib writes are read as it reads them", () => {
    const written = python("write") as [string, unknown][];
    expect(written).toHaveLength(300);
    for (const [base64, theirs] of written) expect(strictly(Buffer.from(base64, "base64"))).toEqual(theirs);
  });

  test("lists that our builders write are read by plistlib as they were meant", () => {
    const inputs = [...MANY_TYPES.flatMap((value) => [binaryPlist(value), xmlPlist(value)]), binaryPlist([null, plistUid(70_000)])];
    const theirs = python("read", inputs);
    for (const [index, bytes] of inputs.entries()) expect(theirs[index]).toEqual(strictly(bytes));
    expect(theirs).not.toContain(null);
  });

  test("damaged binary lists that both read are read the same", () => {
    const copies = [...damaged(binaryPlist(MANY_TYPES.slice(0, 3)), { cuts: 0, flips: 3000, seed: randomNumbers(7)() * 2 ** 32 })];
    const theirs = python(
      "read",
      copies.map(({ bytes }) => bytes),
    );
    const ours = copies.map(({ bytes }) => strictly(bytes));
    const both = copies.filter((_, index) => ours[index] !== null && theirs[index] !== null);
    // The marker of fill bytes has no value by the format: null here, empty data there.
    const unfilled = (value: unknown): unknown => JSON.parse(JSON.stringify(value).replaceAll('["data",""]', '["constant",null]'));
    const differing = copies.filter((copy, index) => both.includes(copy) && !same(unfilled(ours[index]), unfilled(theirs[index])));
    expect(differing.map(({ damage }) => damage)).toEqual([]);
    expect(both.length).toBeGreaterThan(1000);
  });
});

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

describe.skipIf(lists.length === 0)("the public samples", () => {
  test("XML lists read as the plist package reads them", () => {
    for (const name of ["plist/com.apple.airport.preferences.plist", "plist/com.apple.iPod.plist"]) {
      expect(plain(readPlist(bytesOf(name)).value)).toEqual(plain(parse(Buffer.from(bytesOf(name)).toString("utf8"))));
    }
  });

  test("white space before a list does not matter", () => {
    const [spaced, other] = ["plist/leading_whitespace.plist", "plist/com.apple.airport.preferences.plist"].map((name) =>
      readPlist(bytesOf(name)),
    );
    expect(spaced).toEqual(other);
  });

  test("a list without a value and a truncated one are refused; salvage gives what the truncated one holds", () => {
    expect(() => readPlist(bytesOf("plist/empty.plist"))).toThrow(expect.objectContaining({ name: "FormatError" }));
    const truncated = bytesOf("plist/truncated.plist");
    expect(() => readPlist(truncated)).toThrow(expect.objectContaining({ name: "FormatError" }));
    const { value, problems } = readPlist(truncated, { salvage: true });
    expect(problems[0]).toMatchObject({ kind: "offsets-rebuilt" });
    expect(memberOf(value, "com.apple.ibtool.document.hierarchy")).toBeInstanceOf(Array);
    expect((memberOf(value, "com.apple.ibtool.document.objects") as ReadonlyMap<string, unknown>).size).toBeGreaterThan(0);
  });

  test("message bodies give the text that was sent, and links of their attributes", () => {
    const database = new DatabaseSync(`${publicFiles}macos/imessage_chat.db`, { readOnly: true });
    const rows = database.prepare("SELECT ROWID AS id, text, attributedBody AS body FROM message ORDER BY ROWID").all();
    database.close();
    const read = rows.map(({ body }) => textOfAttributedBody(body as Uint8Array));
    expect(read.every((body) => body !== undefined && body.problem === undefined)).toBe(true);
    // In two messages of this sample the text column was altered afterwards, and the body was not.
    const altered = rows.filter(({ text }, index) => text !== read[index]?.text);
    expect(altered).toHaveLength(2);
    for (const { text } of altered) {
      const original = read[rows.findIndex((row) => row["text"] === text)]?.text;
      expect(String(text).replace("Open Office", "Microsoft Office")).toBe(original);
    }
    expect(read[0]?.links).toEqual(["tel:128874"]);
  });
});

/** The shapes of the plist package: objects, dates, bytes. */
function plain(value: unknown): unknown {
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, member]) => [key, plain(member)]));
  if (value instanceof Uint8Array) return `data ${Buffer.from(value).toString("hex")}`;
  if (value instanceof Date) return `date ${value.getTime() / 1000 - 978_307_200}`;
  if (Array.isArray(value)) return value.map(plain);
  if (isDate(value as PlistValue)) return `date ${(value as { appleSeconds: number }).appleSeconds}`;
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plain(member)]));
  return value;
}
