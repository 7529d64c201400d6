import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { parseSync } from "vite";
import {
  ALLOWED,
  BANNED_EVERYWHERE,
  BANNED_IN_CORE,
  BANNED_MEMBERS,
  BANNED_METHODS,
  BANNED_MODULES,
  BANNED_PROPERTIES,
  BANNED_UNLESS_BOUND,
  CONTRACT_PACKAGES,
  CORE_LAYERS,
  CORE_ROOT,
  GLOBAL_OBJECTS,
  NETWORK,
  PACKAGES,
  type Scope,
} from "./rules.ts";

export interface Violation {
  readonly file: string;
  readonly line: number;
  readonly why: string;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [key: string]: unknown;
}

/** A place in the tree: the node, its parent, and the parent's member that holds it. */
interface Place {
  readonly node: Node;
  readonly parent: Node | undefined;
  readonly key: string;
}

/** Checks every source file of every package below `root`; gives how many it looked at as well, so that none is not taken for good. */
export function checkTree(root: string): { readonly files: number; readonly violations: readonly Violation[] } {
  const files = ["core", ...Object.keys(PACKAGES)].flatMap((name) => sourcesOf(root, name));
  return { files: files.length, violations: files.flatMap((file) => checkSource(file, readFileSync(join(root, file), "utf8"))) };
}

const sourcesOf = (root: string, name: string): string[] =>
  readdirSync(join(root, "packages", name, "src"), { recursive: true, encoding: "utf8" })
    .map((path) => posix.join("packages", name, "src", path.replaceAll("\\", "/")))
    .filter((path) => path.endsWith(".ts") && !path.endsWith(".d.ts"))
    .sort();

/** `file` is the path from the root of the repository, `packages/<name>/src/...`. */
export function checkSource(file: string, text: string): readonly Violation[] {
  const violations: Violation[] = [];
  const allowed = new Set(ALLOWED[file]?.map((name) => `uses ${name}`));
  const report = (start: number, why: string): void => {
    if (!allowed.has(why)) violations.push({ file, line: text.slice(0, start).split("\n").length, why });
  };
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) report(0, "does not parse");
  const places = [...placesOf(program as unknown as Node)];
  const isCore = file.startsWith("packages/core/");
  for (const place of places) checkImport(file, place, report);
  if (file.endsWith(".test.ts")) return violations;
  const bound = boundNames(places);
  for (const place of places) {
    checkName(place, isCore, bound, report);
    checkMember(place, isCore, report);
    if (isCore) checkClock(place, report);
  }
  return violations;
}

type Report = (start: number, why: string) => void;

function* placesOf(node: Node, parent?: Node, key = ""): Generator<Place> {
  yield { node, parent, key };
  for (const [member, value] of Object.entries(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) yield* placesOf(child, node, member);
    }
  }
}

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && typeof (value as Node).type === "string";
const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
const nameOf = (node: unknown): string | undefined => (isNode(node) && node.type === "Identifier" ? textOf(node["name"]) : undefined);

function checkImport(file: string, { node }: Place, report: Report): void {
  const source = sourceOf(node);
  if (!source) return;
  const specifier = textOf(source["value"]);
  const why = specifier === undefined ? "imports a computed name" : refusedImport(file, specifier, node["importKind"] === "type");
  if (why) report(node.start, why);
}

/** What an import, a re-export, `import()` or a type position `import("…")` names. */
const sourceOf = (node: Node): Node | undefined => {
  if (/^(?:Import|Export)/.test(node.type) && isNode(node["source"])) return node["source"];
  if (node.type !== "TSImportType") return undefined;
  const source = node["source"] ?? (node["argument"] as Node | undefined)?.["literal"] ?? node["argument"];
  return isNode(source) ? source : undefined;
};

function refusedImport(file: string, specifier: string, isTypeOnly: boolean): string | undefined {
  const [, name = "", inside = ""] = /^packages\/([^/]+)\/src\/(.*)$/.exec(file) ?? [];
  const isTest = file.endsWith(".test.ts");
  if (BANNED_MODULES.test(specifier)) return isTest || isWayOut(file, specifier, isTypeOnly) ? undefined : `imports ${specifier}`;
  if (!isTest && leadsOut(file, specifier)) return `imports ${specifier}, which uses the network`;
  if (isTest)
    return name === "core" && specifier.startsWith("node:")
      ? `a test of core imports ${specifier}, and could not run in a browser`
      : undefined;
  const scope = name === "core" ? coreScope(inside) : PACKAGES[name];
  if (!scope) return `stands in no known layer`;
  if (!specifier.startsWith(".")) return refusedPackage(file, specifier, scope);
  const target = posix.join(posix.dirname(inside), specifier);
  if (target.startsWith("..")) return `leaves its package: ${specifier}`;
  const layer = layerOf(target);
  return scope.layers === undefined || layer === layerOf(inside) || scope.layers.includes(layer)
    ? undefined
    : `${layerOf(inside) || "the public entry"} imports ${layer || "the public entry"}`;
}

const isWayOut = (file: string, specifier: string, isTypeOnly: boolean): boolean =>
  file.startsWith(NETWORK.folder) && (NETWORK.modules.test(specifier) || (isTypeOnly && NETWORK.types.test(specifier)));

