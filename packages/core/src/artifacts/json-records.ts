import type { EvidenceFile } from "../acquisition/file-system.ts";
import { readJsonElements } from "../formats/json/elements.ts";
import { atOffset } from "../model/locator.ts";
import { message } from "../model/message.ts";
import type { Located } from "../model/record.ts";
import type { ParseContext } from "./artifact.ts";

/** An object of a JSON document; nothing is known of its members. */
export type JsonObject = Readonly<Record<string, unknown>>;

export const isJsonObject = (value: unknown): value is JsonObject => typeof value === "object" && value !== null && !Array.isArray(value);

/** A member that is a text with something in it. */
export function textMember(object: JsonObject, name: string): string | undefined {
  const value = Object.hasOwn(object, name) ? object[name] : undefined;
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** A member that is a whole number, or a text of one. */
export function numberMember(object: JsonObject, name: string): number | undefined {
  const value = Object.hasOwn(object, name) ? object[name] : undefined;
  const number = typeof value === "string" && /^-?\d{1,16}$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) ? number : undefined;
}

export const flagMember = (object: JsonObject, name: string): boolean => Object.hasOwn(object, name) && object[name] === true;

/** Entries of a member that is a list, as many as `limit`. */
export function listMember(object: JsonObject, name: string, limit: number): readonly unknown[] {
  const value = Object.hasOwn(object, name) ? object[name] : undefined;
  return Array.isArray(value) ? value.slice(0, limit) : [];
}

/**
 * Records of a JSON list, one element after the other. An element that is damaged, or that `read` knows nothing to do with
 * (`undefined`), costs itself and is counted.
 */
export function* jsonRecords<T>(
  file: EvidenceFile,
  context: ParseContext,
  maxElementBytes: number,
  read: (element: unknown) => T | readonly T[] | undefined,
): Generator<readonly Located<T>[]> {
  const onDamage = (offset: number, code: string): void =>
    context.skip(
      message("artifacts/shared/element-unreadable", { code }),
      [atOffset(offset)],
      code === "limit" ? "over-budget" : "damaged",
    );
  for (const batch of readJsonElements(context.bytes(file), { maxElementBytes, onDamage })) {
    const located: Located<T>[] = [];
    for (const { value, offset, length } of batch) {
      const data = read(value);
      if (data === undefined) onDamage(offset, "malformed");
      else
        for (const one of Array.isArray(data) ? (data as readonly T[]) : [data as T])
          located.push({ at: [atOffset(offset, length)], data: one });
    }
    yield located;
  }
}
