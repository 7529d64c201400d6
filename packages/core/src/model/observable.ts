import * as v from "valibot";

/**
 * What kind of value a record holds, named by its STIX object path. `app:*`, `configuration-profile:*`, `android-property:*`
 * and `phone-number:value` are the field's own additions to STIX (MVT's names where MVT has one).
 */
export const OBSERVABLE_TYPES = [
  "url:value",
  "domain-name:value",
  "ipv4-addr:value",
  "ipv6-addr:value",
  "email-addr:value",
  "phone-number:value",
  "process:name",
  "file:path",
  "file:name",
  "file:hashes.MD5",
  "file:hashes.SHA-1",
  "file:hashes.SHA-256",
  "app:id",
  "app:cert.md5",
  "app:cert.sha1",
  "app:cert.sha256",
  "configuration-profile:id",
  "android-property:name",
] as const;
export type ObservableType = (typeof OBSERVABLE_TYPES)[number];

/**
 * What the phone did with the value; the role decides what a match means (design 5.5):
 * `received` came from outside (message, invitation) · `sent` left by the owner's hand · `visited` a browser went there ·
 * `resolved` a name was looked up · `contacted` a process spoke to it · `ran` a process of that name or file · `installed` an app,
 * profile or certificate · `listed` it stands in a list (contacts, suggestions, bookmarks, permissions) · `written` a file exists.
 */
export const ROLES = ["received", "sent", "visited", "resolved", "contacted", "ran", "installed", "listed", "written"] as const;
export type Role = (typeof ROLES)[number];

/**
 * Circumstances that change what a match means: `redirect` another host sent the browser there · `not-loaded` the page never
 * loaded · `tracker` a statistics table of the browser, not a visit of the owner · `recovered` from deleted rows · `embedded` the
 * URL stood in a parameter of another URL · `unknown-program` a connection of which nothing tells who made it, perhaps a browser ·
 * `earlier` an older report of the phone says it, and not the one that was made last · `found-as-text` letters in a file whose form is
 * not read: what they are part of is not known.
 */
export const CIRCUMSTANCES = [
  "redirect",
  "not-loaded",
  "tracker",
  "recovered",
  "embedded",
  "unknown-program",
  "earlier",
  "found-as-text",
] as const;
export type Circumstance = (typeof CIRCUMSTANCES)[number];

/** A typed value seen in a record (STIX's sense). */
export interface Observable {
  readonly type: ObservableType;
  readonly role: Role;
  readonly value: string;
  readonly circumstances?: readonly Circumstance[];
}

export const ObservableTypeSchema = v.picklist(OBSERVABLE_TYPES);
export const RoleSchema = v.picklist(ROLES);
export const CircumstanceSchema = v.picklist(CIRCUMSTANCES);
