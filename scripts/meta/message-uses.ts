import { parseSync } from "vite";

/** What a source file says of message ids. */
export interface MessageUses {
  /** Whole ids in string literals, with the line. */
  readonly ids: readonly { readonly id: string; readonly line: number }[];
  /** Ids with a varying part (`report/kind-${kind}`), as patterns over whole ids. */
  readonly patterns: readonly { readonly pattern: RegExp; readonly line: number }[];
  /** Every other string of the file: detections name keys below their own. */
  readonly strings: ReadonlySet<string>;
  readonly stringPatterns: readonly RegExp[];
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [key: string]: unknown;
}

const ID_SHAPE = /^[a-z0-9-]+(?:\/[a-z0-9-]+)+$/;

/**
 * Finds message ids in a source: a string that begins with a catalog file's path and a slash (`catalogs` holds such paths, "report",
 * "artifacts/ios/sms") and has the shape of an id; a template counts when its text before the first varying part does.
 */
export function messageUses(text: string, catalogs: readonly string[]): MessageUses {
  const ids: { id: string; line: number }[] = [];
  const patterns: { pattern: RegExp; line: number }[] = [];
  const strings = new Set<string>();
  const stringPatterns: RegExp[] = [];
  const namesCatalog = (start: string): boolean => catalogs.some((catalog) => start.startsWith(`${catalog}/`));
  const isNamespace = (start: string): boolean => catalogs.some((catalog) => `${catalog}/`.startsWith(start)) && start.includes("/");
  for (const node of nodesOf(text)) {
    const line = text.slice(0, node.start).split("\n").length;
    if (node.type === "Literal" && typeof node["value"] === "string") {
      strings.add(node["value"]);
      if (ID_SHAPE.test(node["value"]) && namesCatalog(node["value"])) ids.push({ id: node["value"], line });
    }
    if (node.type !== "TemplateLiteral") continue;
    const parts = (node["quasis"] as readonly { value: { cooked: string } }[]).map(({ value }) => value.cooked);
    const pattern = new RegExp(`^${parts.map(escaped).join(".+")}$`);
    if (namesCatalog(parts[0]!) || isNamespace(parts[0]!)) patterns.push({ pattern, line });
    else if (parts.some((part) => /[a-z]/.test(part))) stringPatterns.push(pattern);
  }
  return { ids, patterns, strings, stringPatterns };
}

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");

/** All nodes of a source but what imports name. */
export const nodesOf = (text: string): Generator<Node> => nodesBelow(parseSync("source.ts", text).program as unknown as Node);

function* nodesBelow(node: Node): Generator<Node> {
  yield node;
  for (const [key, value] of Object.entries(node)) {
    if (key === "source" && /^(?:Import|Export)/.test(node.type)) continue;
    for (const child of Array.isArray(value) ? value : [value]) {
      if (typeof child === "object" && child !== null && typeof (child as Node).type === "string") yield* nodesBelow(child as Node);
    }
  }
}
