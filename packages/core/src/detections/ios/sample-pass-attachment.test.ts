import { expect, test } from "vitest";
import type { CatalogueEntry } from "../../artifacts/ios/manifest.ts";
import { hitsOf } from "../../testing/index.ts";
import samplePassAttachment from "./sample-pass-attachment.ts";

const file = (path: string, entryKind: CatalogueEntry["entryKind"] = "file"): CatalogueEntry => ({
  fileId: "0".repeat(40),
  domain: "MediaDomain",
  relativePath: path,
  path,
  entryKind,
});
const inAttachments = (name: string) => file(`/private/var/mobile/Library/SMS/Attachments/3c/12/${name}`);
const judge = (...records: CatalogueEntry[]) => hitsOf(samplePassAttachment, records);

test("counts the files in one finding, and rates several higher than one", () => {
  expect(judge(inAttachments("A/sample.pkpass"), inAttachments("B/sample.pkpass"))).toMatchObject([
    { subject: "sample-pass", severity: "medium", count: 2, params: { files: 2 } },
  ]);
  expect(judge(inAttachments("A/Sample.pkpass"))).toMatchObject([{ severity: "low", count: 1 }]);
});

test("is silent on other passes, on the same name elsewhere, and on folders", () => {
  expect(judge(inAttachments("ticket.pkpass"), inAttachments("sample.pkpass.png"))).toEqual([]);
  expect(
    judge(file("/private/var/mobile/Library/Passes/Cards/sample.pkpass"), file("/private/var/mobile/Library/SMS/sample.pkpass")),
  ).toEqual([]);
  expect(judge({ ...inAttachments("sample.pkpass"), entryKind: "folder" })).toEqual([]);
});

test("keeps a hundred of a thousand", () => {
  const many = Array.from({ length: 1_000 }, (_, index) => inAttachments(`${index}/sample.pkpass`));
  expect(judge(...many)).toMatchObject([{ count: 1_000, records: { length: 100 } }]);
});
