import { expect, test } from "vitest";
import { FormatError } from "../../bytes/format-error.ts";
import { damaged } from "../../testing/damage.ts";
import { readCertificate, readNameBytes } from "./certificate.ts";
import { itemIn } from "./der.ts";

/** Made with OpenSSL: subject and issuer C=XX, O=Example Bridge Ltd, CN=DEMO Root é; its dates are those OpenSSL prints. */
const CERTIFICATE = Uint8Array.from(
  atob(
    [
      "MIIBxDCCAWqgAwIBAgIBTTAKBggqhkjOPQQDAjBBMQswCQYDVQQGEwJYWDEbMBkGA1UECgwSRXhhbXBsZSBCcmlkZ2UgTHRkMRUwEwYDVQQDDAxERU1PIFJv",
      "b3Qgw6kwHhcNMjYxMTIyMDg1MDIzWhcNMzYxMTE5MDg1MDIzWjBBMQswCQYDVQQGEwJYWDEbMBkGA1UECgwSRXhhbXBsZSBCcmlkZ2UgTHRkMRUwEwYDVQQD",
      "DAxERU1PIFJvb3Qgw6kwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQFoJ03QMCC2GyH9PNmQMWClW6knrXyHDM+j+ov30I3QpykgT40dxpcvJXzTH7U7rT4",
      "V30hUmY6Hqju9+EY3Texo1MwUTAdBgNVHQ4EFgQU6sT+iPIKt/aloyOwgz98zGjpt1MwHwYDVR0jBBgwFoAU6sT+iPIKt/aloyOwgz98zGjpt1MwDwYDVR0T",
      "AQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiEAlQ61rdeIDlf0wOxcAGFa/1PSG/T0IV+lH0c9+ji5hnwCIB0rkoBiGMzLD1pUbAazHlUYVv9lwMnlLLlr",
      "Y35SoXzP",
    ].join(""),
  ),
  (letter) => letter.charCodeAt(0),
);

const der = (tag: number, ...content: readonly number[]): number[] => [tag, content.length, ...content];
const letters = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));
const attribute = (type: number, tag: number, ...value: readonly number[]): number[] =>
  der(0x31, ...der(0x30, ...der(0x06, 0x55, 4, type), ...der(tag, ...value)));
const name = (...attributes: readonly number[][]): Uint8Array => Uint8Array.from(der(0x30, ...attributes.flat()));

test("reads whom a certificate names, who issued it and how long it is valid", () => {
  expect(readCertificate(CERTIFICATE)).toEqual({
    subject: { commonName: "DEMO Root é", organization: "Example Bridge Ltd" },
    issuer: { commonName: "DEMO Root é", organization: "Example Bridge Ltd" },
    validFrom: 1_795_337_423,
    validUntil: 2_110_697_423,
  });
});

test("reads names in every kind of text, the last of several of one type, and passes over other types", () => {
  expect(readNameBytes(name(attribute(3, 0x1e, 0, 0x41, 0x20, 0xac), attribute(6, 0x13, 0x58, 0x58)))).toEqual({ commonName: "A€" });
  expect(readNameBytes(name(attribute(11, 0x1c, 0, 1, 0xf6, 0, 0x7f, 0xff, 0xff, 0xff)))).toEqual({ unit: "😀\ufffd" });
  expect(readNameBytes(name(attribute(3, 0x14, 0xe9), attribute(3, 0x16, ...letters("b"))))).toEqual({ commonName: "b" });
  expect(readNameBytes(name())).toEqual({});
  expect(readNameBytes(name(attribute(10, 0x13, ...letters("sets alone"))).subarray(2))).toEqual({ organization: "sets alone" });
});

test("says where the encoding ends or is against its rules", () => {
  const codeOf = (...bytes: readonly number[]): unknown => {
    try {
      return itemIn(Uint8Array.from(bytes), 0);
    } catch (error) {
      return (error as FormatError).code;
    }
  };
  expect(codeOf()).toBe("truncated");
  expect(codeOf(0x30, 5, 1)).toBe("truncated");
  expect(codeOf(0x30, 0x80)).toBe("malformed");
  expect(codeOf(0x30, 0x85, 1, 1, 1, 1, 1)).toBe("malformed");
  expect(codeOf(0x1f, 1, 1)).toBe("unsupported");
  expect(codeOf(0x30, 0x82, 0, 1, 7)).toMatchObject({ tag: 0x30, end: 5 });
});

test("reads no certificate out of something else, nor out of a megabyte", () => {
  expect(() => readCertificate(name(attribute(3, 0x13, 0x41)))).toThrow(FormatError);
  expect(() => readCertificate(new Uint8Array((1 << 20) + 1))).toThrow(expect.objectContaining({ code: "limit" }));
});

test("ends every damaged copy with a certificate or a FormatError", () => {
  for (const { bytes, damage } of damaged(CERTIFICATE)) {
    try {
      readCertificate(bytes);
    } catch (error) {
      expect(error, damage).toBeInstanceOf(FormatError);
    }
  }
});
