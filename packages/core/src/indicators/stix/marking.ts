import { TLP_LEVELS, type Tlp } from "../../model/indicator.ts";

/**
 * The markings everybody names by the same id: TLP 1.0 (STIX 2.1 section 7.2.1.4) and TLP 2.0
 * (https://github.com/oasis-open/cti-stix-common-objects, extension-definition-specifications/tlp-2.0).
 */
const KNOWN: Readonly<Record<string, Tlp>> = {
  "marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9": "clear",
  "marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da": "green",
  "marking-definition--f88d31f6-486f-44da-b317-01333bde0b82": "amber",
  "marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed": "red",
  "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487": "clear",
  "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb": "green",
  "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421": "amber",
  "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003": "amber+strict",
  "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1": "red",
};

export const knownMarking = (id: string): Tlp | undefined => (Object.hasOwn(KNOWN, id) ? KNOWN[id] : undefined);

/** `TLP:AMBER+STRICT`, `tlp:white`, `amber`. */
export function tlpOf(text: unknown): Tlp | undefined {
  if (typeof text !== "string") return undefined;
  const level = text.toLowerCase().replace(/^tlp:/, "").trim();
  return level === "white" ? "clear" : TLP_LEVELS.find((known) => known === level);
}

/** The narrower of two markings holds for both. */
export const narrower = (a: Tlp | undefined, b: Tlp | undefined): Tlp | undefined => {
  if (a === undefined || b === undefined) return a ?? b;
  return TLP_LEVELS.indexOf(a) > TLP_LEVELS.indexOf(b) ? a : b;
};
