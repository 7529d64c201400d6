import { sha256OfText } from "../bytes/hasher.ts";
import type { Acquisition } from "./loader.ts";

/**
 * What tells one phone from another. The values name its owner: they leave the process that reads as hashes, are compared, and stand in no
 * document. The first three belong to one phone alone; a model and a make are shared by many.
 */
export const MARK_KINDS = ["serial-number", "imei", "device-id", "model", "make"] as const;
export type MarkKind = (typeof MARK_KINDS)[number];
const OF_ONE_PHONE: readonly MarkKind[] = ["serial-number", "imei", "device-id"];

export interface PhoneMark {
  readonly kind: MarkKind;
  /** SHA-256 of the kind and the value. */
  readonly hash: string;
}

/** What systems and tools write where they have no value, or may not tell it. */
const NO_VALUE = /^(?:unknown|none|null|n\/?a|0+|0123456789abcdef|redacted)?$/;
/** Shorter values are no numbers of a phone. */
const SHORTEST_NUMBER = 4;

/** Undefined where there is no value worth comparing. */
export function phoneMark(kind: MarkKind, value: string | undefined): PhoneMark | undefined {
  const plain = value?.trim().toLowerCase().replaceAll(/[\s-]/g, "") ?? "";
  if (NO_VALUE.test(plain) || (OF_ONE_PHONE.includes(kind) && plain.length < SHORTEST_NUMBER)) return undefined;
  return { kind, hash: sha256OfText(`${kind}:${plain}`) };
}

export const phoneMarks = (values: readonly (readonly [MarkKind, string | undefined])[]): readonly PhoneMark[] =>
  values.flatMap(([kind, value]) => phoneMark(kind, value) ?? []);

/** What the marks of several acquisitions say together. */
export type PhoneRelation =
  /** Each is tied to the others by a number that only one phone has. */
  | { readonly state: "confirmed" }
  /** Nothing speaks against it, and not all are tied. */
  | { readonly state: "unconfirmed" }
  | { readonly state: "different"; readonly first: number; readonly second: number; readonly by: MarkKind | "platform" };

type Marked = Pick<Acquisition, "info" | "marks">;

export function relatePhones(acquisitions: readonly Marked[]): PhoneRelation {
  const groups = acquisitions.map((_, index) => index);
  for (const [second, b] of acquisitions.entries()) {
    for (const [first, a] of acquisitions.slice(0, second).entries()) {
      const relation = relate(a, b);
      if (relation === "same") join(groups, first, second);
      else if (relation !== undefined) return { state: "different", first, second, by: relation };
    }
  }
  return { state: new Set(groups).size <= 1 ? "confirmed" : "unconfirmed" };
}

function join(groups: number[], first: number, second: number): void {
  const [kept, left] = [groups[first]!, groups[second]!];
  for (const [index, group] of groups.entries()) if (group === left) groups[index] = kept;
}

/** "same", what they differ in, or undefined where nothing tells. A number that agrees outweighs one that does not: a phone has two IMEIs. */
function relate(a: Marked, b: Marked): "same" | MarkKind | "platform" | undefined {
  if (a.info.device.platform !== b.info.device.platform) return "platform";
  const verdicts = MARK_KINDS.map((kind) => [kind, compare(hashesOf(a, kind), hashesOf(b, kind))] as const);
  if (verdicts.some(([kind, verdict]) => verdict === "agree" && OF_ONE_PHONE.includes(kind))) return "same";
  return verdicts.find(([, verdict]) => verdict === "differ")?.[0];
}

const hashesOf = ({ marks = [] }: Marked, kind: MarkKind): readonly string[] =>
  marks.filter((mark) => mark.kind === kind).map(({ hash }) => hash);

function compare(a: readonly string[], b: readonly string[]): "agree" | "differ" | undefined {
  if (a.length === 0 || b.length === 0) return undefined;
  return a.some((hash) => b.includes(hash)) ? "agree" : "differ";
}
