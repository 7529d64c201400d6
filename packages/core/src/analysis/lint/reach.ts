import type { Artifact } from "../../artifacts/artifact.ts";
import { ANDROID_ROOT, MAX_SHORT_NAME, type Normalized } from "../../indicators/key.ts";
import type { PatternNeeds } from "../../indicators/pattern/pattern-needs.ts";
import { ACQUISITION_KINDS, type AcquisitionKind } from "../../model/acquisition.ts";
import type { IndicatorType } from "../../model/indicator.ts";
import type { ObservableType } from "../../model/observable.ts";
import type { Platform } from "../../model/platform.ts";

/** What the lint needs of an artifact. */
export type ReachArtifact = Pick<Artifact, "id" | "presence" | "emits" | "cuts">;

/** Where an indicator can match: by which artifacts, in which kinds of acquisition. */
export interface Reach {
  readonly artifacts: readonly string[];
  readonly kinds: readonly AcquisitionKind[];
}

const HOSTS = ["url:value", "domain-name:value", "ipv4-addr:value", "ipv6-addr:value"] as const;

/** Which observables an indicator of a type is compared with (indicators/matcher). */
const COMPARED: Partial<Record<IndicatorType, readonly ObservableType[]>> = {
  "domain-name:value": HOSTS,
  "ipv4-addr:value": HOSTS,
  "ipv6-addr:value": HOSTS,
  "file:name": ["file:name", "file:path"],
  // A record of network use names process and bundle in one text.
  "app:id": ["app:id", "process:name"],
};
/** A longer name is also a hint as a component of a path. */
const COMPARED_NAME: readonly ObservableType[] = ["process:name", "file:path"];

/** The observables that a published value is compared with. */
export function comparedWith({ type, value }: Pick<Normalized, "type" | "value">): readonly ObservableType[] {
  if (type === "process:name") return value.length > MAX_SHORT_NAME ? COMPARED_NAME : ["process:name"];
  return COMPARED[type] ?? [type as ObservableType];
}

/** The system a value belongs to, where it says so: an iPhone has no /data. Other absolute paths are of no Android phone. */
export function platformOf({ type, value }: Pick<Normalized, "type" | "value">): Platform | undefined {
  if (type === "android-property:name") return "android";
  if (type === "configuration-profile:id") return "ios";
  if (type !== "file:path" || !value.startsWith("/")) return undefined;
  return ANDROID_ROOT.test(value) ? "android" : "ios";
}

/** Where indicators can match. It remembers what it found: thousands of hosts are reached by the same artifacts. */
export interface Reacher {
  ofValue(indicator: Pick<Normalized, "type" | "value">): Reach;
  /** Of a pattern: of each group of types one must be yielded. */
  ofNeeds(needs: PatternNeeds): Reach;
}

export function createReach(artifacts: readonly ReachArtifact[]): Reacher {
  const known = new Map<string, Reach>();
  return {
    ofValue(indicator) {
      const types = comparedWith(indicator);
      const platform = platformOf(indicator);
      const key = `${platform ?? ""} ${types.join(" ")}`;
      const ofPlatform = artifacts.filter(({ id }) => platform === undefined || id.startsWith(`${platform}/`));
      const reach = known.get(key) ?? reachOf(ofPlatform, [types]);
      known.set(key, reach);
      return reach;
    },
    ofNeeds: (needs) => reachOf(artifacts, needs),
  };
}

/** The artifacts that yield one of each group, and the kinds that hold one for each. */
function reachOf(artifacts: readonly ReachArtifact[], groups: PatternNeeds): Reach {
  const readers = groups.map((types) => artifacts.filter(({ emits }) => types.some((type) => emits[type] !== undefined)));
  const kinds = ACQUISITION_KINDS.filter((kind) => readers.every((reading) => reading.some(({ presence }) => holds(presence, kind))));
  const able = new Set(readers.flat().filter(({ presence }) => kinds.some((kind) => holds(presence, kind))));
  return { artifacts: artifacts.filter((artifact) => able.has(artifact)).map(({ id }) => id), kinds };
}

const holds = (presence: ReachArtifact["presence"], kind: AcquisitionKind): boolean =>
  presence[kind] !== undefined && presence[kind] !== "encrypted-backups-only";
