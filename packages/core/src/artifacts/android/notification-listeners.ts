import { defineArtifact } from "../artifact.ts";
import { appObservable, type Component, componentOf, indentOf } from "../dumpsys-text.ts";
import { type Found, type LineReader, linewise } from "../linewise.ts";
import { optional } from "../optional-field.ts";

/** A service that is shown every notification. */
export interface NotificationListener extends Component {
  /** Allowed: its access is switched on. Live: the system was connected to it. */
  readonly listenerState: "allowed" | "enabled" | "live";
  readonly packageName: string;
  readonly component: string;
  readonly userId?: number;
}

/** ManagedServices.dump: three lists under a caption. */
const ALLOWED = /^\s*Allowed notification listeners:/;
const ENABLED = /^\s*All notification listeners \(\d+\) enabled for current profiles:/;
const LIVE = /^\s*Live notification listeners \(\d+\):/;
const USER = /\(user:? (\d{1,4})\b/;
const MAX_PER_LINE = 256;

export default defineArtifact<NotificationListener>({
  id: "android/notification-listeners",
  version: 1,
  paths: [
    "bridle:/dumpsys/notification", // every bug report; AndroidQF's dumpsys.txt
  ],
  presence: { "android-bugreport": "expected", androidqf: "expected" },
  scope: "device",
  emits: { "app:id": ["ran", "installed"] },
  provenOn: "synthetic-only",
  references: [
    "https://android.googlesource.com/platform/frameworks/base/+/refs/heads/android14-release/services/core/java/com/android/server/notification/ManagedServices.java",
    "https://developer.android.com/reference/android/service/notification/NotificationListenerService",
  ],

  parse: (file, context) => linewise(context.lines(file), listenerReader),

  observables: ({ packageName, listenerState }) => [appObservable(packageName, listenerState === "live" ? "ran" : "installed")],
});

function listenerReader(found: Found<NotificationListener>): LineReader {
  let list: { readonly state: NotificationListener["listenerState"]; readonly indent: number } | undefined;
  return {
    see(line) {
      const { text } = line;
      const state = stateOf(text);
      if (state) list = { state, indent: indentOf(text) };
      else if (list && text.trim() !== "" && indentOf(text) <= list.indent) list = undefined;
      else if (list) {
        const user = USER.exec(text)?.[1];
        for (const component of componentsOf(text))
          found(line, { listenerState: list.state, ...component, ...optional("userId", user === undefined ? undefined : Number(user)) });
      }
    },
  };
}

function stateOf(text: string): NotificationListener["listenerState"] | undefined {
  if (ALLOWED.test(text)) return "allowed";
  if (ENABLED.test(text)) return "enabled";
  return LIVE.test(text) ? "live" : undefined;
}

/** `a/b:c/d (user: 0 isPrimary: true)`, `ComponentInfo{a/b}`, `ComponentInfo{a/b} (user 0): …`; a class name holds no colon. */
const componentsOf = (text: string): readonly Component[] =>
  text
    .trim()
    .split(" ", 1)[0]!
    .split(":", MAX_PER_LINE)
    .flatMap((written) => componentOf(written) ?? []);
