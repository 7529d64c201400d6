/**
 * Beginnings of package names that belong to makers of the system, of phones and of much-used apps: an app whose name begins so and
 * that its owner's key did not sign borrows the name. The owners are those that campaigns imitated (Amnesty's NoviSpy report, RSF's
 * and Resident.NGO's ResidentBat report) and the makers whose phones the reports are about.
 */
const OWNED: readonly string[] = [
  "com.android",
  "com.google",
  "com.samsung",
  "com.sec",
  "com.huawei",
  "com.hihonor",
  "com.oneplus",
  "com.xiaomi",
  "com.miui",
  "com.oppo",
  "com.coloros",
  "com.heytap",
  "com.vivo",
  "com.motorola",
  "com.sonymobile",
  "com.qualcomm",
  "com.mediatek",
  "com.whatsapp",
  "com.facebook",
  "com.instagram",
  "com.linkedin",
  "com.microsoft",
  "org.telegram",
  "org.thoughtcrime",
];

/** `android` and `android.…` are the system itself. */
const SYSTEM = "android";
/** An owner's name so short has neighbours by chance. */
const MIN_LOOKALIKE_LENGTH = 9;

/** The owner whose beginning the name has. */
export function ownerOf(packageName: string): string | undefined {
  if (packageName === SYSTEM || packageName.startsWith(`${SYSTEM}.`)) return SYSTEM;
  const beginning = beginningOf(packageName);
  return OWNED.includes(beginning) ? beginning : undefined;
}

/** The owner whose beginning the name has but for one letter, or begins with: com.linkedln, cm.google, com.oneplussync. */
export function lookalikeOf(packageName: string): string | undefined {
  const beginning = beginningOf(packageName);
  if (ownerOf(packageName) !== undefined || beginning.length < MIN_LOOKALIKE_LENGTH) return undefined;
  return OWNED.find((owner) => owner.length >= MIN_LOOKALIKE_LENGTH && (isOneEditAway(beginning, owner) || beginning.startsWith(owner)));
}

const beginningOf = (packageName: string): string => packageName.split(".", 2).join(".").toLowerCase();

/** One letter put in, left out, replaced, or two changed places. */
function isOneEditAway(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  const [restA, restB] = [a.slice(start), b.slice(start)];
  const isSwapped = restA.slice(2) === restB.slice(2) && restA[0] === restB[1] && restA[1] === restB[0];
  return isSwapped || restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1);
}
