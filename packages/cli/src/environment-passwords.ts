import type { GivenPassword } from "./password.ts";

/** In the order in which they are heeded. The others are MVT's names: whoever has set one need not set another. */
const NAMES = ["BRIDLE_BACKUP_PASSWORD", "MVT_IOS_BACKUP_PASSWORD", "MVT_ANDROID_BACKUP_PASSWORD"] as const;

/**
 * Takes the passwords out of an environment, all of them, whether they will be needed or not: no process that is started later
 * inherits one. What the system noted when this process was started cannot be changed from within (docs/privacy.md).
 */
export function takePasswords(environment: Record<string, string | undefined>): GivenPassword[] {
  const taken = NAMES.map((from): GivenPassword => ({ from, password: environment[from] ?? "" }));
  for (const name of NAMES) delete environment[name];
  return taken.filter(({ password }) => password !== "");
}
