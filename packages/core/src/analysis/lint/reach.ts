import type { Artifact } from "../../artifacts/artifact.ts";
import { ANDROID_ROOT, MAX_SHORT_NAME, type Normalized } from "../../indicators/key.ts";
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

/** Remembers what it found: thousands of hosts are reached by the same artifacts. */
export function createReach(artifacts: readonly ReachArtifact[]): (indicator: Pick<Normalized, "type" | "value">) => Reach {
  const known = new Map<string, Reach>();
  return (indicator) => {
    const types = comparedWith(indicator);
    const platform = platformOf(indicator);
    const key = `${platform ?? ""} ${types.join(" ")}`;
    const reach = known.get(key) ?? reachOf(artifacts, types, platform);
    known.set(key, reach);
    return reach;
  };
}

function reachOf(artifacts: readonly ReachArtifact[], types: readonly ObservableType[], platform: Platform | undefined): Reach {
  const reading = artifacts.filter(
    ({ id, emits }) => (platform === undefined || id.startsWith(`${platform}/`)) && types.some((type) => emits[type] !== undefined),
  );
  const held = new Set(reading.flatMap(({ presence }) => ACQUISITION_KINDS.filter((kind) => holds(presence, kind))));
  return { artifacts: reading.map(({ id }) => id), kinds: ACQUISITION_KINDS.filter((kind) => held.has(kind)) };
}

const holds = (presence: ReachArtifact["presence"], kind: AcquisitionKind): boolean =>
  presence[kind] !== undefined && presence[kind] !== "encrypted-backups-only";
