import { defineArtifact } from "../artifact.ts";
import { appObservable } from "../dumpsys-text.ts";
import { type Found, type LineReader, linewise } from "../linewise.ts";
import { optional } from "../optional-field.ts";

/** An app that holds one of the system's roles: messages, calls, browser, assistant. */
export interface RoleHolder {
  /** Without its prefix: SMS, DIALER, ASSISTANT, CALL_SCREENING. */
  readonly role: string;
  readonly packageName: string;
  readonly userId?: number;
}

const USER = /\buser_id=(\d{1,4})\b/;
const ROLE = /\bname=(?:android\.app\.role\.)([A-Z_]{2,64})\b/;
/** One or several, in brackets or not, by DualDumpOutputStream's form. */
const HOLDERS = /\bholders=\[?([^\]]*)/;
const PACKAGE = /[A-Za-z]\w*(?:\.\w+)+/g;
const MAX_HOLDERS = 256;

/** The form of the text rests on the source of RoleUserState.dump alone; no dump of a phone was at hand. */
export default defineArtifact<RoleHolder>({
  id: "android/roles",
  version: 1,
  paths: [
    "bridle:/dumpsys/role", // Android 10 on
  ],
  presence: { "android-bugreport": "with-os", androidqf: "with-os" },
  scope: "device",
  emits: { "app:id": ["installed"] },
  provenOn: "synthetic-only",
  references: [
    "https://android.googlesource.com/platform/packages/modules/Permission/+/refs/heads/android14-release/service/java/com/android/role/RoleUserState.java",
    "https://developer.android.com/reference/androidx/core/role/RoleManagerCompat",
  ],

  parse: (file, context) => linewise(context.lines(file), roleReader),

  observables: ({ packageName }) => [appObservable(packageName, "installed")],
});

function roleReader(found: Found<RoleHolder>): LineReader {
  let userId: number | undefined;
  let role: string | undefined;
  return {
    see(line) {
      const { text } = line;
      const user = USER.exec(text)?.[1];
      if (user !== undefined) userId = Number(user);
      if (/\bname=/.test(text)) role = ROLE.exec(text)?.[1];
      const holders = HOLDERS.exec(text)?.[1];
      if (holders === undefined || role === undefined) return;
      for (const packageName of new Set((holders.match(PACKAGE) ?? []).slice(0, MAX_HOLDERS)))
        found(line, { role, packageName, ...optional("userId", userId) });
    },
  };
}
