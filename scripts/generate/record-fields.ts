import { parseSync } from "vite";

/** A field of an artifact's records, as its source declares it. */
export interface RecordField {
  readonly name: string;
  /** The declared type as text, white space reduced. */
  readonly type: string;
  readonly optional: boolean;
  /** First sentence or sentences of its comment, on one line; empty where there is none. */
  readonly about: string;
}

/** The nodes of the parser's tree that are looked at; everything else passes through. */
interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}
interface Source {
  readonly text: string;
  readonly comments: readonly { readonly value: string; readonly end: number }[];
  readonly declarations: ReadonlyMap<string, Node>;
}

/**
 * The fields of the record type in `defineArtifact<Type>`, read from the source: types are gone when the program runs. Interfaces,
 * their bases and unions of them are followed within the file; undefined where the record type is none of these.
 */
export function recordFields(text: string): readonly RecordField[] | undefined {
  const { program, comments } = parseSync("artifact.ts", text);
  const body = program.body as unknown as readonly Node[];
  const source = { text, comments, declarations: declarationsOf(body) };
  const typeName = /\bdefineArtifact<\s*([A-Za-z_$][\w$]*)\s*>/.exec(text)?.[1];
  const fields = typeName === undefined ? [] : fieldsOf(typeName, source);
  return fields.length === 0 ? undefined : merged(fields);
}

const declarationsOf = (body: readonly Node[]): ReadonlyMap<string, Node> => {
  const declarations = new Map<string, Node>();
  for (const statement of body) {
    const node = (statement["declaration"] ?? statement) as Node;
    if (node.type === "TSInterfaceDeclaration" || node.type === "TSTypeAliasDeclaration") declarations.set(nameOf(node["id"]), node);
  }
  return declarations;
};

const nameOf = (identifier: unknown): string => (identifier as { name?: string }).name ?? "";

function fieldsOf(typeName: string, source: Source): readonly RecordField[] {
  const node = source.declarations.get(typeName);
  if (node?.type === "TSTypeAliasDeclaration") return fieldsOfType(node["typeAnnotation"] as Node, source);
  if (node?.type !== "TSInterfaceDeclaration") return [];
  const bases = (node["extends"] as readonly { expression: unknown }[]).flatMap(({ expression }) => fieldsOf(nameOf(expression), source));
  return [...bases, ...fieldsOfMembers((node["body"] as { body: readonly Node[] }).body, source)];
}

function fieldsOfType(node: Node, source: Source): readonly RecordField[] {
  if (node.type === "TSTypeReference") return fieldsOf(nameOf(node["typeName"]), source);
  if (node.type === "TSTypeLiteral") return fieldsOfMembers(node["members"] as readonly Node[], source);
  if (node.type !== "TSUnionType" && node.type !== "TSIntersectionType") return [];
  return (node["types"] as readonly Node[]).flatMap((type) => fieldsOfType(type, source));
}

const fieldsOfMembers = (members: readonly Node[], source: Source): readonly RecordField[] =>
  members
    .filter(({ type }) => type === "TSPropertySignature")
    .map((member) => {
      const annotation = (member["typeAnnotation"] as { typeAnnotation: Node } | null)?.typeAnnotation;
      return {
        name: nameOf(member["key"]),
        type: annotation ? source.text.slice(annotation.start, annotation.end).replaceAll(/\s+/g, " ") : "unknown",
        optional: member["optional"] === true,
        about: commentBefore(member.start, source),
      };
    });

const commentBefore = (start: number, { text, comments }: Source): string => {
  const comment = comments.find(({ end }) => end <= start && text.slice(end, start).trim() === "");
  return comment === undefined
    ? ""
    : comment.value
        .replaceAll(/^\s*\*+ ?/gm, "")
        .replaceAll(/\s+/g, " ")
        .trim();
};

/** A field that several members of a union have is one field, of all their types. */
const merged = (fields: readonly RecordField[]): readonly RecordField[] => {
  const byName = Map.groupBy(fields, ({ name }) => name);
  return [...byName.values()].map((same) => ({
    name: same[0]!.name,
    type: [...new Set(same.map(({ type }) => type))].join(" | "),
    optional: same.some(({ optional }) => optional),
    about: same.find(({ about }) => about !== "")?.about ?? "",
  }));
};
