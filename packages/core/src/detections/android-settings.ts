import type { Severity } from "../model/severity.ts";

/** What a setting opens or closes; one finding each. */
export const SETTING_KINDS = [
  "app-verification",
  "adb-over-network",
  "adb-keys",
  "developer-options",
  "proxy",
  "name-servers",
  "vpn",
  "screen-lock",
  "system-updates",
  "hidden-interfaces",
  "crash-reports",
  "accessibility",
] as const;
export type SettingKind = (typeof SETTING_KINDS)[number];

export interface SettingRule {
  readonly setting: string;
  readonly kind: SettingKind;
  /** Values of phones as they are sold. `null` and nothing at all are always among them: the key was never set. */
  readonly expected: readonly string[];
  readonly severity: Severity;
}

/**
 * Settings whose unusual value opens a door, from MVT's documentation of its checks, Android's own Settings.java and the NoviSpy
 * report (Amnesty 2024: Play Protect was switched off before the installation). Left out on purpose: `install_non_market_apps`, which
 * is 1 on every phone from Android 8 on; `stay_on_while_plugged_in` and `bugreport_in_power_menu`, which open nothing.
 */
export const SETTING_RULES: readonly SettingRule[] = [
  { setting: "package_verifier_enable", kind: "app-verification", expected: ["1"], severity: "medium" },
  { setting: "package_verifier_user_consent", kind: "app-verification", expected: ["1"], severity: "medium" },
  { setting: "package_verifier_state", kind: "app-verification", expected: ["1"], severity: "medium" },
  // Switched off by a toggle of the developer options, too.
  { setting: "verifier_verify_adb_installs", kind: "app-verification", expected: ["1"], severity: "medium" },
  { setting: "package_verifier_include_adb", kind: "app-verification", expected: ["1"], severity: "medium" },
  { setting: "adb_install_need_confirm", kind: "app-verification", expected: ["1"], severity: "medium" },
  // "Improve harmful app detection": a choice that many decline.
  { setting: "upload_apk_enable", kind: "app-verification", expected: ["1"], severity: "low" },
  { setting: "adb_wifi_enabled", kind: "adb-over-network", expected: ["0"], severity: "medium" },
  { setting: "adb_allowed_connection_time", kind: "adb-keys", expected: ["604800000"], severity: "low" },
  // Both are on during each acquisition by AndroidQF, and nearly each bug report.
  { setting: "adb_enabled", kind: "developer-options", expected: ["0"], severity: "info" },
  { setting: "development_settings_enabled", kind: "developer-options", expected: ["0"], severity: "info" },
  { setting: "debug_app", kind: "developer-options", expected: [], severity: "low" },
  { setting: "mock_location", kind: "developer-options", expected: ["0"], severity: "low" },
  { setting: "http_proxy", kind: "proxy", expected: [":0"], severity: "medium" },
  { setting: "global_http_proxy_host", kind: "proxy", expected: [], severity: "medium" },
  { setting: "global_http_proxy_pac", kind: "proxy", expected: [], severity: "medium" },
  { setting: "private_dns_mode", kind: "name-servers", expected: ["off", "opportunistic"], severity: "info" },
  { setting: "always_on_vpn_app", kind: "vpn", expected: [], severity: "info" },
  { setting: "lockscreen.disabled", kind: "screen-lock", expected: ["0", "false"], severity: "low" },
  { setting: "ota_disable_automatic_update", kind: "system-updates", expected: ["0"], severity: "low" },
  { setting: "hidden_api_policy", kind: "hidden-interfaces", expected: ["-1"], severity: "low" },
  // Samsung's choices about diagnostics; many decline them when the phone is set up.
  { setting: "send_security_reports", kind: "crash-reports", expected: ["1"], severity: "low" },
  { setting: "samsung_errorlog_agree", kind: "crash-reports", expected: ["1"], severity: "low" },
  { setting: "send_action_app_error", kind: "crash-reports", expected: ["1"], severity: "low" },
  // Which service it is, android/accessibility tells; by itself it is the setting of everybody who needs one.
  { setting: "accessibility_enabled", kind: "accessibility", expected: ["0"], severity: "info" },
];

const RULES: ReadonlyMap<string, SettingRule> = new Map(SETTING_RULES.map((rule) => [rule.setting, rule]));
const NEVER_SET: ReadonlySet<string> = new Set(["", "null"]);

/** The rule that the value of a setting goes against. */
export function unusualSetting(setting: string, value: string): SettingRule | undefined {
  const rule = RULES.get(setting);
  const plain = value.trim();
  return rule === undefined || NEVER_SET.has(plain) || rule.expected.includes(plain) ? undefined : rule;
}
