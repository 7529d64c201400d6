import type { TextLine } from "../formats/text/read-lines.ts";
import { atLine } from "../model/locator.ts";
import { message } from "../model/message.ts";
import type { Observable, Role } from "../model/observable.ts";
import type { ParseContext } from "./artifact.ts";

/** What the texts of Android's services have in common. */

const LEADING = /^ */;
/** Spaces before the first other character. */
export const indentOf = (text: string): number => LEADING.exec(text)![0].length;

/** A class within an app, as `ComponentName` prints it. */
export interface Component {
  readonly packageName: string;
  /** `package/class`, the class written out in full. */
  readonly component: string;
}

const COMPONENT = /^(?:ComponentInfo)?\{?([^\s/{}]{1,255})\/([^\s{}]{1,1024})\}?$/;

/** `pkg/.Class`, `pkg/full.Class`, `{…}` or `ComponentInfo{…}` (ComponentName.toShortString, .flattenToShortString, .toString). */
export function componentOf(text: string): Component | undefined {
  const [, packageName, name] = COMPONENT.exec(text.trim()) ?? [];
  if (packageName === undefined || name === undefined) return undefined;
  return { packageName, component: `${packageName}/${name.startsWith(".") ? packageName + name : name}` };
}

/** Users have a hundred thousand ids each; apps begin at ten thousand, isolated processes at 99,000 (android.os.UserHandle, Process). */
const PER_USER = 100_000;
const FIRST_APP = 10_000;
const FIRST_ISOLATED = 99_000;
const WRITTEN_UID = /^(?:(\d{1,9})|u(\d{1,4})([aips])(\d{1,5}))$/;

/** `10123`, `u0a123`, `u10s1000` (a system id of another user), `u0i5` as a number (UserHandle.formatUid). */
export function uidOf(text: string): number | undefined {
  const match = WRITTEN_UID.exec(text.trim());
  if (!match) return undefined;
  if (match[1] !== undefined) return Number(match[1]);
  const letter = match[3];
  const base = Number(match[2]) * PER_USER + Number(match[4]);
  if (letter === "a") return base + FIRST_APP;
  return letter === "i" ? base + FIRST_ISOLATED : base;
}

/**
 * A line that the grammar does not know, where makers print lines of their own and apps may print some (a version's name with line
 * breaks): worth knowing, and no reason to call the list of everything else partial, which an app could bring about.
 */
export const noteLine = (context: ParseContext, { line }: TextLine): void =>
  context.note(message("artifacts/shared/line-unreadable"), [atLine(line)]);

export const appObservable = (value: string, role: Role): Observable => ({ type: "app:id", role, value });
