import type { ByteSource } from "../../../bytes/byte-source.ts";
import { readBanner } from "../../../formats/dumpstate/banner.ts";
import { readLines } from "../../../formats/text/read-lines.ts";
import type { AcquisitionInfo, Device } from "../../../model/acquisition.ts";
import { toIso } from "../../../model/time.ts";
import { isKnownZone } from "../../../model/time-zone.ts";
import { parseLocal } from "../../../model/wall-clock.ts";
import type { EvidenceFile } from "../../file-system.ts";
import { type PhoneMark, phoneMarks } from "../../phone-marks.ts";

/** What an Android phone says of itself, without anything that names its owner. */
export interface AndroidFacts extends Pick<AcquisitionInfo, "device" | "made" | "zone"> {
  /** A synthetic phone of the corpus. */
  readonly isDemo: boolean;
  /** Compared with those of other acquisitions that are said to be of this phone. */
  readonly marks: readonly PhoneMark[];
}

/** Properties that are read; names and numbers are among the others, and the serial number is told to nobody. */
const PROPERTIES = {
  model: ["ro.product.model", "ro.product.system.model", "ro.product.vendor.model"],
  name: ["ro.product.marketname", "ro.product.vendor.marketname", "ro.config.marketing_name", "ro.vendor.product.display"],
  version: ["ro.build.version.release"],
  build: ["ro.build.display.id", "ro.build.id"],
  zone: ["persist.sys.timezone"],
  demo: ["ro.bridle.demo"],
  serial: ["ro.serialno", "ro.boot.serialno"],
  fingerprint: ["ro.build.fingerprint"],
} as const;
const WANTED: ReadonlySet<string> = new Set(Object.values(PROPERTIES).flat());
const PROPERTY = /^\[([^\]\s]{1,100})\]: \[(.{1,100})\]$/;
/** Properties of a phone: some 2,000 lines. */
const MAX_LINES = 50_000;

/** The wanted ones of a text that `getprop` printed; the first of a name. */
function readProperties(source: ByteSource): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const lines of readLines(source)) {
    for (const { text, line } of lines) {
      const [, name, value] = PROPERTY.exec(text) ?? [];
      if (name !== undefined && WANTED.has(name) && !found.has(name)) found.set(name, value!);
      if (line > MAX_LINES) return found;
    }
  }
  return found;
}

/** From the properties, and from the first lines of a bug report where there is one. `given`: a zone for what tells none (LoaderContext). */
export function readFacts(getprop: EvidenceFile | undefined, text?: ByteSource, given?: string): AndroidFacts {
  const properties = getprop ? readProperties(getprop.open()) : new Map<string, string>();
  const first = (names: readonly string[]): string | undefined =>
    names.map((name) => properties.get(name)).find((value) => value !== undefined);
  const banner = text ? readBanner(text) : {};
  const zone = first(PROPERTIES.zone);
  const made = madeAt(banner.at, zone !== undefined && isKnownZone(zone) ? zone : given);
  const [model, name] = [first(PROPERTIES.model), first(PROPERTIES.name)];
  return {
    device: deviceOf({
      model,
      modelName: name === model ? undefined : name,
      osVersion: first(PROPERTIES.version),
      osBuild: first(PROPERTIES.build) ?? banner.build,
    }),
    ...(zone !== undefined && { zone }),
    ...(made !== undefined && { made }),
    isDemo: first(PROPERTIES.demo) === "1",
    marks: phoneMarks([
      ...PROPERTIES.serial.map((name) => ["serial-number", properties.get(name)] as const),
      ["model", properties.get("ro.product.model")],
      ["make", makeOf(first(PROPERTIES.fingerprint))],
    ]),
  };
}

/** `brand/product/device:release/build…`: an update changes what follows the colon, an operator's edition the product. */
function makeOf(fingerprint: string | undefined): string | undefined {
  const [brand, , device] = fingerprint?.split(":")[0]?.split("/") ?? [];
  return brand && device ? `${brand}/${device}` : undefined;
}

const deviceOf = (known: Readonly<Record<"model" | "modelName" | "osVersion" | "osBuild", string | undefined>>): Device => ({
  platform: "android",
  ...(Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)) as Partial<Device>),
});

/** The phone's wall clock as UTC, where its zone is known: `made` is told in no other. */
function madeAt(local: string | undefined, zone: string | undefined): string | undefined {
  const time = local === undefined ? undefined : parseLocal(local, zone);
  return time?.clock === "utc" ? toIso(time.earliest, "second") : undefined;
}
