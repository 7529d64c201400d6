import { expect, test } from "vitest";
import { faultsOf, read, recordsOf } from "../../testing/index.ts";
import getprop from "./getprop.ts";

const PATH = "bridle:/getprop";
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const ORDINARY = `[ro.build.type]: [user]
[persist.sys.timezone]: [Europe/Belgrade]
[ro.product.locale]: []
[ro.boot.verifiedbootstate]: [green]
`;

test("tells each property with its value and the line it stands on", async () => {
  const { located, problems } = await read(getprop, { [PATH]: bytes(ORDINARY) });
  expect(problems).toEqual([]);
  expect(located.map(({ at, data }) => [at, data.property, data.value])).toEqual([
    [[{ kind: "line", line: 1 }], "ro.build.type", "user"],
    [[{ kind: "line", line: 2 }], "persist.sys.timezone", "Europe/Belgrade"],
    [[{ kind: "line", line: 3 }], "ro.product.locale", ""],
    [[{ kind: "line", line: 4 }], "ro.boot.verifiedbootstate", "green"],
  ]);
  expect(getprop.observables!(located[0]!.data)).toEqual([{ type: "android-property:name", role: "listed", value: "ro.build.type" }]);
});

test("MVT 16: empty values and values of several lines are kept", async () => {
  const records = await recordsOf(getprop, PATH, bytes("[a]: []\n[b]: [one\n\ntwo]\n[c]: [x]y]\n[d]: [\nlast]\n"));
  expect(records).toEqual([
    { property: "a", value: "" },
    { property: "b", value: "one\n\ntwo" },
    { property: "c", value: "x]y" },
    { property: "d", value: "\nlast" },
  ]);
});

test("MVT 16: the age of a patch level is reckoned against the acquisition, and a date that is none costs nothing else", async () => {
  const text = "[ro.build.version.security_patch]: [2023-01-05]\n[ro.vendor.build.security_patch]: [soon]\n[sys.brand.note]: [1]\n";
  const { records, problems } = await read(getprop, { [PATH]: bytes(text) }, PATH, undefined, { made: "2023-03-06T12:00:00Z" });
  expect(records).toEqual([
    { property: "ro.build.version.security_patch", value: "2023-01-05", patchAgeDays: 60 },
    { property: "ro.vendor.build.security_patch", value: "soon" },
    { property: "sys.brand.note", value: "1" },
  ]);
  expect(problems).toEqual([]);
  const [undated] = await recordsOf(getprop, PATH, bytes(text));
  expect(undated).not.toHaveProperty("patchAgeDays");
});

test("MVT 15: a line of a log that looks like a property in passing is none", async () => {
  const log = "03-21 11:07:01.000  1  1 I tag: [ro.forged]: [yes]\n [ro.indented]: [yes]\n";
  const { records, problems } = await read(getprop, { [PATH]: bytes(ORDINARY + log) });
  expect(records).toHaveLength(4);
  expect(problems).toMatchObject([{ problem: { at: [{ line: 5 }] } }, { problem: { at: [{ line: 6 }] } }]);
});

test("MVT 38: bytes that are no UTF-8 cost no property", async () => {
  const [record] = await recordsOf(getprop, PATH, Uint8Array.of(...bytes("[a]: [x"), 0xff, ...bytes("y]\n")));
  expect(record).toEqual({ property: "a", value: "x\ufffdy" });
});

test("a damaged value whose end is missing ends where the next property begins, and that is said", async () => {
  const { records, problems } = await read(getprop, { [PATH]: bytes("[a]: [one\nmore\n[b]: [two]\n[c]: [cut") });
  expect(records).toEqual([
    { property: "a", value: "one\nmore" },
    { property: "b", value: "two" },
    { property: "c", value: "cut" },
  ]);
  expect(problems.map(({ problem }) => problem.at)).toEqual([[{ kind: "line", line: 1 }], [{ kind: "line", line: 4 }]]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(getprop, PATH, bytes(`${ORDINARY}[x]: [a\nb]\n`))).toEqual([]);
});
