import { expectPublishedVectors } from "@bridle/core/testing";
import { test } from "vitest";
import { browserCrypto } from "./crypto.ts";

test("the browser's cryptography gives the published vectors", () => expectPublishedVectors(browserCrypto));
