import { FormatError } from "../../../bytes/format-error.ts";
import { readKeyedObject } from "../../../formats/keyed-archive/read-keyed-object.ts";
import { isDictionary, memberOf, type PlistDictionary, textOf } from "../../../formats/plist/value.ts";
import { type Containers, toCanonical } from "../../../model/canonical-path.ts";
import { containerOf } from "./domains.ts";

const UUID = "[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}";
const IN_CONTAINER = new RegExp(`^(/private/var/.+)/(${UUID})(?=/|$)`);

/** A link of the catalogue that lies in a container, and where it points to. */
export interface ContainerLink {
  readonly domain: string;
  readonly target: string;
}

/**
 * What container UUIDs stand for, as far as a backup tells: a link inside a container that points into a container of the same
 * kind points into its own (an app cannot name another's), and Manifest.plist gives the bundle folder of installed apps. A UUID
 * that two ids lay claim to stays a UUID.
 */
export function readContainers(manifest: PlistDictionary, links: readonly ContainerLink[]): Containers {
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
  for (const { domain, target } of links) {
    const container = containerOf(domain);
    const match = container && IN_CONTAINER.exec(toCanonical(target, "ios"));
    if (match && match[1] === container.folder) claim(match[2]!, container.id);
  }
  return new Map([...claims].filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** The place a link points to, from its MBFile. */
export function targetOf(blob: Uint8Array | undefined): string | undefined {
  if (!blob) return undefined;
  try {
    const target = readKeyedObject(blob).get("Target");
    return typeof target === "string" ? target : undefined;
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}
