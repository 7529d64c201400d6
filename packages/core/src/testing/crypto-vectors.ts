import { expect } from "vitest";
import type { CryptoProvider, Pbkdf2Request } from "../bytes/crypto.ts";
import { toHex } from "../model/json.ts";

export const hexBytes = (hex: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(hex.replace(/\s/g, "").match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** RFC 6070 (SHA-1) and RFC 7914, 11 (SHA-256). */
const PBKDF2_VECTORS: readonly (readonly [Pbkdf2Request, key: string])[] = [
  [{ hash: "SHA-1", password: utf8("password"), salt: utf8("salt"), rounds: 4096, length: 20 }, "4b007901b765489abead49d926f721d065a429c1"],
  [{ hash: "SHA-1", password: utf8("pass\0word"), salt: utf8("sa\0lt"), rounds: 4096, length: 16 }, "56fa6aa75548099dcc37d7f03425e0c3"],
  [
    { hash: "SHA-256", password: utf8("passwd"), salt: utf8("salt"), rounds: 1, length: 32 },
    "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc",
  ],
];

/** NIST SP 800-38A, F.2.6: AES-256-CBC. */
export const CBC_VECTOR = {
  key: hexBytes("603deb1015ca71be2b73aef0857d7781 1f352c073b6108d72d9810a30914dff4"),
  iv: hexBytes("000102030405060708090a0b0c0d0e0f"),
  sealed: hexBytes(
    "f58c4c04d6e5f1ba779eabfb5f7bfbd6 9cfc4e967edb808d679f777bc6702c7d 39f23369a9d9bacfa530e26304231461 b2eb05e2c39be9fcda6c19078c6a9d1b",
  ),
  plain: "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710",
} as const;

/** Key, nonce and the beginning of the text of RFC 8439, 2.8.2; without data beside it, sealed by OpenSSL. */
const CHACHA_VECTOR = {
  key: hexBytes("808182838485868788898a8b8c8d8e8f 909192939495969798999a9b9c9d9e9f"),
  nonce: hexBytes("070000004041424344454647"),
  sealed: hexBytes("d31a8d34648e60db7b86afbc53ef7ec2a4aded51dbf3a3a6d05a122619b0d634be6b3475"),
  plain: "Ladies and Gentlemen",
} as const;

/** RFC 3394, 4.6: 256 bits of key data under a key of 256 bits. */
const WRAP_VECTOR = {
  key: hexBytes("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"),
  wrapped: hexBytes("28c9f404c4b810f4cbccb35cfb87f8263f5786e2d80ed326cbc7f0e71a99f43bfb988b9b7a02dd21"),
  plain: "00112233445566778899aabbccddeeff000102030405060708090a0b0c0d0e0f",
} as const;

/** A wrapped key opens with its own key alone, and whole. */
function expectUnwraps({ unwrapKey }: CryptoProvider): void {
  const { key, wrapped, plain } = WRAP_VECTOR;
  expect(toHex(unwrapKey(key, wrapped)!)).toBe(plain);
  expect(unwrapKey(wrapped.subarray(0, 32), wrapped)).toBeUndefined();
  for (const [at, byte] of wrapped.entries()) expect(unwrapKey(key, wrapped.with(at, byte ^ 1))).toBeUndefined();
  for (const length of [0, 8, 31, 32, 39]) expect(unwrapKey(key, wrapped.subarray(0, length))).toBeUndefined();
  expect(unwrapKey(key.subarray(0, 31), wrapped)).toBeUndefined();
}

/** What every provider must give. */
export async function expectPublishedVectors(provider: CryptoProvider): Promise<void> {
  const { pbkdf2, decryptCbc, openChaCha } = provider;
  expectUnwraps(provider);
  for (const [request, key] of PBKDF2_VECTORS) expect(toHex(await pbkdf2(request))).toBe(key);
  const { key, iv, sealed, plain } = CBC_VECTOR;
  expect(toHex(decryptCbc(key, iv, sealed))).toBe(plain);
  expect(toHex(decryptCbc(key, sealed.subarray(0, 16), sealed.subarray(16, 48)))).toBe(plain.slice(32, 96));
  const { key: chachaKey, nonce, sealed: text, plain: letters } = CHACHA_VECTOR;
  expect(new TextDecoder().decode(openChaCha(chachaKey, nonce, text))).toBe(letters);
  expect(openChaCha(chachaKey, nonce, text.with(3, text[3]! ^ 1))).toBeUndefined();
  expect(openChaCha(chachaKey, nonce, text.subarray(0, 15))).toBeUndefined();
}
