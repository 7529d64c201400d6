import { sha256OfText } from "../bytes/hasher.ts";
import { toJson } from "../model/json.ts";
import type { AuditEntry } from "./documents.ts";

/** Hash before the first line. */
export const AUDIT_START = "0".repeat(64);

/** A hash-chained log: a change to any line changes every hash after it. It proves something only once its head is kept elsewhere. */
export interface AuditLog {
  /** Adds an entry and gives its line. */
  add(time: string, event: string, detail?: AuditEntry["detail"]): string;
  /** Hash of the last line. */
  head(): string;
}

export function createAuditLog(): AuditLog {
  let previous = AUDIT_START;
  let number = 0;
  return {
    add(time, event, detail = {}) {
      const body = { number: ++number, time, event, detail, previous };
      previous = sha256OfText(toJson(body));
      return `${toJson({ ...body, hash: previous })}\n`;
    },
    head: () => previous,
  };
}

/** Number of the first line that does not follow from the one before; undefined when the whole chain holds. */
export function firstBrokenLine(log: string): number | undefined {
  let previous = AUDIT_START;
  for (const [index, line] of log.split("\n").filter(Boolean).entries()) {
    const hash = hashOfLine(line, previous, index + 1);
    if (hash === undefined) return index + 1;
    previous = hash;
  }
  return undefined;
}

function hashOfLine(line: string, previous: string, number: number): string | undefined {
  try {
    const { hash, ...body } = JSON.parse(line) as AuditEntry;
    return body.previous === previous && body.number === number && sha256OfText(toJson(body)) === hash ? hash : undefined;
  } catch {
    return undefined;
  }
}
