import { describe, expect, test } from "vitest";
import { bytesSource, readBytes } from "../../bytes/byte-source.ts";
import { FormatError } from "../../bytes/format-error.ts";
import { ageFile, identityStanza, passwordStanza } from "../../testing/age.ts";
import { damaged } from "../../testing/damage.ts";
import { openArmor } from "./armor.ts";
import { isAge, readAgeHeader } from "./header.ts";
import { parseIdentities } from "./identity.ts";
import { MAX_HEADER_BYTES, MAX_WORK_FACTOR } from "./limits.ts";
import { openPayload } from "./payload.ts";
import { type AgeKeys, lockOf, openFileKey } from "./unwrap.ts";

/** Made by age-keygen and age 1.1.1 for this test. */
const IDENTITY = `# created: 2026-11-22T10:38:25Z
# public key: age1y20myn2r4p5ptfjnzkl065e797sq2nzr9max7m32dfgyak7w3s8sp05sh3
AGE-SECRET-KEY-157WXXLVJG85N6ZDY28FY85WQUER4LWHYVPCWSRXY0UKN6Z4DHHUQ0ACG0U
`;
const ARMORED = `-----BEGIN AGE ENCRYPTED FILE-----
YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBhUTlnUGZTMnQ0QlkwNHhU
akZTVUhHdTdLTUhKL1EyWExreXpUVTR5YkN3Cnd2TC9ScmIyUmJYQ2VlRndCRzJV
VExTeWhvaXcxS2ZmbzQ0Tm9HdHNERzQKLS0tIGVubldBY1VIckU0SXhua1dPVEF4
QjNKUGRFWGtxRmIxTTB0UzNuWnJxUkUKZtc1DrrXBHJGQvfaUolCn9OzdrXGsDia
Rwa+EcRKMnYLbT1MWH5un0uRN0WU/Qs=
-----END AGE ENCRYPTED FILE-----
`;
const OF_TWO =
  "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSA4cjdjSWFCYUoxZmlPV2MxQ05YUFFoZVZIUDVlVE5nRjRxTFF1UVV0S2tZCnZqRko0aGpXS1JXazBCQllWeVNyZ2VWcHN0UHh4RTdWS2duUFkzNE9rdDAKLT4gWDI1NTE5IE5sTUo4T25kWE51cFJrOUdVRVM1OEVSekFUTHh6Q3hFbW9RQzl0Rml4bm8KZVd4c3cwR0RpanVLMVRMd1NtNjNpTDJuVjBHWnJkdzFzU1AzSEtRRTJIbwotLS0gWTBoeVhiNHJXR1gwVTZlenViQ2JOS1MzVDNqR0xWMWRDWTZnNmN5R3RNbwq1qTTWzJOghsk734zdYj7mKCxyt9Mi8TA/e1keqmIRcJdCsFd5Xzmw3aR2gO44kQ==";
const EMPTY =
  "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSA2RmZMVXo2WCtZNi9Yb3AyOFpJRVcxNGtOUU1hb1Z1QnE1V2hmdG13YzB3CnN0Qi9JeDBuMjFiRkpGbzg0blo5SEFhYW9SNUkxYXgvd2lJaVJtaDdKNXMKLS0tIE9HK1o1cnZvUnR3ZkY0MUpBY2JURjV0MGh2VEg4NXY1QStXNlIwRVRiRkkKi7LrGaYmkyGUf4QnzMcLQSzaAhkFiacDAthiEhrkQy0=";

const SECRET = new Uint8Array(32).fill(9);
const CONTENT = Uint8Array.from({ length: 200_000 }, (_, index) => (index * 7 + (index >> 8)) & 0xff);
const bytesOf = (base64: string): Uint8Array => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

async function opened(bytes: Uint8Array, keys: AgeKeys) {
  const source = openArmor(bytesSource(bytes)) ?? bytesSource(bytes);
  const header = readAgeHeader(source);
  const key = await openFileKey(header, keys);
  return key && openPayload(source, header.payloadOffset, key);
}

async function contentOf(bytes: Uint8Array, keys: AgeKeys): Promise<Uint8Array | undefined> {
  const payload = await opened(bytes, keys);
  return payload && readBytes(payload.content, 0, payload.content.byteLength);
}

describe("files that age itself wrote", () => {
  const keys = { identities: parseIdentities(IDENTITY) };

  test("open with the identity, armored or not, for one recipient or two, empty or not", async () => {
    expect(textOf((await contentOf(new TextEncoder().encode(ARMORED), keys))!)).toBe("hello from age\n");
    expect(textOf((await contentOf(new TextEncoder().encode(ARMORED.replaceAll("\n", "\r\n")), keys))!)).toBe("hello from age\n");
    expect(textOf((await contentOf(bytesOf(OF_TWO), keys))!)).toBe("hello from age\n");
    expect(await opened(bytesOf(EMPTY), keys)).toMatchObject({ content: { byteLength: 0 }, isCut: false });
  });

  test("do not open with another identity", async () => {
    expect(await contentOf(bytesOf(OF_TWO), { identities: [SECRET] })).toBeUndefined();
    expect(await contentOf(bytesOf(OF_TWO), { password: "hello" })).toBeUndefined();
  });
});

