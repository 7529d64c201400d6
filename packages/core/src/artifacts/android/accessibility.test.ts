import { expect, test } from "vitest";
import { faultsOf, read, recordsOf } from "../../testing/index.ts";
import accessibility, { type AccessibilityEntry } from "./accessibility.ts";

const PATH = "bridle:/dumpsys/accessibility";
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const SAMSUNG = `ACCESSIBILITY MANAGER (dumpsys accessibility)

User state[attributes:{id=0, currentUser=true, touchExplorationEnabled=false}
           installed services: {
              0 : com.google.android.marvin.talkback/.TalkBackService
              1 : com.samsung.android.heron/com.samsung.Heron  (A11yTool)
           }
           enabled services: {
              0 : com.example.stork/.Eyes
           }
           binding services: {
           }
           bound services:{
           }
`;
const AOSP = `User state[
     attributes:{id=10, touchExplorationEnabled=false, installedServiceCount=6}
     shortcut key:{com.example.stork/com.example.stork.Eyes}
     button:{}
     button target:{null}
     qs shortcut targets:[com.example.heron/.Ears]
     Bound services:{Service[label=Screen Reader, feedbackType[FEEDBACK_SPOKEN, FEEDBACK_GENERIC], capabilities=129, eventTypes=TYPES_ALL_MASK, notificationTimeout=0, requestA11yBtn=false], 
                     Service[label=Second, feedbackType[FEEDBACK_GENERIC], capabilities=1, eventTypes=TYPES_ALL_MASK]}
     Enabled services:{{com.example.stork/com.example.stork.Eyes}, {com.example.heron/.Ears}}
     Binding services:{}
     Crashed services:{{com.example.heron/.Ears}}
     Client list info:{}
]
`;
const told = ({ serviceState, userId, component, label }: AccessibilityEntry) => [serviceState, userId, component ?? label];

test("Samsung's lists, and those to Android 11", async () => {
  const records = await recordsOf(accessibility, PATH, bytes(SAMSUNG));
  expect(records.map(told)).toEqual([
    ["installed", 0, "com.google.android.marvin.talkback/com.google.android.marvin.talkback.TalkBackService"],
    ["installed", 0, "com.samsung.android.heron/com.samsung.Heron"],
    ["enabled", 0, "com.example.stork/com.example.stork.Eyes"],
  ]);
});

test("AOSP's lists since Android 12, of the user they are of, with what a connected service can do", async () => {
  const records = await recordsOf(accessibility, PATH, bytes(AOSP));
  expect(records.map(told)).toEqual([
    ["shortcut", 10, "com.example.stork/com.example.stork.Eyes"],
    ["shortcut", 10, "com.example.heron/com.example.heron.Ears"],
    ["bound", 10, "Screen Reader"],
    ["bound", 10, "Second"],
    ["enabled", 10, "com.example.stork/com.example.stork.Eyes"],
    ["enabled", 10, "com.example.heron/com.example.heron.Ears"],
    ["crashed", 10, "com.example.heron/com.example.heron.Ears"],
  ]);
  expect(records.map(({ capabilities }) => capabilities)).toEqual([undefined, undefined, 129, 1, undefined, undefined, undefined]);
});

test("MVT 22: what is installed is not enabled, and each is told once in each list", async () => {
  const records = await recordsOf(accessibility, PATH, bytes(SAMSUNG));
  expect(records.flatMap((record) => accessibility.observables!(record)).map(({ role, value }) => `${role} ${value}`)).toEqual([
    "installed com.google.android.marvin.talkback",
    "installed com.samsung.android.heron",
    "ran com.example.stork",
  ]);
});

test("MVT 22: lines without a colon and other damage cost nothing else", async () => {
  const text = SAMSUNG.replace("0 : com.google", "0 com.google").replace(
    "1 : com.samsung",
    "1 : com.samsung.android.heron\n  2 : com.samsung",
  );
  const { records, problems } = await read(accessibility, { [PATH]: bytes(text) });
  expect(problems).toEqual([]);
  expect(records.map(({ packageName }) => packageName)).toEqual(["com.samsung.android.heron", "com.example.stork"]);
  expect(await faultsOf(accessibility, PATH, bytes(SAMSUNG + AOSP))).toEqual([]);
});
