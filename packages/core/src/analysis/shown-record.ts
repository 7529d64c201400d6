import { MAX_FIELD_DEPTH, MAX_FIELD_ITEMS, MAX_FIELD_LENGTH } from "./limits.ts";

/** A record as a finding shows it: plain data, long texts and lists cut where the limits say, visibly. Absent fields are left out. */
export const shownRecord = (record: object): object => (isShownWhole(record, 0) ? record : (shown(record, 0) as object));

/** Nearly all records are: to look costs a third of a copy. */
function isShownWhole(value: unknown, depth: number): boolean {
  if (typeof value === "string") return value.length <= MAX_FIELD_LENGTH;
  if (value === null || typeof value !== "object") return value !== undefined && typeof value !== "bigint";
  if (depth >= MAX_FIELD_DEPTH) return false;
  if (Array.isArray(value)) return value.length <= MAX_FIELD_ITEMS && value.every((item) => isShownWhole(item, depth + 1));
  return Object.values(value).every((member) => isShownWhole(member, depth + 1));
}

const shown = (value: unknown, depth: number): unknown => {
  if (typeof value === "string")
    return value.length > MAX_FIELD_LENGTH ? `${value.slice(0, MAX_FIELD_LENGTH)}… (${value.length} characters)` : value;
  if (typeof value === "bigint") return String(value);
  if (value === null || typeof value !== "object") return value;
  if (depth >= MAX_FIELD_DEPTH) return "…";
  if (Array.isArray(value)) {
    const items = value.slice(0, MAX_FIELD_ITEMS).map((item) => shown(item, depth + 1));
    return value.length > MAX_FIELD_ITEMS ? [...items, `… (${value.length} entries)`] : items;
  }
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(entries.map(([key, member]) => [key, shown(member, depth + 1)]));
};
