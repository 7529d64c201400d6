import { getPublicSuffix } from "tldts";

/** What the public suffix list knows of a host that is itself a suffix: of a registry (`co.uk`), or of a service (`github.io`). */
export function suffixOf(host: string): "registry" | "hosting" | undefined {
  if (getPublicSuffix(host, { allowPrivateDomains: true }) !== host) return undefined;
  return getPublicSuffix(host, { allowPrivateDomains: false }) === host ? "registry" : "hosting";
}