describe("what is sealed in chunks", () => {
  const sealed = ageFile(CONTENT, [identityStanza(SECRET)]);
  const keys = { identities: [SECRET] };

  test("is read at any place without what stands before", async () => {
    const { content, isCut } = (await opened(sealed, keys))!;
    expect({ length: content.byteLength, isCut }).toEqual({ length: CONTENT.length, isCut: false });
    for (const at of [0, 65_530, 65_536, 131_071, 199_990]) expect(readBytes(content, at, 20)).toEqual(CONTENT.slice(at, at + 20));
  });

  test("opens as far as its whole chunks where the file was cut", async () => {
    const header = readAgeHeader(bytesSource(sealed));
    const first = header.payloadOffset + 16;
    const inChunk = (await opened(sealed.slice(0, first + 65_552 + 40_000), keys))!;
    expect(inChunk.isCut).toBe(true);
    expect(readBytes(inChunk.content, 0, CONTENT.length)).toEqual(CONTENT.slice(0, 65_536));
    const between = (await opened(sealed.slice(0, first + 2 * 65_552), keys))!;
    expect(between.isCut).toBe(true);
    expect(readBytes(between.content, 0, CONTENT.length)).toEqual(CONTENT.slice(0, 131_072));
    const atOnce = (await opened(sealed.slice(0, first + 5), keys))!;
    expect(atOnce).toMatchObject({ content: { byteLength: 0 }, isCut: true });
  });

  test("costs the chunk that was changed and no other", async () => {
    const copy = sealed.slice();
    copy[copy.length - 100_000]! ^= 1;
    const { content } = (await opened(copy, keys))!;
    expect(readBytes(content, 0, 65_536)).toEqual(CONTENT.slice(0, 65_536));
    expect(() => readBytes(content, 65_536, 65_536)).toThrow(FormatError);
    expect(readBytes(content, 131_072, 65_536)).toEqual(CONTENT.slice(131_072, 196_608));
  });

  test("opens with its password, and with no other", async () => {
    const file = ageFile(CONTENT, [passwordStanza("correct horse")]);
    expect(lockOf(readAgeHeader(bytesSource(file)))).toBe("password");
    expect(await contentOf(file, { password: "correct horse" })).toEqual(CONTENT);
    expect(await contentOf(file, { password: "Correct horse" })).toBeUndefined();
  });
});

describe("headers against the format", () => {
  const refused = async (bytes: Uint8Array, keys: AgeKeys = { identities: [SECRET], password: "a" }): Promise<string> => {
    try {
      await opened(bytes, keys);
    } catch (error) {
      if (error instanceof FormatError) return error.code;
      throw error;
    }
    return "opened";
  };
  const replaced = (bytes: Uint8Array, from: string, to: string): Uint8Array => {
    const text = String.fromCharCode(...bytes.subarray(0, 400));
    const changed = text.replace(from, to);
    return Uint8Array.from([...changed].map((letter) => letter.charCodeAt(0)).concat(...bytes.subarray(400)));
  };

  test("are refused with their kind of trouble", async () => {
    const file = ageFile(CONTENT.slice(0, 500), [identityStanza(SECRET)]);
    expect(await refused(replaced(file, "v1", "v2"))).toBe("not-this-format");
    expect(await refused(replaced(file, "-> X", "-: X"))).toBe("malformed");
    expect(await refused(replaced(file, "-> X25519", "-> unknown x\n\n-> X25519"))).toBe("malformed");
    expect(await refused(file.slice(0, 60))).toBe("truncated");
    const long = `age-encryption.org/v1\n${"-> other\n\n".repeat(MAX_HEADER_BYTES / 10)}`;
    expect(await refused(new TextEncoder().encode(long))).toBe("limit");
  });

  test("may not ask for more memory than a password is worth, nor hide a password among others", async () => {
    const file = ageFile(CONTENT.slice(0, 9), [passwordStanza("a")]);
    expect(await refused(replaced(file, " 4\n", ` ${MAX_WORK_FACTOR + 1}\n`))).toBe("limit");
    expect(await refused(ageFile(CONTENT.slice(0, 9), [passwordStanza("a"), identityStanza(SECRET)]), { password: "a" })).toBe("malformed");
  });

  test("end in content, nothing or a FormatError, however they are damaged", async () => {
    const file = ageFile(CONTENT.slice(0, 100), [identityStanza(SECRET)]);
    for (const { bytes, damage } of damaged(file, { cuts: 60, flips: 150 })) {
      try {
        const content = await contentOf(bytes, { identities: [SECRET] });
        if (content && content.length > 0) expect(content, damage).toEqual(CONTENT.slice(0, 100));
      } catch (error) {
        expect(error, damage).toBeInstanceOf(FormatError);
      }
    }
  });

  test("are told from other files", () => {
    expect(isAge(bytesSource(ageFile(CONTENT, [])))).toBe(true);
    expect(isAge(bytesSource(CONTENT))).toBe(false);
    expect(openArmor(bytesSource(CONTENT))).toBeUndefined();
  });
});

describe("identity files", () => {
  test("give their keys, whatever else stands in them", () => {
    expect(parseIdentities(`${IDENTITY}\nAGE-PLUGIN-YUBIKEY-1Q\n`)).toHaveLength(1);
    expect(parseIdentities(IDENTITY.toLowerCase())).toEqual(parseIdentities(IDENTITY));
  });

  test("are refused where a key is damaged, without repeating it", () => {
    expect(() => parseIdentities("")).toThrow("no line begins with");
    expect(() => parseIdentities("age1y20myn2r4p5ptfjnzkl065e797sq2nzr9max7m32dfgyak7w3s8sp05sh3")).toThrow("no line begins with");
    const broken = IDENTITY.replace("WXXL", "WXYL");
    expect(() => parseIdentities(broken)).toThrow("the key in line 3 is damaged");
    expect(() => parseIdentities(broken)).not.toThrow("WXYL");
    expect(() => parseIdentities(`${IDENTITY.slice(0, -10)}\n`)).toThrow("the key in line 3 is damaged");
  });
});
