import { AcquisitionError, artifacts, buildKnowledge, defaultPacks, detections, type LoaderContext, type Unlock } from "@bridle/core";
import { scenario, scenarios } from "@bridle/corpus";
import { nodeCrypto } from "@bridle/node";
import { expect, test } from "vitest";
import { type ExaminedCase, examine } from "../packages/core/src/testing/examine.ts";

/**
 * The same phones, plain and encrypted, examined in memory. The corpus writes them from the specification with Node's cryptography
 * and knows nothing of the reader; tests/encrypted-oracles.test.ts brings the judges from outside.
 */
const knowledge = buildKnowledge([...defaultPacks()], []);
const PASSWORD = "Zaubernuß 🗝";
const TWO_STAGE = { password: PASSWORD };
const ONE_STAGE = { password: PASSWORD, form: "one-stage" } as const;

const examinePhone = (backup: ReadonlyMap<string, Uint8Array>, unlock?: Unlock): Promise<ExaminedCase> => {
  const loading: Partial<LoaderContext> = { crypto: nodeCrypto, ...(unlock && { unlock }) };
  return examine(backup, { ...knowledge, artifacts, detections }, {}, loading);
};
const withPassword: Unlock = { kind: "password", password: PASSWORD };

/** What is of the acquisition and not of the phone: it must differ between two backups of one phone. */
function comparable(text: string): unknown {
  return JSON.parse(text, (key, value: unknown) =>
    ["acquisition", "sha256", "reproduce"].includes(key) && typeof value === "string" ? undefined : value,
  );
}

for (const { id } of scenarios) {
  test(`the phone "${id}" gives the same findings plain and encrypted`, async () => {
    const plain = await examinePhone(scenario(id).build());
    for (const encrypted of [TWO_STAGE, ONE_STAGE]) {
      const opened = await examinePhone(scenario(id).build({ encrypted }), withPassword);
      expect(comparable(opened.files.get("data/findings.json")!)).toEqual(comparable(plain.files.get("data/findings.json")!));
      expect(opened.files.get("data/timeline.jsonl")).toBe(plain.files.get("data/timeline.jsonl"));
      expect(opened.analysis.coverage.artifacts.map(({ id: artifact, status, records }) => [artifact, status, records])).toEqual(
        plain.analysis.coverage.artifacts.map(({ id: artifact, status, records }) => [artifact, status, records]),
      );
      expect(opened.analysis.acquisitions[0]!.kind).toBe("ios-backup-encrypted");
    }
  });
}

const refusalOf = (backup: ReadonlyMap<string, Uint8Array>, unlock?: Unlock): Promise<string> =>
  examinePhone(backup, unlock).then(
    () => "opened",
    (error: unknown) => (error instanceof AcquisitionError ? error.code : String(error)),
  );

test("without a password a locked backup is refused, and with a wrong one too", async () => {
  for (const encrypted of [TWO_STAGE, ONE_STAGE]) {
    const backup = scenario("compromised").build({ encrypted });
    expect(await refusalOf(backup)).toBe("encrypted");
    expect(await refusalOf(backup, { kind: "password", password: "Zaubernuss" })).toBe("wrong-password");
    expect(await refusalOf(backup, { kind: "password", password: "" })).toBe("wrong-password");
  }
});

test("what is clear in a locked backup is read, the rest is called locked, and nothing is concluded from it", async () => {
  const { analysis } = await examinePhone(scenario("clean").build({ encrypted: TWO_STAGE }), { kind: "without" });
  const status = Object.fromEntries(
    analysis.coverage.artifacts.map(({ id, status: is, reason }) => [id, reason ? `${is}: ${reason}` : is]),
  );
  expect(status["ios/backup-info"]).toBe("parsed");
  for (const id of ["ios/manifest", "ios/sms", "ios/data-usage", "ios/safari-history", "ios/tcc"])
    expect(status[id]).toBe("locked: no-key");
  expect(analysis.assessment.headline).toBe("inconclusive");
});

test("before iOS 10.2 the catalogue is clear: without a password it is read, and the files are locked", async () => {
  const { analysis } = await examinePhone(scenario("compromised").build({ encrypted: ONE_STAGE }), { kind: "without" });
  const status = Object.fromEntries(analysis.coverage.artifacts.map(({ id, status: is }) => [id, is]));
  expect([status["ios/manifest"], status["ios/sms"]]).toEqual(["parsed", "locked"]);
});

test("no output holds the password or a key", async () => {
  const { files } = await examinePhone(scenario("compromised").build({ encrypted: TWO_STAGE }), withPassword);
  const all = [...files.values()].join("\n");
  expect(all).not.toContain(PASSWORD);
  expect(all).not.toContain("passwordKey");
});
