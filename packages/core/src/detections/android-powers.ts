import accessibility, { type AccessibilityEntry } from "../artifacts/android/accessibility.ts";
import appops, { type AppOperation } from "../artifacts/android/appops.ts";
import devicePolicy, { type DevicePolicyEntry } from "../artifacts/android/device-policy.ts";
import idleAllowlist, { type IdleExemption } from "../artifacts/android/idle-allowlist.ts";
import notificationListeners, { type NotificationListener } from "../artifacts/android/notification-listeners.ts";
import roles, { type RoleHolder } from "../artifacts/android/roles.ts";
import vpn, { type VpnApp } from "../artifacts/android/vpn.ts";
import { compareText } from "../model/json.ts";
import { definePart, type JoinedFact } from "./detection.ts";

/**
 * What an app may do with the phone beyond its own window. Android asks the owner for each in a screen of its own
 * (developer.android.com); spyware and stalkerware without an exploit need several of them.
 */
export type Power =
  | "accessibility"
  | "notifications"
  | "device-admin"
  | "messages"
  | "calls"
  | "overlay"
  | "usage-access"
  | "vpn"
  | "no-battery-saving";

export interface PowerFact {
  readonly packageName: string;
  readonly power: Power;
}

/** Those that let an app read along, or keep itself from being removed; each of the others alone says little. */
const STRONG: ReadonlySet<Power> = new Set(["accessibility", "notifications", "device-admin", "messages"]);
export const isStrong = (power: Power): boolean => STRONG.has(power);

const chosen = (packageName: string, power: Power) => ({ key: `${packageName} ${power}`, fact: { packageName, power } });

export const accessibilityPart = definePart<AccessibilityEntry, PowerFact>({
  artifact: accessibility,
  select: ({ packageName, serviceState }) =>
    packageName !== undefined && (serviceState === "enabled" || serviceState === "bound")
      ? chosen(packageName, "accessibility")
      : undefined,
});

export const listenerPart = definePart<NotificationListener, PowerFact>({
  artifact: notificationListeners,
  select: ({ packageName }) => chosen(packageName, "notifications"),
});

/** An owner is set up by whoever manages the phone; that is a matter of its own. */
export const adminPart = definePart<DevicePolicyEntry, PowerFact>({
  artifact: devicePolicy,
  select: ({ packageName, adminKind }) => (adminKind === "device-admin" ? chosen(packageName, "device-admin") : undefined),
});

const ROLE_POWERS: Readonly<Record<string, Power>> = { SMS: "messages", DIALER: "calls", CALL_SCREENING: "calls" };
export const rolePart = definePart<RoleHolder, PowerFact>({
  artifact: roles,
  select({ role, packageName }) {
    const power = ROLE_POWERS[role];
    return power && chosen(packageName, power);
  },
});

const OPERATION_POWERS: Readonly<Record<string, Power>> = { SYSTEM_ALERT_WINDOW: "overlay", GET_USAGE_STATS: "usage-access" };
export const operationPart = definePart<AppOperation, PowerFact>({
  artifact: appops,
  select({ packageName, appOperation, opMode }) {
    const power = OPERATION_POWERS[appOperation];
    return packageName !== undefined && power && opMode === "allow" ? chosen(packageName, power) : undefined;
  },
});

export const vpnPart = definePart<VpnApp, PowerFact>({ artifact: vpn, select: ({ packageName }) => chosen(packageName, "vpn") });

export const exemptionPart = definePart<IdleExemption, PowerFact>({
  artifact: idleAllowlist,
  select: ({ packageName, isByChoice }) => (isByChoice ? chosen(packageName, "no-battery-saving") : undefined),
});

/** Permissions by which a person is heard, seen, placed or read (Android's dangerous ones). */
const SENSITIVE = [
  "RECORD_AUDIO",
  "CAMERA",
  "ACCESS_FINE_LOCATION",
  "ACCESS_BACKGROUND_LOCATION",
  "READ_SMS",
  "RECEIVE_SMS",
  "READ_CALL_LOG",
  "PROCESS_OUTGOING_CALLS",
  "READ_CONTACTS",
  "READ_CALENDAR",
  "READ_EXTERNAL_STORAGE",
  "READ_MEDIA_IMAGES",
  "MANAGE_EXTERNAL_STORAGE",
];
const PREFIX = "android.permission.";

/** The sensitive ones of the granted permissions, without their prefix, in one order. */
export const sensitiveOf = (granted: readonly string[]): readonly string[] =>
  SENSITIVE.filter((permission) => granted.includes(PREFIX + permission));

/** The powers of each app, with the records that tell of them. */
export function powersByApp(parts: readonly (readonly JoinedFact[])[]): ReadonlyMap<string, readonly JoinedFact<PowerFact>[]> {
  const powers = new Map<string, JoinedFact<PowerFact>[]>();
  for (const fact of parts.flat() as readonly JoinedFact<PowerFact>[]) {
    const known = powers.get(fact.fact.packageName) ?? [];
    powers.set(fact.fact.packageName, known);
    known.push(fact);
  }
  return powers;
}

export const powerNames = (facts: readonly JoinedFact<PowerFact>[]): readonly Power[] =>
  [...new Set(facts.map(({ fact }) => fact.power))].sort(compareText);
