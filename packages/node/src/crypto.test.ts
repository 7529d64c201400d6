import { expectPublishedVectors } from "@bridle/core/testing";
import { expect, test } from "vitest";
import { nodeCrypto } from "./crypto.ts";

test("the platform's cryptography gives the published vectors", () => expectPublishedVectors(nodeCrypto));

test("large ranges are decrypted whole", () => {
  const key = new Uint8Array(32);
  const sealed = new Uint8Array(3 << 20);
  const once = nodeCrypto.decryptCbc(key, new Uint8Array(16), sealed);
  expect(once).toHaveLength(sealed.length);
  // Every block of zeros after another of zeros decrypts to the same.
  expect(once.subarray(16, 32)).toEqual(once.subarray(-16));
});
