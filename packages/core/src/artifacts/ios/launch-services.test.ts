import { expect, test } from "vitest";
import { faultsOf, read, recordsOf } from "../../testing/index.ts";
import launchServices from "./launch-services.ts";

const PATH = "bridle:/sysdiagnose/lsaw.csstoredump";
const APP = "/var/containers/Bundle/Application/8B1C0F5E-0000-4000-8000-000000000001/Demo.app";
const store = (...names: readonly string[]) => new TextEncoder().encode(`bdsl\0\x01\x02${names.join("\0\0\x03")}\0`);

test("finds identifiers and paths as whole runs of letters, each once", async () => {
  const bytes = store("org.example.demo", APP, "A1B2C3D4E5.org.example.team", "org.example.demo", "/Applications/Helper.app");
  const records = await recordsOf(launchServices, PATH, bytes);
  expect(records).toEqual([
    { registeredId: "org.example.demo" },
    { path: expect.stringMatching(/^\/private\/var\/containers\/Bundle\/Application\/.*Demo\.app$/) },
    { registeredId: "org.example.team" },
    { path: "/Applications/Helper.app" },
  ]);
  expect(records.flatMap((one) => launchServices.observables!(one))).toContainEqual({
    type: "app:id",
    role: "listed",
    value: "org.example.demo",
    circumstances: ["found-as-text"],
  });
});

test("takes no part of a longer text, no kind of file that the system declares, and no word for a name", async () => {
  const bytes = store(
    "public.utf8.plain.text",
    "see org.example.demo",
    "no-name",
    "a.b",
    `/System/${"x".repeat(2000)}`,
    "org.example.kept",
  );
  expect(await recordsOf(launchServices, PATH, bytes)).toEqual([{ registeredId: "org.example.kept" }]);
});

test("says when a store holds no names, and nothing of an empty file", async () => {
  expect((await read(launchServices, { [PATH]: new Uint8Array(5000).fill(0xaa) })).problems).toMatchObject([{ reason: "unreadable-form" }]);
  expect((await read(launchServices, { [PATH]: new Uint8Array() })).problems).toEqual([]);
});

test("finds as many names as the limit allows and says that there were more", async () => {
  const names = Array.from({ length: 200_005 }, (_, index) => `a.b.c${index}x`);
  const { records, problems } = await read(launchServices, { [PATH]: store(names.join("\0")) });
  expect(records).toHaveLength(200_000);
  expect(problems).toMatchObject([{ reason: "over-budget" }]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(launchServices, PATH, store("org.example.demo", APP))).toEqual([]);
});
