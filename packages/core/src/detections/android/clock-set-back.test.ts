import { expect, test } from "vitest";
import { fromUnixSeconds } from "../../model/time.ts";
import { hitsOf } from "../../testing/index.ts";
import clockSetBack from "./clock-set-back.ts";

const happened = fromUnixSeconds(1_650_000_000)!;
const event = (batteryEvent: string, detail: string) => ({ batteryEvent, phase: "moment", detail, happened });

test("tells in one finding how often, and by how much", () => {
  expect(hitsOf(clockSetBack, [event("clock", "-172800s"), event("plugged", "usb"), event("clock", "-7200s")])).toMatchObject([
    { subject: "clock-set-back", count: 2, time: happened, params: { count: 2, hours: 48 } },
  ]);
});

test("is silent on whatever else the history notes", () => {
  expect(hitsOf(clockSetBack, [event("plugged", "usb"), event("user", "clock")])).toEqual([]);
});
