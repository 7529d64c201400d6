import type { EvidenceTime } from "../../model/time.ts";
import { adbRecords } from "../adb-dump.ts";
import { defineArtifact } from "../artifact.ts";

/** A computer's key that the phone trusts for debugging, or the state of debugging itself. */
export type AdbEntry = AdbKey | AdbState;

export interface AdbKey {
  readonly kind: "key";
  /** The file of keys; the store with their last connection; the same, damaged by the dump and recovered. */
  readonly keySource: "user-keys" | "keystore" | "keystore-recovered";
  /** As the computer named itself: user@host. */
  readonly keyHolder?: string;
  /** MD5 of the key, as the phone shows it when it asks. */
  readonly fingerprint?: string;
  readonly lastConnected?: EvidenceTime;
}

export interface AdbState {
  readonly kind: "state";
  readonly isConnected?: boolean;
  /** Fingerprint of the key that asked last. */
  readonly lastKeyReceived?: string;
  readonly isWireless?: boolean;
  /** Hardware address of the trusted wireless network. */
  readonly trustedNetwork?: string;
}

export default defineArtifact<AdbEntry>({
  id: "android/adb-state",
  version: 1,
  paths: [
    "bridle:/dumpsys/adb", // Android 10 on
  ],
  presence: { "android-bugreport": "with-os", androidqf: "with-os" },
  scope: "device",
  emits: {},
  provenOn: "synthetic-only",
  references: [
    "https://android.googlesource.com/platform/frameworks/base/+/refs/heads/android14-release/services/core/java/com/android/server/adb/AdbDebuggingManager.java",
    "https://docs.mvt.re/en/latest/android/bugreport/",
  ],

  *parse(file, context) {
    yield adbRecords(file, context);
  },

  events: (entry) =>
    entry.kind === "key" && entry.lastConnected
      ? [
          {
            time: entry.lastConnected,
            kind: "pairing",
            message: "artifacts/android/adb-state/connected",
            params: { holder: entry.keyHolder ?? "", fingerprint: entry.fingerprint ?? "" },
          },
        ]
      : [],
});
