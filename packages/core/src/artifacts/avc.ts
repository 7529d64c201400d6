import { type EvidenceTime, fromUnixMilliseconds } from "../model/time.ts";

/** SELinux refused something, or would have. */
export interface Denial {
  /** What was refused: `read`, `execute` … */
  readonly refused: readonly string[];
  /** The kernel's name of the program, 15 characters. */
  readonly command?: string;
  readonly pid?: number;
  readonly path?: string;
  /** Contexts of who asked and what was asked for. */
  readonly subjectContext: string;
  readonly objectContext: string;
  readonly objectClass: string;
  /** It was told and let happen. */
  readonly isPermissive: boolean;
  readonly app?: string;
  /** The kernel's own time of it, where it stands there. */
  readonly audited?: EvidenceTime;
}

const DENIED = /\bavc: +denied +\{ ([^{}]*?) ?\} for +(.*)$/;
const AUDIT = /\baudit\((\d{9,11})\.(\d{3}):\d+\)/;
const FIELD = /(\w+)=(?:"([^"]*)"|(\S+))/g;
const MAX_FIELDS = 32;

/** A line of a log that tells of a denial (kernel and userspace object managers write it alike). */
export function readDenial(text: string): Denial | undefined {
  const match = DENIED.exec(text);
  if (!match) return undefined;
  const fields = new Map<string, string>();
  for (const [, name, quoted, plain] of match[2]!.matchAll(FIELD)) if (fields.size < MAX_FIELDS) fields.set(name!, quoted ?? plain!);
  const [subjectContext, objectContext, objectClass] = [fields.get("scontext"), fields.get("tcontext"), fields.get("tclass")];
  if (subjectContext === undefined || objectContext === undefined || objectClass === undefined) return undefined;
  const audit = AUDIT.exec(text);
  const audited = audit ? fromUnixMilliseconds(Number(`${audit[1]}${audit[2]}`)) : undefined;
  const [pid, path] = [fields.get("pid"), fields.get("path") ?? fields.get("name")];
  return {
    refused: match[1]!.trim().split(/\s+/),
    ...(fields.has("comm") && { command: fields.get("comm")! }),
    ...(pid !== undefined && /^\d{1,9}$/.test(pid) && { pid: Number(pid) }),
    ...(path !== undefined && { path }),
    subjectContext,
    objectContext,
    objectClass,
    isPermissive: fields.get("permissive") === "1",
    ...(fields.has("app") && { app: fields.get("app")! }),
    ...(audited && { audited }),
  };
}
