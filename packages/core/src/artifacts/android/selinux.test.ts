import { expect, test } from "vitest";
import { faultsOf, read, recordsOf } from "../../testing/index.ts";
import selinux from "./selinux.ts";

const PATH = "bridle:/androidqf/selinux.txt";
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test("tells the mode", async () => {
  expect(await recordsOf(selinux, PATH, bytes("Enforcing\n"))).toEqual([{ mode: "enforcing" }]);
  expect(await recordsOf(selinux, PATH, bytes("Permissive"))).toEqual([{ mode: "permissive" }]);
});

test("says of damaged text that it is no mode", async () => {
  const { records, problems } = await read(selinux, { [PATH]: bytes("getenforce: not found\n") });
  expect([records, problems.length]).toEqual([[], 1]);
  expect(await faultsOf(selinux, PATH, bytes("Enforcing\n"))).toEqual([]);
});
