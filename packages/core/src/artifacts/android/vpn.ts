import { defineArtifact } from "../artifact.ts";
import { appObservable, indentOf } from "../dumpsys-text.ts";
import { type Found, type LineReader, linewise } from "../linewise.ts";

/** An app that is set to carry the phone's traffic. */
export interface VpnApp {
  readonly userId: number;
  readonly packageName: string;
}

const TITLE = /^\s*VPNs:\s*$/;
const ENTRY = /^\s+(\d{1,4}): ([A-Za-z]\w*(?:\.\w+)+)\s*$/;

/** The form of the text rests on the source of VpnManagerService.dump alone; no dump of a phone was at hand. */
export default defineArtifact<VpnApp>({
  id: "android/vpn",
  version: 1,
  paths: [
    "bridle:/dumpsys/vpn_management", // Android 12 on
    "bridle:/dumpsys/connectivity", // to Android 11
  ],
  presence: { "android-bugreport": "with-os", androidqf: "with-os" },
  scope: "device",
  emits: { "app:id": ["installed"] },
  provenOn: "synthetic-only",
  references: [
    "https://android.googlesource.com/platform/frameworks/base/+/refs/heads/android14-release/services/core/java/com/android/server/VpnManagerService.java",
    "https://developer.android.com/develop/connectivity/vpn",
  ],

  parse: (file, context) => linewise(context.lines(file), vpnReader),

  observables: ({ packageName }) => [appObservable(packageName, "installed")],
});

function vpnReader(found: Found<VpnApp>): LineReader {
  let indent: number | undefined;
  return {
    see(line) {
      const { text } = line;
      if (TITLE.test(text)) indent = indentOf(text);
      else if (indent !== undefined && text.trim() !== "" && indentOf(text) <= indent) indent = undefined;
      else if (indent !== undefined) {
        const [, user, packageName] = ENTRY.exec(text) ?? [];
        if (user !== undefined && packageName !== undefined) found(line, { userId: Number(user), packageName });
      }
    },
  };
}
