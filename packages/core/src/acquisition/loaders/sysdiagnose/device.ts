import { readBytes } from "../../../bytes/byte-source.ts";
import { FormatError } from "../../../bytes/format-error.ts";
import { readPlist } from "../../../formats/plist/read-plist.ts";
import { isDictionary, textOf } from "../../../formats/plist/value.ts";
import type { Device } from "../../../model/acquisition.ts";
import type { InputFolder } from "../../input.ts";
import { type PhoneMark, phoneMarks } from "../../phone-marks.ts";

/** What tells of the phone itself, by path below the root. */
export const VERSION_FILE = "logs/SystemVersion/SystemVersion.plist";
export const REMOTE_FILE = "remotectl_dumpstate.txt";
export const COLLECTOR_LOG = "sysdiagnose.log";

/** The beginning of a file is enough for what is looked for here. */
const MAX_BYTES = 1 << 20;

/** The beginning of a text, or nothing where it is not there or cannot be had. */
export function beginningOf(folder: InputFolder, path: string): string {
  return new TextDecoder().decode(bytesAt(folder, path) ?? new Uint8Array(0));
}

function bytesAt(folder: InputFolder, path: string): Uint8Array | undefined {
  try {
    const source = folder.file(path)?.open();
    return source && readBytes(source, 0, MAX_BYTES);
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}

/** Model and system; nothing that names the owner: the same file holds the serial number and the telephone number. */
export function deviceOf(folder: InputFolder, base: string, stampedBuild: string | undefined): Device {
  const version = versionOf(folder, base + VERSION_FILE);
  const property = propertiesIn(beginningOf(folder, base + REMOTE_FILE));
  const model = property("ProductType");
  const osVersion = version("ProductVersion") ?? property("OSVersion");
  const osBuild = version("ProductBuildVersion") ?? property("BuildVersion") ?? stampedBuild;
  return { platform: "ios", ...(model && { model }), ...(osVersion && { osVersion }), ...(osBuild && { osBuild }) };
}

/** Told to nobody: compared with those of other acquisitions that are said to be of this phone. */
export function marksOf(folder: InputFolder, base: string): readonly PhoneMark[] {
  const property = propertiesIn(beginningOf(folder, base + REMOTE_FILE));
  return phoneMarks([
    ["serial-number", property("SerialNumber")],
    ["device-id", property("UniqueDeviceID")],
    ["model", property("ProductType")],
  ]);
}

/** Of the phone itself, which stands before the devices that it is connected to. */
const propertiesIn =
  (text: string): ((name: string) => string | undefined) =>
  (name) =>
    new RegExp(`^\\s*${name} => (\\S+)\\s*$`, "m").exec(text)?.[1];

function versionOf(folder: InputFolder, path: string): (key: string) => string | undefined {
  try {
    const bytes = bytesAt(folder, path);
    const value = bytes && readPlist(bytes, { salvage: true }).value;
    return (key) => (value !== undefined && isDictionary(value) ? textOf(value.get(key)) : undefined);
  } catch (error) {
    if (error instanceof FormatError) return () => undefined;
    throw error;
  }
}
