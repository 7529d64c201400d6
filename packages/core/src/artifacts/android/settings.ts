import type { TextLine } from "../../formats/text/read-lines.ts";
import { normalizeHost } from "../../model/host-name.ts";
import type { Observable } from "../../model/observable.ts";
import { appsOf, packagesOf } from "../android-components.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { type Found, type LineReader, linewise, skipLine } from "../linewise.ts";
import { optional } from "../optional-field.ts";

/** A setting of the phone, as the settings provider keeps it. */
export interface PhoneSetting {
  /** `system`, `secure`, `global` or `config`. */
  readonly namespace: string;
  readonly setting: string;
  /** As stored; the word `null` where it is set to nothing. */
  readonly value: string;
  /** Package that wrote the value; only bug reports tell it. */
  readonly writer?: string;
  /** Value that the system gave first, where it differs or is told. */
  readonly defaultValue?: string;
  readonly userId?: number;
}

/** `settings list`: the key ends at the first equals sign. */
const LISTED = /^([\w.:/@-]{1,256})=(.*)$/;
/** The provider's own dump (SettingsProvider.dumpSettingsLocked). */
const DUMPED = /^_id:\S* name:(\S+)(?: pkg:(\S+))? value:(.*)$/;
const NAMESPACE = /^(CONFIG|GLOBAL|SECURE|SYSTEM) SETTINGS \(user (\d+)\)$/;
const DEFAULT = " default:";
const DEFAULT_END = " defaultSystemSet:";
const AFTER_DEFAULT = /^(?:true|false)(?: tag:|$)/;
const TAG = / tag:\S*$/;
/** Lines of the dump that are none of a setting: counters, and operations kept on builds for developers. */
const ABOUT = /^(?:version: .*|Historical operations|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d.*|SETTINGS.*)$/;
/** Lines of one value: texts of some apps span a few. */
const MAX_VALUE_LINES = 256;

/** Settings whose value names apps. */
const NAMES_APPS: ReadonlySet<string> = new Set([
  "enabled_accessibility_services",
  "accessibility_button_targets",
  "accessibility_shortcut_target_service",
  "enabled_notification_listeners",
  "enabled_notification_assistant",
  "default_input_method",
  "enabled_input_methods",
  "sms_default_application",
  "dialer_default_application",
  "assistant",
  "voice_interaction_service",
  "autofill_service",
  "always_on_vpn_app",
  "debug_app",
  "mock_location_app",
]);
/** Settings whose value is a host, with or without a port. */
const NAMES_HOST: ReadonlySet<string> = new Set(["private_dns_specifier", "http_proxy", "global_http_proxy_host", "captive_portal_server"]);
const NAMES_URL: ReadonlySet<string> = new Set(["global_http_proxy_pac", "captive_portal_http_url", "captive_portal_https_url"]);

export default defineArtifact<PhoneSetting>({
  id: "android/settings",
  version: 1,
  paths: [
    "bridle:/settings/*", // AndroidQF: `cmd settings list`
    "bridle:/dumpsys/settings", // bug reports, with the package that wrote each; Android 5 on
  ],
  presence: { "android-bugreport": "expected", androidqf: "expected" },
  scope: "device",
  emits: { "app:id": ["listed"], "domain-name:value": ["listed"], "url:value": ["listed"] },
  provenOn: "synthetic-only",
  references: [
    "https://developer.android.com/reference/android/provider/Settings",
    "https://github.com/mvt-project/androidqf",
    "https://www.amnesty.org/en/documents/eur70/8813/2024/en/",
  ],

  parse(file, context) {
    const namespace = /^bridle:\/settings\/(\w+)$/.exec(file.path)?.[1];
    return linewise(context.lines(file), (found) => settingsReader(found, context, namespace));
  },

  observables: observablesOf,
});

interface Open {
  readonly line: TextLine;
  readonly start: PhoneSetting;
  readonly lines: string[];
}

function settingsReader(found: Found<PhoneSetting>, context: ParseContext, listedIn: string | undefined): LineReader {
  let place: { readonly namespace: string; readonly userId?: number } | undefined =
    listedIn === undefined ? undefined : { namespace: listedIn };
  let open: Open | undefined;
  const close = (): void => {
    if (open) found(open.line, settingOf(open));
    open = undefined;
  };
  return {
    see(line) {
      const heading = NAMESPACE.exec(line.text);
      if (heading) {
        close();
        place = { namespace: heading[1]!.toLowerCase(), userId: Number(heading[2]) };
        return;
      }
      const start = place && (DUMPED.exec(line.text) ?? (listedIn === undefined ? undefined : listed(line.text)));
      if (place && start) {
        close();
        open = { line, start: { ...place, setting: start[1]!, value: "", ...optional("writer", start[2]) }, lines: [start[3]!] };
      } else if (listedIn === undefined && (line.text.trim() === "" || ABOUT.test(line.text))) close();
      else if (open && open.lines.length < MAX_VALUE_LINES) open.lines.push(line.text);
      else if (line.text.trim() !== "") skipLine(context, line);
    },
    end: close,
  };
}

/** In the groups of the dump: name, writer, value. */
const listed = (text: string): readonly (string | undefined)[] | undefined => {
  const match = LISTED.exec(text);
  return match ? [text, match[1], undefined, match[2]] : undefined;
};

function settingOf({ start, lines }: Open): PhoneSetting {
  const text = lines.join("\n").replace(/\n+$/, "");
  if (start.userId === undefined) return { ...start, value: text };
  const end = text.lastIndexOf(DEFAULT_END);
  const begin = end === -1 || !AFTER_DEFAULT.test(text.slice(end + DEFAULT_END.length)) ? -1 : text.lastIndexOf(DEFAULT, end);
  const value = (begin === -1 ? text : text.slice(0, begin)).replace(TAG, "");
  const defaultValue = begin === -1 ? undefined : text.slice(begin + DEFAULT.length, end);
  return { ...start, value: value === "{null}" ? "null" : value, ...optional("defaultValue", defaultValue) };
}

function observablesOf({ setting, value, writer }: PhoneSetting): readonly Observable[] {
  const apps = appsOf([...new Set([...(NAMES_APPS.has(setting) ? packagesOf(value) : []), ...packagesOf(writer ?? "")])], "listed");
  const host = NAMES_HOST.has(setting) ? normalizeHost(value.replace(/:\d+$/, "")) : undefined;
  return [
    ...apps,
    ...(host === undefined || value === "null" ? [] : [{ type: "domain-name:value", role: "listed", value: host } as const]),
    ...(NAMES_URL.has(setting) && value.includes("//") ? [{ type: "url:value", role: "listed", value } as const] : []),
  ];
}