/** A path into the folder of the way out, from a file that is neither in it nor the one that may. */
const leadsOut = (file: string, specifier: string): boolean =>
  specifier.startsWith(".") &&
  posix.join(posix.dirname(file), specifier).startsWith(NETWORK.folder) &&
  !file.startsWith(NETWORK.folder) &&
  file !== NETWORK.importer;

/** The first folder below src; files directly in it have none. */
const layerOf = (inside: string): string => (inside.includes("/") ? inside.slice(0, inside.indexOf("/")) : "");
const coreScope = (inside: string): Scope | undefined =>
  inside === "testing/index.ts" || layerOf(inside) !== "" ? CORE_LAYERS[layerOf(inside)] : CORE_ROOT;

const refusedPackage = (file: string, specifier: string, { packages }: Scope): string | undefined => {
  const allowed = file.endsWith(".contract.ts") ? [...packages, ...CONTRACT_PACKAGES] : packages;
  const fits = (name: string): boolean =>
    name.endsWith(":") ? specifier.startsWith(name) : specifier === name || specifier.startsWith(`${name}/`);
  return allowed.some(fits) ? undefined : `imports ${specifier}, which is not among its packages`;
};

/** Names that the file binds anywhere: parameters, variables, destructured members, functions, imports. */
function boundNames(places: readonly Place[]): ReadonlySet<string> {
  const bound = new Set<string>();
  for (const { node, parent, key } of places) {
    const name = nameOf(node);
    if (name !== undefined && parent && isBinding(parent, key)) bound.add(name);
    if (node.type !== "ObjectPattern") continue;
    for (const property of node["properties"] as readonly Node[]) {
      const target = nameOf(property["value"]);
      if (target !== undefined) bound.add(target);
    }
  }
  return bound;
}

const isBinding = (parent: Node, key: string): boolean =>
  (key === "id" && /^(?:VariableDeclarator|FunctionDeclaration|FunctionExpression)$/.test(parent.type)) ||
  (key === "params" && /Function/.test(parent.type)) ||
  (key === "param" && parent.type === "CatchClause") ||
  (key === "local" && parent.type.startsWith("Import")) ||
  (key === "left" && parent.type === "AssignmentPattern") ||
  (key === "elements" && parent.type === "ArrayPattern") ||
  (key === "argument" && parent.type === "RestElement");

function checkName({ node, parent, key }: Place, isCore: boolean, bound: ReadonlySet<string>, report: Report): void {
  const name = nameOf(node);
  if (name === undefined || !isReference(parent, key)) return;
  if (BANNED_EVERYWHERE.has(name) || (isCore && BANNED_IN_CORE.has(name))) report(node.start, `uses ${name}`);
  else if (isCore && BANNED_UNLESS_BOUND.has(name) && !bound.has(name)) report(node.start, `uses ${name}`);
  const isReadByName = parent?.type === "MemberExpression" && key === "object" && parent["computed"] !== true;
  if (isCore && GLOBAL_OBJECTS.has(name) && (name === "globalThis" || !bound.has(name)) && !isReadByName)
    report(node.start, `passes ${name} around`);
}

/** An identifier that stands for a value, not the name of a member, a key, a label or a type. */
const isReference = (parent: Node | undefined, key: string): boolean => {
  if (!parent) return true;
  if (parent.type === "MemberExpression") return key === "object" || parent["computed"] === true;
  if (parent.type === "Property") return key === "value" || parent["computed"] === true;
  return (
    !/^TS|^(?:Property|Method)Definition$|^Label|^(?:Break|Continue)Statement$|Specifier$|^MetaProperty$/.test(parent.type) ||
    key === "value" ||
    key === "expression"
  );
};

function checkMember({ node }: Place, isCore: boolean, report: Report): void {
  if (node.type !== "MemberExpression") return;
  const property = node["property"] as Node;
  const name = node["computed"] === true ? textOf(property["value"]) : textOf(property["name"]);
  const object = nameOf(node["object"]) ?? "";
  if (name === undefined) return;
  const isGlobal = GLOBAL_OBJECTS.has(object);
  if (isGlobal && (BANNED_EVERYWHERE.has(name) || (isCore && (BANNED_IN_CORE.has(name) || BANNED_UNLESS_BOUND.has(name))))) {
    report(property.start, `uses ${object}.${name}`);
  }
  if (!isCore) return;
  if (BANNED_MEMBERS[object]?.includes(name)) report(property.start, `uses ${object}.${name}`);
  if (BANNED_METHODS.test(name) || BANNED_PROPERTIES.has(name)) report(property.start, `uses .${name}`);
}

/** `new Date()` and `Date()` read the clock; so do the members of BANNED_MEMBERS taken apart by destructuring. */
function checkClock({ node }: Place, report: Report): void {
  const isDate = nameOf(node["callee"]) === "Date";
  if (node.type === "NewExpression" && isDate && (node["arguments"] as readonly unknown[]).length === 0)
    report(node.start, "uses new Date()");
  if (node.type === "CallExpression" && isDate) report(node.start, "uses Date()");
  if (node.type !== "VariableDeclarator" || !isNode(node["id"]) || node["id"].type !== "ObjectPattern") return;
  const object = nameOf(node["init"]) ?? "";
  for (const property of node["id"]["properties"] as readonly Node[]) {
    const name = nameOf(property["key"]) ?? "";
    if (BANNED_MEMBERS[object]?.includes(name)) report(property.start, `uses ${object}.${name}`);
  }
}
