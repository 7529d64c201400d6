import type { UnixSeconds } from "../../time.ts";

/** Dumps changed over the years: appId instead of userId and per-user blocks, ABX, new grammars of services. */
export const ANDROID_STYLES = ["android11", "android12", "android13", "android14", "android15", "android16"] as const;
export type AndroidStyle = (typeof ANDROID_STYLES)[number];
export const MAKERS = ["google", "samsung", "xiaomi"] as const;
export type Maker = (typeof MAKERS)[number];

export const isSince = (style: AndroidStyle, first: AndroidStyle): boolean =>
  ANDROID_STYLES.indexOf(style) >= ANDROID_STYLES.indexOf(first);

export interface AndroidDevice {
  readonly maker: Maker;
  readonly model: string;
  readonly codename: string;
  readonly brand: string;
  readonly marketName: string;
  readonly release: string;
  readonly sdk: number;
  readonly buildId: string;
  readonly patch: string;
  readonly fingerprint: string;
  /** The maker's own certificate, as `dumpsys package` shortens it: Arrays.hashCode of its bytes in hex. */
  readonly platformSigner: string;
}

/** One use of something that needs a permission, as the app-ops service remembers it. */
export interface OpUse {
  readonly op: string;
  readonly mode?: string;
  /** State and flags: "top-s", "bg-s", "cch-s". */
  readonly key: string;
  readonly at: UnixSeconds;
  readonly seconds?: number;
  readonly isRejected?: boolean;
  readonly isRunning?: boolean;
}

export interface AndroidApp {
  readonly id: string;
  readonly uid: number;
  readonly isSystem: boolean;
  readonly codePath: string;
  readonly versionCode: number;
  readonly versionName: string;
  readonly installed: UnixSeconds;
  readonly updated: UnixSeconds;
  /** Absent of what came with the system; "null" stands in the dump where nobody is named. */
  readonly installer?: string;
  readonly initiator?: string;
  readonly originator?: string;
  readonly signer: string;
  readonly sharedUser?: string;
  readonly extraFlags?: readonly string[];
  readonly requested: readonly string[];
  readonly granted: readonly string[];
  readonly hasLauncher: boolean;
  /** Actions of services and receivers, with the class that answers. */
  readonly services?: Readonly<Record<string, string>>;
  readonly receivers?: Readonly<Record<string, string>>;
  readonly isAccessibilityEnabled?: boolean;
  readonly isDeviceAdmin?: boolean;
  readonly isNotificationListener?: boolean;
  readonly isIdleExempt?: boolean;
  readonly ops?: readonly OpUse[];
  /** The process it runs in, where it does at the time of the dump. */
  readonly pid?: number;
  /** A system app whose first version lies hidden behind an update. */
  readonly isUpdatedSystem?: boolean;
}

export interface InstallSession {
  readonly id: number;
  readonly app: string;
  readonly created: UnixSeconds;
  readonly installerUid: number;
  readonly installer: string;
  readonly originatingUid?: number;
  readonly originatingUri?: string;
  readonly status: number;
  readonly message?: string;
}

export interface DayOfChanges {
  readonly from: UnixSeconds;
  readonly updates: readonly { readonly app: string; readonly version: number }[];
  readonly uninstalls?: readonly string[];
}

export interface AdbKey {
  readonly key: string;
  readonly host: string;
  readonly lastUsed: UnixSeconds;
}

export interface LogLine {
  readonly at: UnixSeconds;
  readonly uid: number;
  readonly pid: number;
  readonly priority: "D" | "I" | "W" | "E";
  readonly tag: string;
  readonly text: string;
}

/** A phone at the moment of its bug report. */
export interface AndroidPhone {
  readonly style: AndroidStyle;
  readonly device: AndroidDevice;
  readonly seed: number;
  readonly made: UnixSeconds;
  readonly booted: UnixSeconds;
  readonly setUp: UnixSeconds;
  readonly zone: string;
  readonly apps: readonly AndroidApp[];
  readonly sessions: readonly InstallSession[];
  readonly days: readonly DayOfChanges[];
  readonly adbKeys: readonly AdbKey[];
  readonly isDebuggingOn: boolean;
  readonly settings: Readonly<Record<"system" | "secure" | "global", Readonly<Record<string, string>>>>;
  readonly properties: Readonly<Record<string, string>>;
  readonly processes: readonly ProcessLine[];
  readonly log: readonly LogLine[];
  /** Apps that are gone, and what still speaks of them. */
  readonly ghosts: readonly Ghost[];
  /** By so many seconds the clock was set back, in the midst of the battery's history. */
  readonly clockSetBack?: number;
  /** Connections open at the time of the dump. */
  readonly connections: readonly { readonly uid: number; readonly remote: string; readonly port: number }[];
}

export interface Ghost {
  readonly id: string;
  readonly uid: number;
  readonly ops?: readonly OpUse[];
}

export interface ProcessLine {
  readonly label: string;
  readonly user: string;
  readonly pid: number;
  readonly parent: number;
  readonly name: string;
}
