import { createRandom, seedFor } from "../random.ts";
import { at, type UnixSeconds } from "../time.ts";
import type { DerivationForm } from "./keybag.ts";
import type { Device, Generation } from "./phone.ts";

interface Model {
  readonly productType: string;
  readonly productName: string;
  readonly productVersion: string;
  readonly buildVersion: string;
  readonly backupTime: UnixSeconds;
}

/** One model, version and day for each generation; builds from https://ipsw.me */
const MODELS: Readonly<Record<Generation, Model>> = {
  ios10: {
    productType: "iPhone8,1",
    productName: "iPhone 6s",
    productVersion: "10.3.3",
    buildVersion: "14G60",
    backupTime: at("2017-09-12T19:04:11Z"),
  },
  ios15: {
    productType: "iPhone12,1",
    productName: "iPhone 11",
    productVersion: "15.7",
    buildVersion: "19H12",
    backupTime: at("2022-10-21T18:31:40Z"),
  },
  ios18: {
    productType: "iPhone14,5",
    productName: "iPhone 13",
    productVersion: "18.4.1",
    buildVersion: "22E252",
    backupTime: at("2025-05-08T20:17:05Z"),
  },
};

export const backupTimeOf = (generation: Generation): UnixSeconds => MODELS[generation].backupTime;

/** The last version whose backups are encrypted by one derivation and leave their catalogue clear. */
const BEFORE_TEN_TWO = { productVersion: "10.1.1", buildVersion: "14B150" } as const;

/** Every phone of the corpus says what it is in the one name that reaches every screen. */
export function demoDevice(generation: Generation, scenario: string, seed: number, encryption?: DerivationForm): Device {
  const random = createRandom(seedFor(seed, "device"));
  const model = { ...MODELS[generation], ...(generation === "ios10" && encryption === "one-stage" && BEFORE_TEN_TWO) };
  const { productType, productName, productVersion, buildVersion } = model;
  const udid = generation === "ios10" ? random.hex(40) : `00008110-${random.hex(16).toUpperCase()}`;
  return {
    name: `DEMO ${scenario}`,
    productType,
    productName,
    productVersion,
    buildVersion,
    udid,
    serialNumber: `DEMO${random.hex(8).toUpperCase()}`,
    phoneNumber: "+1 (202) 555-0100",
  };
}
