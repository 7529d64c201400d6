import { sha1OfBytes, sha256OfBytes } from "../bytes/hasher.ts";
import { bytesOf, isArray, memberOf, type PlistDictionary, type PlistValue, textOf } from "../formats/plist/value.ts";
import type { Locator } from "../model/locator.ts";
import type { Observable } from "../model/observable.ts";
import type { ParseContext } from "./artifact.ts";
import type { ProvisioningProfile } from "./ios/provisioning-profiles.ts";
import { optional } from "./optional-field.ts";
import { withinLimit } from "./partial-record.ts";
import { flagOf, textsOf, timeOf } from "./plist-members.ts";

/** Certificates of one profile that are fingerprinted; a team has a few. */
const MAX_CERTIFICATES = 100;

/** What the signed list in a profile says (Apple TN3125, Inside Code Signing: Provisioning Profiles). */
export type ProvisioningFacts = Omit<ProvisioningProfile, "kind">;

/**
 * The property list that a signed message carries: it stands in it as it was written, so that neither the signature nor the
 * message around it need be read for it. Undefined for the form of recent systems, which carries another encoding.
 */
export function listInMessage(signed: Uint8Array): Uint8Array | undefined {
  const start = indexOf(signed, OPENING);
  const end = start < 0 ? -1 : lastIndexOf(signed, CLOSING);
  if (start < 0) return undefined;
  return signed.subarray(start, end < start ? signed.length : end + CLOSING.length);
}

export function readProvisioning(list: PlistDictionary, at: Locator, context: ParseContext): ProvisioningFacts {
  const entitlements = list.get("Entitlements");
  const devices = list.get("ProvisionedDevices");
  const certificates = list.get("DeveloperCertificates");
  return {
    ...optional("uuid", textOf(list.get("UUID"))),
    ...optional("title", textOf(list.get("Name"))),
    ...optional("bundleId", bundleIdOf(textOf(memberOf(entitlements, "application-identifier")))),
    ...optional("team", textsOf(list.get("TeamIdentifier"))[0]),
    ...optional("teamName", textOf(list.get("TeamName"))),
    ...optional("profileMade", timeOf(list.get("CreationDate"))),
    ...optional("profileExpires", timeOf(list.get("ExpirationDate"))),
    ...optional("isForAllDevices", flagOf(list.get("ProvisionsAllDevices"))),
    ...optional("isForDebugging", flagOf(memberOf(entitlements, "get-task-allow"))),
    ...optional("isLocal", flagOf(list.get("LocalProvision"))),
    ...(isArray(devices) && { devices: devices.length }),
    ...(isArray(certificates) &&
      certificates.length > 0 && { certificates: fingerprintsOf(withinLimit(context, certificates, MAX_CERTIFICATES, at)) }),
  };
}

/** `TEAM.com.example.app` without the team; what ends in a star is for any app of the team and names none. */
function bundleIdOf(identifier: string | undefined): string | undefined {
  const id = identifier?.slice(identifier.indexOf(".") + 1);
  return id === undefined || id === "" || id.includes("*") ? undefined : id;
}

const fingerprintsOf = (certificates: readonly PlistValue[]): readonly string[] =>
  certificates.flatMap((value) => {
    const certificate = bytesOf(value);
    return certificate ? [sha1OfBytes(certificate), sha256OfBytes(certificate)] : [];
  });

const SHA1_LENGTH = 40;

/** A profile allows an app; that the app is there is told by other lists. */
export function observablesOfProvisioning({ bundleId, certificates }: ProvisioningFacts): readonly Observable[] {
  const app: Observable[] = bundleId === undefined ? [] : [{ type: "app:id", role: "listed", value: bundleId }];
  const signers = (certificates ?? []).map((value): Observable => {
    return { type: value.length === SHA1_LENGTH ? "app:cert.sha1" : "app:cert.sha256", role: "listed", value };
  });
  return [...app, ...signers];
}

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const OPENING = ascii("<?xml");
const CLOSING = ascii("</plist>");

const standsAt = (bytes: Uint8Array, wanted: Uint8Array, at: number): boolean =>
  wanted.every((byte, offset) => bytes[at + offset] === byte);

function indexOf(bytes: Uint8Array, wanted: Uint8Array): number {
  for (let at = bytes.indexOf(wanted[0]!); at >= 0; at = bytes.indexOf(wanted[0]!, at + 1)) if (standsAt(bytes, wanted, at)) return at;
  return -1;
}

function lastIndexOf(bytes: Uint8Array, wanted: Uint8Array): number {
  for (let at = bytes.lastIndexOf(wanted[0]!); at >= 0; at = at === 0 ? -1 : bytes.lastIndexOf(wanted[0]!, at - 1)) {
    if (standsAt(bytes, wanted, at)) return at;
  }
  return -1;
}
