import { readBytes } from "../../../bytes/byte-source.ts";
import { FormatError } from "../../../bytes/format-error.ts";
import { readPlist } from "../../../formats/plist/read-plist.ts";
import { booleanOf, bytesOf, isDate, isDictionary, memberOf, type PlistDictionary, textOf } from "../../../formats/plist/value.ts";
import type { Device } from "../../../model/acquisition.ts";
import { message } from "../../../model/message.ts";
import { fromAppleTime, isoOf } from "../../../model/time.ts";
import type { InputFolder } from "../../input.ts";
import type { Problem } from "../../loader.ts";
import { type PhoneMark, phoneMarks } from "../../phone-marks.ts";

/** The three property lists beside the catalogue. They are never encrypted; each may be missing. */
export interface RootPlists {
  readonly info: PlistDictionary;
  readonly manifest: PlistDictionary;
  readonly status: PlistDictionary;
  readonly problems: readonly Problem[];
}

/** Info.plist holds an icon per app and reaches tens of megabytes on full phones. */
export const MAX_ROOT_PLIST_BYTES = 64 << 20;

const EMPTY: PlistDictionary = new Map();

export function readRootPlists(folder: InputFolder, base: string): RootPlists {
  const problems: Problem[] = [];
  const read = (name: string): PlistDictionary => {
    const outcome = readOne(folder, base + name);
    if (typeof outcome !== "string") return outcome;
    const problem = message(outcome === "" ? "acquisition/root-file-missing" : "acquisition/root-file-unreadable", {
      name,
      detail: outcome,
    });
    problems.push({ file: `bridle:/backup-root/${name}`, problem });
    return EMPTY;
  };
  return { info: read("Info.plist"), manifest: read("Manifest.plist"), status: read("Status.plist"), problems };
}

/** The dictionary, or why there is none: "" when the file is not there. */
function readOne(folder: InputFolder, path: string): PlistDictionary | string {
  const file = folder.file(path);
  if (!file) return "";
  if (file.size > MAX_ROOT_PLIST_BYTES) return `${file.size} bytes`;
  try {
    const { value } = readPlist(readBytes(file.open(), 0, file.size), { salvage: true });
    return isDictionary(value) ? value : "not a dictionary";
  } catch (error) {
    if (error instanceof FormatError) return error.message;
    throw error;
  }
}

export const isEncrypted = ({ manifest }: RootPlists): boolean => booleanOf(manifest.get("IsEncrypted")) === true;
/** The keybag, and since iOS 10.2 the key of the catalogue. */
export const bytesUnder = ({ manifest }: RootPlists, key: "BackupKeyBag" | "ManifestKey"): Uint8Array | undefined =>
  bytesOf(manifest.get(key));

/** Nothing that names the owner: no device name, serial number, IMEI, telephone number. */
export function deviceOf({ info, manifest }: RootPlists): Device {
  const text = (key: string, lockdownKey: string): string | undefined =>
    textOf(info.get(key)) ?? textOf(memberOf(manifest, "Lockdown", lockdownKey));
  const model = text("Product Type", "ProductType");
  const modelName = textOf(info.get("Product Name"));
  const osVersion = text("Product Version", "ProductVersion");
  const osBuild = text("Build Version", "BuildVersion");
  return {
    platform: "ios",
    ...(model && { model }),
    ...(modelName && { modelName }),
    ...(osVersion && { osVersion }),
    ...(osBuild && { osBuild }),
  };
}

/** Told to nobody: compared with those of other acquisitions that are said to be of this phone. */
export function marksOf({ info, manifest }: RootPlists): readonly PhoneMark[] {
  const lockdown = (key: string): string | undefined => textOf(memberOf(manifest, "Lockdown", key));
  return phoneMarks([
    ["serial-number", textOf(info.get("Serial Number")) ?? lockdown("SerialNumber")],
    ["imei", textOf(info.get("IMEI"))],
    ["imei", textOf(info.get("IMEI 2"))],
    ["device-id", textOf(info.get("Unique Identifier")) ?? textOf(info.get("Target Identifier")) ?? lockdown("UniqueDeviceID")],
    ["model", textOf(info.get("Product Type")) ?? lockdown("ProductType")],
  ]);
}

/** When the backup was made, as it says itself. */
export function dateOf({ info, manifest, status }: RootPlists): string | undefined {
  for (const value of [info.get("Last Backup Date"), manifest.get("Date"), status.get("Date")]) {
    const time = isDate(value) ? fromAppleTime(value.appleSeconds) : undefined;
    if (time) return isoOf(time);
  }
  return undefined;
}

/** A synthetic phone of our own corpus says so in two ways. */
export const isDemo = ({ info, manifest }: RootPlists): boolean =>
  booleanOf(info.get("BridleDemo")) === true ||
  [info.get("Device Name"), info.get("Display Name"), memberOf(manifest, "Lockdown", "DeviceName")].some((name) =>
    textOf(name)?.startsWith("DEMO"),
  );
