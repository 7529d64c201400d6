import { expect, test } from "vitest";
import { acquisitionInfo } from "../testing/analysis.ts";
import { type MarkKind, type PhoneRelation, phoneMark, phoneMarks, relatePhones } from "./phone-marks.ts";

const phone = (marks: Partial<Record<MarkKind, string>>, platform: "ios" | "android" = "ios") => ({
  info: acquisitionInfo({ device: { platform } }),
  marks: phoneMarks(Object.entries(marks) as [MarkKind, string][]),
});
type Phone = ReturnType<typeof phone>;

const different = (by: Extract<PhoneRelation, { state: "different" }>["by"], first = 0, second = 1): PhoneRelation => ({
  state: "different",
  first,
  second,
  by,
});
const CONFIRMED: PhoneRelation = { state: "confirmed" };
const UNCONFIRMED: PhoneRelation = { state: "unconfirmed" };

test.each<[what: string, phones: readonly Phone[], relation: PhoneRelation]>([
  ["one acquisition", [phone({})], CONFIRMED],
  ["one serial number", [phone({ "serial-number": "F2LX1" }), phone({ "serial-number": "f2lx1 " })], CONFIRMED],
  ["two serial numbers", [phone({ "serial-number": "F2LX1" }), phone({ "serial-number": "F2LX2" })], different("serial-number")],
  ["two device identifiers", [phone({ "device-id": "00008110-1" }), phone({ "device-id": "00008110-2" })], different("device-id")],
  ["two IMEIs", [phone({ imei: "356766060000001" }), phone({ imei: "356766060000002" })], different("imei")],
  [
    "one serial number, and the IMEI of the other card",
    [phone({ "serial-number": "F2LX1", imei: "356766060000001" }), phone({ "serial-number": "F2LX1", imei: "356766060000002" })],
    CONFIRMED,
  ],
  ["nothing told", [phone({ "serial-number": "F2LX1" }), phone({})], UNCONFIRMED],
  ["one model, which many phones are of", [phone({ model: "iPhone14,5" }), phone({ model: "iPhone14,5" })], UNCONFIRMED],
  ["two models", [phone({ model: "iPhone14,5" }), phone({ model: "iPhone14,2" })], different("model")],
  ["two makes", [phone({ make: "google/panther" }), phone({ make: "samsung/a52q" })], different("make")],
  ["an iPhone and an Android phone", [phone({}), phone({}, "android")], different("platform")],
  [
    "a serial number, tied to the third by the second",
    [
      phone({ "serial-number": "F2LX1" }),
      phone({ "serial-number": "F2LX1", "device-id": "00008110-1" }),
      phone({ "device-id": "00008110-1" }),
    ],
    CONFIRMED,
  ],
  [
    "the third of another phone",
    [phone({ "serial-number": "F2LX1" }), phone({}), phone({ "serial-number": "F2LX2" })],
    different("serial-number", 0, 2),
  ],
])("%s", (_what, phones, relation) => expect(relatePhones(phones)).toEqual(relation));

test.each(["", "unknown", "0", "000000000000000", "null", "N/A", "0123456789ABCDEF", undefined])("%j is no number of a phone", (value) =>
  expect(phoneMark("serial-number", value)).toBeUndefined(),
);

test("a mark does not hold what it was made of", () => {
  expect(JSON.stringify(phoneMark("serial-number", "F2LX1ABC"))).not.toMatch(/F2LX1ABC/i);
  expect(phoneMark("imei", "35 676606-0000001")).toEqual(phoneMark("imei", "356766060000001"));
  expect(phoneMark("model", "1234567")?.hash).not.toBe(phoneMark("imei", "1234567")?.hash);
});
