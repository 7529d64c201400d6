import { expect, test } from "vitest";
import { spoolContract } from "./spool.contract.ts";
import { createMemorySpool } from "./spool.ts";

for (const { title, maxBytes, run } of spoolContract)
  test(`a spool in memory ${title}`, () => expect(run(createMemorySpool(maxBytes))).toBeUndefined());
