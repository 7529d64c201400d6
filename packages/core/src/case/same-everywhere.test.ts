import { expect, inject, test } from "vitest";
import { buildKnowledge } from "../analysis/knowledge.ts";
import { defaultPacks } from "../knowledge/default-packs.ts";
import { examine, payloadDigests } from "../testing/examine.ts";

const bytesOf = (base64: string): Uint8Array => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
const phone = (): Map<string, Uint8Array> => new Map(Object.entries(inject("demoPhone")).map(([path, base64]) => [path, bytesOf(base64)]));

test("gives the bytes that the command line gives, in Node and in a browser", async () => {
  const { files } = await examine(phone(), buildKnowledge([...defaultPacks()], []));
  expect(Object.keys(inject("demoDigests")).length).toBeGreaterThan(8);
  expect(payloadDigests(files)).toEqual(inject("demoDigests"));
});

test("the order of indicator sets changes no finding's id and no rating", async () => {
  const rated = async (sets: ReturnType<typeof defaultPacks>) => {
    const { findings } = (await examine(phone(), buildKnowledge([...sets], []))).analysis;
    return findings.map(({ id, axis, severity, confidence, count }) => [id, axis, severity, confidence, count]);
  };
  expect(await rated([...defaultPacks()].reverse())).toEqual(await rated(defaultPacks()));
});
