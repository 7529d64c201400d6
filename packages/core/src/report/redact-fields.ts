/**
 * What the fields of records hold, by their names: a name has one meaning in all records (tests/meta.test.ts). A text of a source of
 * communication that stands in neither list counts as what somebody wrote, so that a new field is left out until it is looked at.
 */

/** Whose value names a person, an account or a device of one. */
export const CONTACT_FIELDS: ReadonlySet<string> = new Set([
  "account",
  "callCreator",
  "chat",
  "deviceName",
  "groupCreator",
  "groupName",
  "handle",
  "handles",
  "lid",
  "network",
  "organizer",
  "participants",
  "phoneNumber",
  "pushName",
  "recipients",
  "sender",
  "senderId",
  "sharedBy",
  "storeAccount",
  "username",
]);

/** Of sources of communication: technical values, which say nothing of what was written or looked at. */
export const TECHNICAL_FIELDS: ReadonlySet<string> = new Set([
  "bundleId",
  "callId",
  "callType",
  "contentType",
  "country",
  "decision",
  "fromHost",
  "guid",
  "host",
  "kind",
  "loadedUnder",
  "part",
  "provider",
  "redirectedFrom",
  "redirectedTo",
  "relation",
  "relationKind",
  "service",
  "stepHosts",
  "stepKinds",
  "targetBundleId",
  "toHost",
  "uniformType",
  "uniqueId",
  "uuid",
  "valueKind",
]);
