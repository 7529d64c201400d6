import type { TextLine } from "../../formats/text/read-lines.ts";
import { defineArtifact } from "../artifact.ts";
import { appObservable, type Component, componentOf } from "../dumpsys-text.ts";
import { type Found, type LineReader, linewise } from "../linewise.ts";
import { optional } from "../optional-field.ts";

/** A service that can see and work the screen, in one of the states the system lists. */
export interface AccessibilityEntry {
  /** Bound: the system is connected to it. Shortcut: a button or gesture starts it. */
  readonly serviceState: "installed" | "enabled" | "bound" | "binding" | "crashed" | "shortcut";
  readonly userId?: number;
  readonly packageName?: string;
  readonly component?: string;
  /** As the app names it. Of bound services newer systems print no more than that. */
  readonly label?: string;
  /** Bits of AccessibilityServiceInfo.CAPABILITY_…: 1 reads windows, 8 filters keys, 32 makes gestures, 128 takes screenshots. */
  readonly capabilities?: number;
}

type State = AccessibilityEntry["serviceState"];

/** Lists of both forms: blocks of numbered lines (to Android 11, and Samsung), or braces on one line (AccessibilityUserState.dump). */
const LIST = /^\s*(installed|enabled|bound|binding|crashed) services\s*:\s*\{(.*)$/i;
const SHORTCUT =
  /^\s*(?:shortcut key|button|button target|gesture|gesture target|qs shortcut targets|hardware shortcut|software shortcut)\s*:\s*[{[](.*)[}\]]\s*$/i;
const USER = /\battributes:\{id=(\d{1,4})\b/;
/** Samsung marks services that say they are tools for accessibility. */
const NUMBERED = /^\s*\d{1,4}\s*:\s*(\S+)(?:\s+\(\w{1,32}\))?\s*$/;
const INNER = /\{?([^\s,{}[\]]{1,255}\/[^\s,{}[\]]{1,1024})\}?/g;
const BOUND = /Service\[label=(.{0,512}?), feedbackType(.*)$/;
const MAX_PER_LINE = 256;

export default defineArtifact<AccessibilityEntry>({
  id: "android/accessibility",
  version: 1,
  paths: [
    "bridle:/dumpsys/accessibility", // every bug report; AndroidQF's dumpsys.txt
  ],
  presence: { "android-bugreport": "expected", androidqf: "expected" },
  scope: "device",
  emits: { "app:id": ["ran", "installed", "listed"] },
  provenOn: "synthetic-only",
  references: [
    "https://android.googlesource.com/platform/frameworks/base/+/refs/heads/android14-release/services/accessibility/java/com/android/server/accessibility/AccessibilityUserState.java",
    "https://docs.mvt.re/en/latest/android/bugreport/",
  ],

  parse: (file, context) => linewise(context.lines(file), accessibilityReader),

  observables: ({ packageName, serviceState }) => (packageName === undefined ? [] : [appObservable(packageName, ROLES[serviceState])]),
});

/** What was merely assigned to a button stands in a list; what is bound, or crashed, ran. */
const ROLES = { installed: "installed", enabled: "ran", bound: "ran", binding: "listed", crashed: "ran", shortcut: "listed" } as const;

function accessibilityReader(found: Found<AccessibilityEntry>): LineReader {
  let userId: number | undefined;
  let list: State | undefined;
  const add = (line: TextLine, serviceState: State, component: Component | undefined): void => {
    if (component) found(line, { serviceState, ...optional("userId", userId), ...component });
  };
  const addAll = (line: TextLine, state: State, text: string): void => {
    for (const [, written] of [...text.matchAll(INNER)].slice(0, MAX_PER_LINE)) add(line, state, componentOf(written!));
  };
  return {
    see(line) {
      const { text } = line;
      userId = userOf(text) ?? userId;
      const [, name, rest] = LIST.exec(text) ?? [];
      const shortcut = SHORTCUT.exec(text)?.[1];
      if (name !== undefined && rest !== undefined) {
        list = name.toLowerCase() as State;
        const bound = boundOf(rest);
        if (bound) found(line, { serviceState: "bound", ...optional("userId", userId), ...bound });
        else addAll(line, list, rest);
        if (rest.trimEnd().endsWith("}")) list = undefined;
      } else if (shortcut !== undefined) addAll(line, "shortcut", shortcut);
      else if (list === "bound" && BOUND.test(text))
        found(line, { serviceState: "bound", ...optional("userId", userId), ...boundOf(text)! });
      else if (list !== undefined) {
        add(line, list, componentOf(NUMBERED.exec(text)?.[1] ?? ""));
        if (/^\s*\}/.test(text) || text.trimEnd().endsWith("]}")) list = undefined;
      }
    },
  };
}

const userOf = (text: string): number | undefined => {
  const user = USER.exec(text)?.[1];
  return user === undefined ? undefined : Number(user);
};

function boundOf(text: string): Pick<AccessibilityEntry, "label" | "capabilities"> | undefined {
  const [, label, rest] = BOUND.exec(text) ?? [];
  if (label === undefined) return undefined;
  const capabilities = /\bcapabilities=(\d{1,6})\b/.exec(rest!)?.[1];
  return { label, ...optional("capabilities", capabilities === undefined ? undefined : Number(capabilities)) };
}
