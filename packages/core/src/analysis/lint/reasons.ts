/**
 * What the lint of indicators says of one, and what it comes to:
 * `never` nothing that this version reads can match it · `broad` it matches what many phones hold · `limits` it matches less than it
 * seems to say · `remark` it matches, and this is worth knowing.
 */
export const LINT_REASONS = {
  "no-artifact": "never", // no artifact of this version yields a value of its type
  "no-top-level-domain": "never", // a host of one label: no name server knows it
  "not-in-root-zone": "limits", // its last label is no top-level domain that we know of
  "public-suffix": "limits", // `com`, `co.uk`: only that very host is compared, nothing below
  "hosting-domain": "broad", // a suffix under which a service gives names to anyone
  "known-host": "broad", // a host that nearly every phone visits
  "reserved-address": "broad", // private, loopback, link-local, documentation: nobody's in particular
  "path-in-host": "limits", // a host with a path: that page alone
  "relative-path": "limits", // compared with the ends of paths
  "shared-folder": "limits", // a folder that all programs share: itself only
  "shallow-folder": "limits", // too near the root for what lies below to say anything
  "short-name": "limits", // four characters or fewer: process names only
  "ordinary-name": "limits", // apps call files of theirs so: process names only
  "system-name": "broad", // a program of this name stands on every phone
  "ambiguous-when-cut": "limits", // where names are cut, what is left is a system program's
  "known-app": "broad", // an app id of the system's maker, or an app that nearly everybody has
  duplicate: "remark", // the same value again in the same set
} as const;
export type LintReason = keyof typeof LINT_REASONS;

export const LINT_VERDICTS = ["never", "broad", "limited", "matches"] as const;
export type LintVerdict = (typeof LINT_VERDICTS)[number];

/** The gravest of the reasons decides. */
export function verdictOf(reasons: readonly LintReason[]): LintVerdict {
  const effects = new Set(reasons.map((reason) => LINT_REASONS[reason]));
  if (effects.has("never")) return "never";
  if (effects.has("broad")) return "broad";
  return effects.has("limits") ? "limited" : "matches";
}
