import { at, type UnixSeconds } from "../../time.ts";
import type { AndroidDevice, AndroidStyle, Maker } from "./phone.ts";

interface Version {
  readonly release: string;
  readonly sdk: number;
  readonly buildId: string;
  readonly patch: string;
  readonly made: string;
}

const VERSIONS: Readonly<Record<AndroidStyle, Version>> = {
  android11: { release: "11", sdk: 30, buildId: "RQ3A.211001.001", patch: "2021-10-01", made: "2021-11-16T10:04:00Z" },
  android12: { release: "12", sdk: 31, buildId: "SQ3A.220705.004", patch: "2022-07-05", made: "2022-08-16T10:04:00Z" },
  android13: { release: "13", sdk: 33, buildId: "TQ3A.230805.001", patch: "2023-08-05", made: "2023-09-12T10:04:00Z" },
  android14: { release: "14", sdk: 34, buildId: "AP2A.240705.005", patch: "2024-07-05", made: "2024-08-20T10:04:00Z" },
  android15: { release: "15", sdk: 35, buildId: "AP4A.250205.002", patch: "2025-02-05", made: "2025-03-18T10:04:00Z" },
  android16: { release: "16", sdk: 36, buildId: "BP1A.250505.005", patch: "2025-05-05", made: "2025-06-17T10:04:00Z" },
};

/**
 * Samsung's platform certificate is a real one (its 32 bits stand in public dumps); those of the others are made up, since only their
 * being the same for all of the maker's apps matters.
 */
const MAKERS: Readonly<Record<Maker, Pick<AndroidDevice, "model" | "codename" | "brand" | "marketName" | "platformSigner">>> = {
  google: { model: "Pixel 7", codename: "panther", brand: "google", marketName: "Pixel 7", platformSigner: "7f3e9a1c" },
  samsung: { model: "SM-S911B", codename: "dm1q", brand: "samsung", marketName: "Galaxy S23", platformSigner: "b378e95c" },
  xiaomi: { model: "2201117TY", codename: "fleur", brand: "Redmi", marketName: "Redmi Note 11S", platformSigner: "5a1e0c77" },
};

export function androidDevice(maker: Maker, style: AndroidStyle): AndroidDevice {
  const { made: _, ...version } = VERSIONS[style];
  const of = MAKERS[maker];
  const fingerprint = `${of.brand}/${of.codename}/${of.codename}:${version.release}/${version.buildId}/DEMO:user/release-keys`;
  return { maker, ...of, ...version, fingerprint };
}

export const dumpTimeOf = (style: AndroidStyle): UnixSeconds => at(VERSIONS[style].made);
