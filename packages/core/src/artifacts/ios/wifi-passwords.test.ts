import { expect, test } from "vitest";
import { faultsOf, read, recordsOf } from "../../testing/index.ts";
import wifiPasswords from "./wifi-passwords.ts";

const PATH = "bridle:/sysdiagnose/WiFi/security.txt";
// The block that EC-DIGIT's parser quotes; a name may hold what parts names from values.
const item = (name: string, service = "AirPort") => `accc : <SecAccessControlRef: ck>
acct : ${name}
agrp : apple
cdat : 2023-02-09 21:10:38 +0000
mdat : 2023-02-10 21:10:38 +0000
musr : {length = 0, bytes = 0x}
svce : ${service}
tomb : 0
`;
const bytesOf = (text: string) => new TextEncoder().encode(text);

test("names each network with the times of its password, the last one without an empty line too", async () => {
  const records = await recordsOf(wifiPasswords, PATH, bytesOf(`${item("Hotel : 2nd floor")}\n${item("x", "other")}\n${item("Home")}`));
  expect(records.map(({ network }) => network)).toEqual(["Hotel : 2nd floor", "Home"]);
  expect(records[0]!.passwordStored?.earliest).toBe(String(Date.parse("2023-02-09T21:10:38Z") * 1e6));
  expect(records[0]!.passwordChanged?.earliest).toBe(String(Date.parse("2023-02-10T21:10:38Z") * 1e6));
});

test("keeps items apart that follow each other without an empty line", async () => {
  expect((await recordsOf(wifiPasswords, PATH, bytesOf(item("a") + item("b")))).map(({ network }) => network)).toEqual(["a", "b"]);
});

test("says when no line is of the known form, and nothing of an empty file", async () => {
  expect((await read(wifiPasswords, { [PATH]: bytesOf("not permitted\n") })).problems).toMatchObject([{ reason: "unreadable-form" }]);
  expect((await read(wifiPasswords, { [PATH]: new Uint8Array() })).problems).toEqual([]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(wifiPasswords, PATH, bytesOf(item("a")))).toEqual([]);
});
