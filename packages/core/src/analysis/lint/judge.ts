import { TOP_LEVEL_DOMAINS } from "../../formats/url/top-level-domains.ts";
import { MAX_SHORT_NAME, type Normalized } from "../../indicators/key.ts";
import { MIN_FOLDER_DEPTH, ORDINARY_NAMES, SHARED_FOLDERS } from "../../indicators/matcher.ts";
import { isStartOfSystemProcess, isSystemProcess } from "../../indicators/system-processes.ts";
import { isKnownApp, isKnownHost } from "../../knowledge/known-hosts.ts";
import type { Indicator } from "../../model/indicator.ts";
import type { ReachArtifact } from "./reach.ts";
import type { LintReason } from "./reasons.ts";
import { isReservedAddress } from "./reserved-address.ts";

/** What a list of public suffixes knows of a host: that it is one of a registry's, or one of a hosting service's. */
export type SuffixOf = (host: string) => "registry" | "hosting" | undefined;

/** What a value's own form says against it, whatever is read here. */
export function judge(
  published: Pick<Indicator, "type" | "value">,
  normalized: Normalized,
  suffixOf: SuffixOf,
  cut: number | undefined,
): LintReason[] {
  const { type, value } = normalized;
  switch (type) {
    case "domain-name:value":
      return ofHost(value, suffixOf);
    case "ipv4-addr:value":
    case "ipv6-addr:value":
      return isReservedAddress(value) ? ["reserved-address"] : [];
    case "url:value":
      return published.type === "url:value" ? [] : ["path-in-host"];
    case "process:name":
      return ofProcess(value, cut);
    case "file:path":
      return ofPath(value);
    case "app:id":
      return isKnownApp(value) ? ["known-app"] : [];
    default:
      return [];
  }
}

function ofHost(host: string, suffixOf: SuffixOf): LintReason[] {
  const last = host.slice(host.lastIndexOf(".") + 1);
  if (last === host) return [TOP_LEVEL_DOMAINS.has(host) ? "public-suffix" : "no-top-level-domain"];
  const suffix = suffixOf(host);
  if (suffix === "registry") return ["public-suffix"];
  if (suffix === "hosting") return ["hosting-domain"];
  if (isKnownHost(host)) return ["known-host"];
  return TOP_LEVEL_DOMAINS.has(last) ? [] : ["not-in-root-zone"];
}

function ofProcess(name: string, cut: number | undefined): LintReason[] {
  const reasons: LintReason[] = [];
  if (name.length <= MAX_SHORT_NAME) reasons.push("short-name");
  if (ORDINARY_NAMES.has(name)) reasons.push("ordinary-name");
  if (isSystemProcess(name)) reasons.push("system-name");
  else if (cut !== undefined && name.length > cut && isStartOfSystemProcess(name.slice(0, cut))) reasons.push("ambiguous-when-cut");
  return reasons;
}

function ofPath(path: string): LintReason[] {
  if (!path.startsWith("/")) return ["relative-path"];
  if (SHARED_FOLDERS.has(path)) return ["shared-folder"];
  return path.split("/").length - 1 < MIN_FOLDER_DEPTH ? ["shallow-folder"] : [];
}

/** The shortest cut of process names among the artifacts. */
export function cutOf(artifacts: readonly ReachArtifact[]): number | undefined {
  const cuts = artifacts.flatMap(({ cuts }) => cuts?.["process:name"] ?? []);
  return cuts.length === 0 ? undefined : Math.min(...cuts);
}
