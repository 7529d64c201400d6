import type { Severity } from "../model/severity.ts";

/** What an unusual property says of the phone; one finding each. */
export type PropertyKind =
  | "verified-boot"
  | "developer-build"
  | "encryption"
  | "unlock-allowed"
  | "native-bridge"
  | "adb-over-network"
  | "root-service";

export interface PropertyRule {
  readonly property: string;
  readonly kind: PropertyKind;
  /** Values of phones as they are sold; nothing at all is always among them: makers leave properties out. */
  readonly expected: readonly string[];
  readonly severity: Severity;
  /** Values that weigh otherwise than the rest. */
  readonly weighs?: Readonly<Record<string, Severity>>;
}

/**
 * From Android's documentation of verified boot and of its builds (source.android.com/docs/security/features/verifiedboot/device-state,
 * …/setup/create/new-device) and Samsung's of its warranty bit. A yellow boot is one with the owner's own key, as GrapheneOS has it.
 */
export const PROPERTY_RULES: readonly PropertyRule[] = [
  {
    property: "ro.boot.verifiedbootstate",
    kind: "verified-boot",
    expected: ["green"],
    severity: "medium",
    weighs: { yellow: "low", red: "high" },
  },
  { property: "ro.boot.flash.locked", kind: "verified-boot", expected: ["1"], severity: "medium" },
  { property: "ro.boot.vbmeta.device_state", kind: "verified-boot", expected: ["locked"], severity: "medium" },
  { property: "ro.boot.veritymode", kind: "verified-boot", expected: ["enforcing"], severity: "medium", weighs: { eio: "low" } },
  { property: "ro.boot.warranty_bit", kind: "verified-boot", expected: ["0"], severity: "low" },
  { property: "ro.warranty_bit", kind: "verified-boot", expected: ["0"], severity: "low" },
  { property: "ro.boot.selinux", kind: "developer-build", expected: ["enforcing"], severity: "medium" },
  { property: "ro.debuggable", kind: "developer-build", expected: ["0"], severity: "medium" },
  { property: "ro.secure", kind: "developer-build", expected: ["1"], severity: "medium" },
  { property: "ro.adb.secure", kind: "developer-build", expected: ["1"], severity: "medium" },
  { property: "ro.build.type", kind: "developer-build", expected: ["user"], severity: "medium" },
  { property: "ro.build.tags", kind: "developer-build", expected: ["release-keys"], severity: "medium" },
  { property: "ro.crypto.state", kind: "encryption", expected: ["encrypted"], severity: "low" },
  { property: "sys.oem_unlock_allowed", kind: "unlock-allowed", expected: ["0"], severity: "low" },
  // Translators of Intel's and Google's, for programs of another processor.
  {
    property: "ro.dalvik.vm.native.bridge",
    kind: "native-bridge",
    expected: ["0", "libhoudini.so", "libndk_translation.so", "libnb.so"],
    severity: "medium",
  },
  { property: "service.adb.tcp.port", kind: "adb-over-network", expected: ["0", "-1"], severity: "medium" },
  { property: "persist.adb.tcp.port", kind: "adb-over-network", expected: ["0", "-1"], severity: "medium" },
  { property: "persist.adb.tls_server.enable", kind: "adb-over-network", expected: ["0"], severity: "low" },
];

const RULES: ReadonlyMap<string, PropertyRule> = new Map(PROPERTY_RULES.map((rule) => [rule.property, rule]));
/** Services of init that root tools bring; a stopped one was defined all the same. */
const ROOT_SERVICE = /^init\.svc\.(?:magisk\w*|su_daemon|daemonsu|supersu|ksud|apatchd)$/;

export interface UnusualProperty {
  readonly kind: PropertyKind;
  readonly severity: Severity;
}

/** What the value of a property says, where no phone is sold with it. */
export function unusualProperty(property: string, value: string): UnusualProperty | undefined {
  if (ROOT_SERVICE.test(property)) return { kind: "root-service", severity: "medium" };
  const rule = RULES.get(property);
  const plain = value.trim();
  if (rule === undefined || plain === "" || rule.expected.includes(plain)) return undefined;
  const weight = rule.weighs && Object.hasOwn(rule.weighs, plain) ? rule.weighs[plain] : undefined;
  return { kind: rule.kind, severity: weight ?? rule.severity };
}
