/** Members of STIX objects that say something here; everything else is passed over unread. */
export const STIX_MEMBERS = [
  "type",
  "id",
  "name",
  "pattern",
  "pattern_type",
  "revoked",
  "created",
  "modified",
  "created_by_ref",
  "valid_from",
  "valid_until",
  "confidence",
  "relationship_type",
  "source_ref",
  "target_ref",
  "object_refs",
  "object_marking_refs",
  "external_references",
  "infrastructure_types",
  "definition_type",
  "definition",
  "extensions",
] as const;
export type StixMember = (typeof STIX_MEMBERS)[number];

/** Number of a member, as a reader of objects asks for it. */
export const MEMBER = Object.fromEntries(STIX_MEMBERS.map((name, number) => [name, number])) as Readonly<Record<StixMember, number>>;
