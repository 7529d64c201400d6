import { type Artifact, artifacts, buildKnowledge, defaultPacks, memoryFile, memoryInput } from "@bridle/core";
import { androidScenarios, collectionScenarios, scenarios, sysdiagnoseScenarios } from "@bridle/corpus";
import { expect, test } from "vitest";
import { examine } from "../packages/core/src/testing/examine.ts";

/** "Could this have matched?" is told from what artifacts say they emit: so they must say all of it, and nothing they never do. */

const seen = new Map<string, Set<string>>();
const watched = (artifact: Artifact): Artifact => ({
  ...artifact,
  observables(record) {
    const observables = artifact.observables?.(record) ?? [];
    const known = seen.get(artifact.id) ?? new Set();
    seen.set(artifact.id, known);
    for (const { type, role } of observables) known.add(`${type} ${role}`);
    return observables;
  },
});

const declared = ({ emits }: Artifact): string[] =>
  Object.entries(emits).flatMap(([type, roles]) => roles.map((role) => `${type} ${role}`));

/** Declared, and on no synthetic phone: each with its reason, each leaving the list when a phone shows it. */
const NOT_ON_A_PHONE: Readonly<Record<string, readonly string[]>> = {
  // Groups and plug-ins of Manifest.plist, and bundles, which lie in file systems only: applications.test.ts
  "ios/applications": ["app:id listed", "file:path installed"],
  "ios/binary-locations": ["file:path listed"], // iOS 12 to 14 only, older than the builder's phones: binary-locations.test.ts
  // Apps that a profile carries, filters or silences: configuration-profiles.test.ts
  "ios/configuration-profiles": ["app:id listed"],
  "ios/file-listing": ["file:path written"], // part of few archives; its form was never seen: file-listing.test.ts
  "ios/power-log": ["app:id installed", "app:id listed", "url:value contacted"], // tables that the builder leaves out: power-log.test.ts
  // Certificates of the makers, which the phones' profiles do not carry: provisioning-profiles.test.ts
  "ios/provisioning-profiles": ["app:cert.sha1 listed", "app:cert.sha256 listed"],
  "ios/manifest": ["domain-name:value visited"], // host names as folders of website data: manifest.test.ts
  "ios/safari-favicons": ["url:value resolved", "url:value visited"], // backups do not hold it: safari-favicons.test.ts
  "ios/safari-history": ["url:value listed"], // tombstones that keep a pattern: safari-history.test.ts
  "ios/trust-store": ["app:cert.sha1 installed", "app:cert.sha256 installed"], // most phones have none added: trust-store.test.ts
};

const ofIos = artifacts.filter(({ id }) => id.startsWith("ios/"));
const ofAndroid = artifacts.filter(({ id }) => id.startsWith("android/"));

test("every artifact of iOS yields what it says it emits, and nothing else", async () => {
  const knowledge = { ...buildKnowledge([...defaultPacks()], []), artifacts: ofIos.map(watched) };
  for (const scenario of scenarios) await examine(scenario.build(), knowledge);
  for (const scenario of sysdiagnoseScenarios) await examine(memoryInput(scenario.root(), scenario.build()), knowledge);
  const yielded = Object.fromEntries(ofIos.map(({ id }) => [id, [...(seen.get(id) ?? [])].sort()]));
  const expected = ofIos.map((artifact) => [
    artifact.id,
    declared(artifact)
      .filter((one) => !NOT_ON_A_PHONE[artifact.id]?.includes(one))
      .sort(),
  ]);
  expect(yielded).toEqual(Object.fromEntries(expected));
});

/** Which of it a phone shows depends on its maker, its version and on what was collected: that nothing else is yielded holds for all. */
test("no artifact of Android yields what it does not say it emits", async () => {
  const knowledge = { ...buildKnowledge([...defaultPacks()], []), artifacts: ofAndroid.map(watched) };
  for (const scenario of androidScenarios) await examine(memoryFile("bugreport.zip", scenario.bugreport()), knowledge);
  for (const scenario of collectionScenarios) await examine(memoryInput("collected", scenario.files()), knowledge);
  const undeclared = ofAndroid.map((artifact) => {
    const said = new Set(declared(artifact));
    return [artifact.id, [...(seen.get(artifact.id) ?? [])].filter((one) => !said.has(one))];
  });
  expect(Object.fromEntries(undeclared)).toEqual(Object.fromEntries(ofAndroid.map(({ id }) => [id, []])));
  expect(ofAndroid.filter(({ id }) => (seen.get(id)?.size ?? 0) > 0).length).toBeGreaterThan(10);
});
