import type { TextLine } from "../formats/text/read-lines.ts";
import type { EvidenceTime } from "../model/time.ts";
import type { AppOperation, OperationUse } from "./android/appops.ts";
import { parseLocal } from "./android-clock.ts";
import type { ParseContext } from "./artifact.ts";
import { indentOf, uidOf } from "./dumpsys-text.ts";
import { type Found, type LineReader, skipLine } from "./linewise.ts";
import { optional } from "./optional-field.ts";

/**
 * The uids of `dumpsys appops` (AppOpsService.dump): `Uid` at two spaces, modes of the uid at six before its first package,
 * `Package` at four, operations at six; their uses at eight and ten, since Android 11 in brackets by attribution tag.
 */
const UID = /^ {2}Uid (\S{1,20}):\s*$/;
const PACKAGE = /^ {4}Package (\S{1,255}):\s*$/;
const UID_MODE = /^ {4,6}([A-Z][A-Z0-9_]{2,63}): mode=(\w+)/;
/** `CAMERA (allow): `, `OP (allow / switch OTHER=ignore): `. */
const OPERATION = /^ {6}([A-Z][A-Z0-9_]{2,63}) \((\w+)(?: \/ switch \w+=\w+)?\):/;
const ATTRIBUTION = /^ {8}(\S{1,255})=\[/;
const USE = /^\s{8,}(Access|Reject): \[([a-z]+)-([a-z]+)\] ?(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,9})?)?(.*)$/;
const RUNNING = /^\s{8,}Running start at:/;
const DURATION = /\bduration=\+(\S{1,40})/;
const PROXY = /\bproxy\[uid=\d+, pkg=([^,\]]{1,255})/;
/** Uses of one operation: a dozen states for each attribution tag; an app may make up tags without end. */
const MAX_USES = 1_024;

interface OpenOperation {
  readonly line: TextLine;
  readonly uid: number;
  readonly packageName: string;
  readonly appOperation: string;
  readonly opMode: string;
  readonly uses: OperationUse[];
  attribution: string | undefined;
  isRunning: boolean;
}

export function appOpsReader(found: Found<AppOperation>, context: ParseContext): LineReader {
  let uid: number | undefined;
  let packageName: string | undefined;
  let open: OpenOperation | undefined;
  const close = (): void => {
    if (open) found(open.line, operationOf(open));
    open = undefined;
  };
  return {
    see(line) {
      const { text } = line;
      if (text.trim() === "") return;
      const indent = indentOf(text);
      if (indent > 6) {
        if (open) seeUse(open, line, context);
        return;
      }
      close();
      const [, uidText] = UID.exec(text) ?? [];
      const [, nextPackage] = PACKAGE.exec(text) ?? [];
      if (uidText !== undefined) {
        uid = uidOf(uidText);
        packageName = undefined;
        if (uid === undefined) skipLine(context, line);
      } else if (indent < 4) uid = undefined;
      else if (uid === undefined) return;
      else if (nextPackage !== undefined) packageName = nextPackage;
      else if (packageName === undefined) seeUidMode(found, line, uid);
      else open = startOperation(line, uid, packageName, context);
    },
    end: close,
  };
}

function seeUidMode(found: Found<AppOperation>, line: TextLine, uid: number): void {
  const [, appOperation, opMode] = UID_MODE.exec(line.text) ?? [];
  if (appOperation !== undefined && opMode !== undefined) found(line, { uid, appOperation, opMode, uses: [], isRunning: false });
}

function startOperation(line: TextLine, uid: number, packageName: string, context: ParseContext): OpenOperation | undefined {
  const [, appOperation, opMode] = OPERATION.exec(line.text) ?? [];
  if (appOperation !== undefined && opMode !== undefined)
    return { line, uid, packageName, appOperation, opMode, uses: [], attribution: undefined, isRunning: false };
  if (indentOf(line.text) === 6) skipLine(context, line);
  return undefined;
}

function seeUse(open: OpenOperation, line: TextLine, context: ParseContext): void {
  const tag = ATTRIBUTION.exec(line.text)?.[1];
  if (tag !== undefined) open.attribution = tag === "null" ? undefined : tag;
  else if (RUNNING.test(line.text)) open.isRunning = true;
  else {
    const use = USE.exec(line.text);
    if (use && open.uses.length < MAX_USES) open.uses.push(useOf(use, open.attribution, context));
    else if (!use && /^\s+(?:Access|Reject)\b/.test(line.text)) skipLine(context, line);
  }
}

function useOf(
  [, access, state, manner, when, rest]: RegExpExecArray,
  attribution: string | undefined,
  { acquisition }: ParseContext,
): OperationUse {
  const used: EvidenceTime | undefined = when === undefined ? undefined : parseLocal(when, acquisition.zone);
  return {
    access: access === "Access" ? "access" : "reject",
    state: state!,
    manner: manner!,
    ...optional("used", used),
    ...optional("durationMilliseconds", millisecondsOf(DURATION.exec(rest!)?.[1])),
    ...optional("proxy", PROXY.exec(rest!)?.[1]),
    ...optional("attribution", attribution),
  };
}

const operationOf = ({ uid, packageName, appOperation, opMode, uses, isRunning }: OpenOperation): AppOperation => ({
  uid,
  packageName,
  appOperation,
  opMode,
  uses,
  isRunning,
});

const [SECOND, MINUTE, HOUR, DAY] = [1_000, 60_000, 3_600_000, 86_400_000];
const [DIGIT_ZERO, LETTER_D, LETTER_H, LETTER_M, LETTER_S] = [48, 100, 104, 109, 115];
const MAX_DIGITS = 9;

/** `1d2h3m4s5ms` (TimeUtils.formatDuration), letter by letter: histories hold tens of thousands. */
export function millisecondsOf(text: string | undefined, from = 0): number | undefined {
  if (text === undefined || from >= text.length) return undefined;
  if (from === text.length - 1 && text.endsWith("0")) return 0;
  let [sum, count, digits] = [0, 0, 0];
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= DIGIT_ZERO && code <= DIGIT_ZERO + 9) {
      count = count * 10 + code - DIGIT_ZERO;
      digits++;
      continue;
    }
    const isMilliseconds = code === LETTER_M && text.charCodeAt(at + 1) === LETTER_S;
    const unit = isMilliseconds ? 1 : unitOf(code);
    if (unit === 0 || digits === 0 || digits > MAX_DIGITS) return undefined;
    if (isMilliseconds) at++;
    sum += count * unit;
    count = digits = 0;
  }
  return digits === 0 ? sum : undefined;
}

function unitOf(letter: number): number {
  switch (letter) {
    case LETTER_D:
      return DAY;
    case LETTER_H:
      return HOUR;
    case LETTER_M:
      return MINUTE;
    case LETTER_S:
      return SECOND;
    default:
      return 0;
  }
}
