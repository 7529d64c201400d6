/**
 * JSON with the keys of every object in code-unit order and no undefined members: the same value is the same text, whatever
 * order it was built in. `indent` as in JSON.stringify. Big integers become decimal text, bytes lower-case hex.
 */
export function toJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, sorted, indent);
}

/** Code-unit order: the one order used for everything that is written. Never locale-aware. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const sorted = (_key: string, value: unknown): unknown => {
  if (typeof value === "bigint") return String(value);
  if (value instanceof Uint8Array) return toHex(value);
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  const keys = Object.keys(value);
  if (isSorted(keys)) return value;
  // Object.fromEntries defines properties, so that a key named __proto__ stays a key.
  return Object.fromEntries(keys.sort(compareText).map((key) => [key, (value as Record<string, unknown>)[key]]));
};

const isSorted = (keys: readonly string[]): boolean => keys.every((key, index) => index === 0 || keys[index - 1]! < key);

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** Lower-case hexadecimal. (Uint8Array.prototype.toHex is not in every runtime we serve.) */
export function toHex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += HEX[byte];
  return text;
}
