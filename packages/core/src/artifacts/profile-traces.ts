import type { Observable, Role } from "../model/observable.ts";
import type { ConfigurationRecord } from "./ios/configuration-profiles.ts";

const UUID = "[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}";
const ANY_UUID = new RegExp(UUID, "g");
const LAST_UUID = new RegExp(`^(.+)-(${UUID})$`, "s");

/** `identifier-UUID`, as the system logs profiles (MCProfile in ManagedConfiguration), in its halves. */
export function partsOfProfile(text: string): { readonly identifier?: string; readonly uuid?: string } {
  const [, identifier, uuid] = LAST_UUID.exec(text) ?? [];
  return identifier === undefined || uuid === undefined ? {} : { identifier, uuid };
}

/** Indicators name profiles by identifier or by UUID, and so do the system's lists, also both in one text: each once. */
export function profileObservables(texts: readonly (string | undefined)[], role: Role): readonly Observable[] {
  const ids = new Set<string>();
  for (const text of texts) {
    if (text === undefined || text === "") continue;
    const { identifier } = partsOfProfile(text);
    ids.add(text);
    if (identifier !== undefined) ids.add(identifier);
    for (const uuid of text.match(ANY_UUID) ?? []) ids.add(uuid);
  }
  return [...ids].map((value) => ({ type: "configuration-profile:id", role, value }));
}

/** The ids of profiles and payloads, the servers that they name, the apps that they carry, filter or silence. */
export function observablesOfProfile(record: ConfigurationRecord): readonly Observable[] {
  if (record.kind === "named-profile") return profileObservables([record.profile], "installed");
  if (record.kind !== "profile") return [...profileObservables([record.profile], "installed"), ...serverObservables(record.servers)];
  const { identifier, uuid, payloads } = record;
  const ids = [identifier, uuid, ...payloads.flatMap((payload) => [payload.identifier, payload.uuid])];
  const apps = payloads.flatMap((payload) => [...(payload.apps ?? []), ...(payload.silencedApps ?? [])]);
  return [
    ...profileObservables(ids, "installed"),
    ...serverObservables(payloads.flatMap(({ servers }) => servers ?? [])),
    ...listed("app:id", apps),
  ];
}

export const serverObservables = (servers: readonly string[]): readonly Observable[] => listed("url:value", servers.map(asAuthority));

/** An IPv6 address as it stands in a URL. */
const asAuthority = (server: string): string => (/^[\da-f]*:[\da-f:.]*:[\da-f.]*$/i.test(server) ? `[${server}]` : server);

const listed = (type: "url:value" | "app:id", values: readonly string[]): readonly Observable[] =>
  [...new Set(values)].map((value) => ({ type, role: "listed", value }));
