import { expect, test } from "vitest";
import type { PowerLogEntry } from "../../artifacts/ios/power-log.ts";
import { fromUnixSeconds } from "../../model/time.ts";
import { hitsOf } from "../../testing/index.ts";
import rule from "./camera-with-screen-off.ts";

const T = 1_700_000_000;
const at = (seconds: number) => fromUnixSeconds(T + seconds)!;
const screen = (seconds: number, isOn: boolean, fields: Partial<PowerLogEntry> = {}): PowerLogEntry => ({
  ...{ kind: "screen", time: at(seconds), isOn },
  ...fields,
});
const camera = (seconds: number, bundleId = "org.example.app", fields: Partial<PowerLogEntry> = {}): PowerLogEntry => ({
  ...{ kind: "camera", bundleId, time: at(seconds), isOn: true },
  ...fields,
});
/** Off for an hour. */
const NIGHT = [screen(-600, true), screen(0, false, { detail: "Backlight" }), screen(3_600, true)];
const judge = (...entries: PowerLogEntry[]) => hitsOf(rule, entries);

test("speaks once of an app whose camera went on with the screen off, whatever the order of the tables", () => {
  const hits = judge(camera(700), camera(900), ...NIGHT.toReversed());
  expect(hits).toMatchObject([{ subject: { type: "app:id", value: "org.example.app" }, params: { count: 2 }, count: 2, time: at(700) }]);
  expect(hits[0]!.records).toHaveLength(2);
  expect(hits[0]).not.toHaveProperty("severity");
});

test("says of the system's own programs and of apps for calls no more than that it was so", () => {
  const call: PowerLogEntry = { kind: "call", bundleId: "org.example.phone", detail: "callStop", time: at(-90_000) };
  const apps = ["com.apple.camera", "org.whispersystems.signal", "org.example.phone"];
  const hits = judge(call, ...NIGHT, ...apps.map((app) => camera(700, app)));
  expect(hits.map(({ severity }) => severity)).toEqual(["info", "info", "info"]);
  expect(judge(call, ...NIGHT, camera(700, "com.applefake.camera"))[0]).not.toHaveProperty("severity");
});

test("is silent while the screen is on, at its edges, and when the camera goes off", () => {
  expect(judge(...NIGHT, camera(-100), camera(20), camera(3_580), camera(4_000), camera(700, "org.example.app", { isOn: false }))).toEqual(
    [],
  );
});

test("is silent where the screen's state is not told, told long ago, of another part of the display, or by another clock", () => {
  expect(judge(camera(700))).toEqual([]);
  expect(judge(screen(0, false), camera(90_000))).toEqual([]);
  expect(judge(screen(0, false, { detail: "Touch" }), camera(700))).toEqual([]);
  expect(judge(screen(0, false, { time: { ...at(0), clock: "powerlog" } }), camera(700))).toEqual([]);
});

test("is silent on damaged rows: without a time, a state or an app", () => {
  const { time: _time, ...undated } = camera(700);
  const { isOn: _isOn, ...stateless } = camera(700);
  const { bundleId: _bundleId, ...nameless } = camera(700);
  const { isOn: _screen, ...unknown } = screen(10, true);
  expect(judge(...NIGHT, unknown, undated, stateless, nameless)).toEqual([]);
});
