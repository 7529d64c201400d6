import { expect, test } from "vitest";
import { bytesSource, readBytes } from "../bytes/byte-source.ts";
import { portableSha256, sha256OfSource } from "../bytes/hasher.ts";
import { ageFile, identityStanza, passwordStanza } from "../testing/age.ts";
import { openAge } from "./age-file.ts";
import { AcquisitionError } from "./file-system.ts";
import { type InputFile, storedBytesOf } from "./input.ts";
import { memoryFile, memoryInput } from "./memory-input.ts";

const CONTENT = new TextEncoder().encode("what is inside");
/** Of the secret key of 32 bytes of 9; by age's own rules (bech32). */
const IDENTITY = "AGE-SECRET-KEY-1PYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSTFVYXW";
const SECRET = new Uint8Array(32).fill(9);

async function refusalOf(bytes: Uint8Array, context: Parameters<typeof openAge>[1]): Promise<string> {
  try {
    await openAge(memoryFile("given.zip.age", bytes), context);
    return "opened";
  } catch (error) {
    if (error instanceof AcquisitionError) return error.code;
    throw error;
  }
}

test("gives the file inside, with the stored bytes as what was handed over", async () => {
  const sealed = ageFile(CONTENT, [identityStanza(SECRET)]);
  const { input, problems } = await openAge(memoryFile("given.zip.age", sealed), { identity: IDENTITY });
  const file = input as InputFile;
  expect({ name: file.name, size: file.size, problems }).toEqual({ name: "given.zip", size: CONTENT.length, problems: [] });
  expect(readBytes(file.open(), 0, file.size)).toEqual(CONTENT);
  expect(sha256OfSource(storedBytesOf(file), portableSha256)).toBe(sha256OfSource(bytesSource(sealed), portableSha256));
});

test("says that the sealed file was cut, and gives what is there", async () => {
  const sealed = ageFile(new Uint8Array(100_000), [passwordStanza("a")]);
  const cut = memoryFile("given.age", sealed.slice(0, -10));
  const { input, problems } = await openAge(cut, { unlock: { kind: "password", password: "a" } });
  expect(input).toMatchObject({ size: 65_536 });
  expect(problems).toMatchObject([{ problem: { message: "acquisition/age-cut" } }]);
});

test("refuses what nothing given opens, each with its own sentence", async () => {
  const forKey = ageFile(CONTENT, [identityStanza(SECRET)]);
  const forOther = ageFile(CONTENT, [identityStanza(new Uint8Array(32).fill(8))]);
  const forPassword = ageFile(CONTENT, [passwordStanza("a")]);
  expect(await refusalOf(forKey, {})).toBe("identity-needed");
  expect(await refusalOf(forKey, { unlock: { kind: "password", password: "a" } })).toBe("identity-needed");
  expect(await refusalOf(forOther, { identity: IDENTITY })).toBe("wrong-identity");
  expect(await refusalOf(forPassword, {})).toBe("encrypted");
  expect(await refusalOf(forPassword, { unlock: { kind: "without" } })).toBe("encrypted");
  expect(await refusalOf(forPassword, { unlock: { kind: "password", password: "b" } })).toBe("wrong-password");
  expect(await refusalOf(ageFile(CONTENT, ["-> plugin x\n\n"]), {})).toBe("unknown-lock");
  expect(await refusalOf(forKey.slice(0, 100), {})).toBe("damaged");
});

test("leaves what is not sealed as it is", async () => {
  const plain = memoryFile("given.zip", CONTENT);
  expect((await openAge(plain, {})).input).toBe(plain);
  const folder = memoryInput("given", new Map());
  expect((await openAge(folder, {})).input).toBe(folder);
});
