import intrusionLog, { type IntrusionEvent } from "../../artifacts/android/intrusion-log.ts";
import type { Severity } from "../../model/severity.ts";
import { defineFold, type HitWithRecords } from "../detection.ts";
import { RECORDS_IN_HIT, SECURITY_STATE_LIMIT, type SecurityRecord, withTag } from "../security-log.ts";

/** What a command changes on the phone, by the words it uses. Reading commands, which collections are made of, are none of these. */
const COMMANDS: readonly { readonly key: string; readonly words: RegExp; readonly severity: Severity }[] = [
  { key: "install", words: /\b(?:pm|cmd\s+package)\s+install(?:-create|-existing)?\b/, severity: "medium" },
  { key: "grant", words: /\b(?:pm|cmd\s+package)\s+grant\b|\b(?:cmd\s+)?appops\s+set\b/, severity: "medium" },
  { key: "administrator", words: /\bdpm\s+set-(?:device-owner|profile-owner|active-admin)\b/, severity: "medium" },
  { key: "settings", words: /\b(?:cmd\s+)?settings\s+(?:put|delete|reset)\b/, severity: "medium" },
  { key: "disable", words: /\b(?:pm|cmd\s+package)\s+(?:disable(?:-user)?|hide|suspend|uninstall)\b/, severity: "low" },
];
const COMMAND_TAGS: ReadonlySet<string> = new Set(["adb_shell_cmd"]);

export default defineFold<IntrusionEvent, Map<string, SecurityRecord[]>>({
  id: "android/debugging-commands",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "medium",
  confidence: "low",
  reads: intrusionLog,
  falsePositives: ["developer", "helper", "helpdesk"],
  references: [
    "https://developer.android.com/reference/android/app/admin/SecurityLog",
    "https://securitylab.amnesty.org/latest/2024/12/serbia-a-digital-prison-spyware-and-cellebrite-used-on-journalists-and-activists/",
  ],
  stateLimit: SECURITY_STATE_LIMIT,

  start: () => new Map(),
  step(state, record) {
    const entry = withTag(record, COMMAND_TAGS);
    const command = entry?.data.details["command"];
    if (!entry || command === undefined) return;
    for (const { key, words } of COMMANDS) if (words.test(command)) state.set(key, [...(state.get(key) ?? []), entry]);
  },
  end: (state) =>
    COMMANDS.flatMap(({ key, severity }): HitWithRecords[] => {
      const [first, ...more] = state.get(key) ?? [];
      if (!first) return [];
      return [
        {
          subject: key,
          message: `summary-${key}`,
          params: { count: more.length + 1, command: first.data.details["command"]! },
          severity,
          ...(first.data.time && { time: first.data.time }),
          count: more.length + 1,
          records: [first, ...more].slice(0, RECORDS_IN_HIT),
        },
      ];
    }),
  size: (state) => [...state.values()].reduce((sum, records) => sum + records.length, 0),
});
