import { defineArtifact, type ParseContext } from "../artifact.ts";
import { appObservable } from "../dumpsys-text.ts";
import { type Found, type LineReader, linewise, skipLine } from "../linewise.ts";
import { optional } from "../optional-field.ts";

/** A change of the platform that is switched for one app. Such overrides outlast the app. */
export interface CompatibilityOverride {
  readonly changeId: string;
  readonly changeName?: string;
  readonly packageName: string;
  /** Raw ones are kept for apps that are not installed. */
  readonly overrideKind: "raw" | "package";
  readonly overrideValue: string;
}

const CHANGE = /^ChangeId\((\d{1,19})(?:; name=([A-Za-z0-9_]{1,128}))?[;)]/;
const MAPS = /\b(packageOverrides|rawOverrides)=\{([^}]*)\}/g;
const ENTRY = /([A-Za-z][\w]*(?:\.\w+)*)=([^,]*)/g;
/** Overrides of one change; a list of games that the system scales down may be long. */
const MAX_OVERRIDES = 4_096;

export default defineArtifact<CompatibilityOverride>({
  id: "android/platform-compat",
  version: 1,
  paths: [
    "bridle:/dumpsys/platform_compat", // Android 11 on
  ],
  presence: { "android-bugreport": "with-os", androidqf: "with-os" },
  scope: "device",
  emits: { "app:id": ["listed"] },
  provenOn: "synthetic-only",
  references: [
    "https://android.googlesource.com/platform/frameworks/base/+/refs/heads/android14-release/services/core/java/com/android/server/compat/CompatChange.java",
    "https://docs.mvt.re/en/latest/android/bugreport/",
  ],

  parse: (file, context) => linewise(context.lines(file), (found) => compatReader(found, context)),

  observables: ({ packageName }) => [appObservable(packageName, "listed")],
});

const compatReader = (found: Found<CompatibilityOverride>, context: ParseContext): LineReader => ({
  see(line) {
    const { text } = line;
    if (!text.startsWith("ChangeId(")) return;
    const [, changeId, changeName] = CHANGE.exec(text) ?? [];
    if (changeId === undefined) {
      skipLine(context, line);
      return;
    }
    for (const [, map, entries] of text.matchAll(MAPS))
      for (const [, packageName, value] of [...entries!.matchAll(ENTRY)].slice(0, MAX_OVERRIDES))
        found(line, {
          changeId,
          ...optional("changeName", changeName),
          packageName: packageName!,
          overrideKind: map === "rawOverrides" ? "raw" : "package",
          overrideValue: value!.trim(),
        });
  },
});
