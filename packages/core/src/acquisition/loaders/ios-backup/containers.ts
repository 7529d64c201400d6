import { FormatError } from "../../../bytes/format-error.ts";
import { readKeyedObject } from "../../../formats/keyed-archive/read-keyed-object.ts";
import { isDictionary, memberOf, type PlistDictionary, textOf } from "../../../formats/plist/value.ts";
import type { EvidenceDatabase } from "../../../formats/sqlite/database.ts";
import { asBytes, asNumber, asText } from "../../../formats/sqlite/value.ts";
import { type Containers, toCanonical } from "../../../model/canonical-path.ts";
import { LINK } from "./catalogue.ts";
import { containerOf } from "./domains.ts";

const UUID = "[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}";
const IN_CONTAINER = new RegExp(`^(/private/var/.+)/(${UUID})(?=/|$)`);

/** Links followed to learn container UUIDs; real catalogues hold a few hundred. */
const MAX_LINKS = 100_000;

/**
 * What container UUIDs stand for, as far as a backup tells: a link inside a container that points into a container of the same
 * kind points into its own (an app cannot name another's), and Manifest.plist gives the bundle folder of installed apps. A UUID
 * that two ids lay claim to stays a UUID.
 */
export function readContainers(manifest: PlistDictionary, database: EvidenceDatabase | undefined): Containers {
  const claims = new Map<string, string | undefined>();
  const claim = (uuid: string, id: string): void => {
    const key = uuid.toUpperCase();
    claims.set(key, claims.has(key) && claims.get(key) !== id ? undefined : id);
  };
  const applications = manifest.get("Applications");
  if (isDictionary(applications)) {
    for (const [id, application] of applications) {
      const match = IN_CONTAINER.exec(toCanonical(textOf(memberOf(application, "Path")) ?? "", "ios"));
      if (match?.[1] === "/private/var/containers/Bundle/Application") claim(match[2]!, id);
    }
  }
  if (database) claimFromLinks(database, claim);
  return new Map([...claims].filter((entry): entry is [string, string] => entry[1] !== undefined));
}

function claimFromLinks(database: EvidenceDatabase, claim: (uuid: string, id: string) => void): void {
  let links = 0;
  for (const batch of database.rows({ from: "Files", select: ["domain", "flags", "file"] })) {
    for (const [domain, flags, file] of batch) {
      if (asNumber(flags) !== LINK) continue;
      if (++links > MAX_LINKS) return;
      const container = containerOf(asText(domain) ?? "");
      const match = container && IN_CONTAINER.exec(toCanonical(targetOf(asBytes(file)) ?? "", "ios"));
      if (match && match[1] === container.folder) claim(match[2]!, container.id);
    }
  }
}

/** The place a link points to, from its MBFile. */
function targetOf(blob: Uint8Array | undefined): string | undefined {
  if (!blob) return undefined;
  try {
    const target = readKeyedObject(blob).get("Target");
    return typeof target === "string" ? target : undefined;
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}
