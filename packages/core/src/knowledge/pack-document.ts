import * as v from "valibot";
import { DOMAIN_ROLES, INDICATOR_TYPES, PACK_CLASSES } from "../model/indicator.ts";
import { toJson } from "../model/json.ts";

/**
 * A published set of indicators as this repository keeps it: values by type, with the families and the role of hosts they were
 * published for. Nothing else of the source's text is here; scripts/distil-packs.ts writes these files.
 */
const PackSetSchema = v.strictObject({
  families: v.pipe(v.array(v.string()), v.nonEmpty()),
  domainRole: v.optional(v.picklist(DOMAIN_ROLES)),
  /** Values as published, by type, in code-unit order. */
  indicators: v.record(v.picklist(INDICATOR_TYPES), v.array(v.string())),
});

export const PACK_SCHEMA_VERSION = 2;

export const PackFileSchema = v.strictObject({
  schema: v.literal(PACK_SCHEMA_VERSION),
  id: v.pipe(v.string(), v.regex(/^[a-z\d]+(?:-[a-z\d]+)*$/)),
  title: v.string(),
  class: v.picklist(PACK_CLASSES),
  publisher: v.string(),
  source: v.pipe(v.string(), v.startsWith("https://")),
  commit: v.pipe(v.string(), v.regex(/^[\da-f]{7,40}$/)),
  /** The publisher's files, and the SHA-256 of each as it was read. */
  files: v.array(v.strictObject({ name: v.string(), sha256: v.pipe(v.string(), v.regex(/^[\da-f]{64}$/)) })),
  licence: v.string(),
  /** Day the publisher last changed the set. */
  date: v.pipe(v.string(), v.isoDate()),
  references: v.array(v.pipe(v.string(), v.startsWith("https://"))),
  /** Values below, by type: a file that was cut or merged badly shows at once. */
  counts: v.record(v.picklist(INDICATOR_TYPES), v.number()),
  sets: v.array(PackSetSchema),
  /** Of this document without this member, as canonical JSON. Written when distilled, checked by a test, never at run time. */
  sha256: v.pipe(v.string(), v.regex(/^[\da-f]{64}$/)),
});
export type PackFile = v.InferOutput<typeof PackFileSchema>;

/** The text whose SHA-256 names a pack. */
export const hashedText = (file: Omit<PackFile, "sha256">): string => toJson({ ...file, sha256: undefined });
