import * as v from "valibot";
import { TimeSpanSchema } from "./time.ts";

/** Kinds of acquisition. Those without a loader are recognized by none yet; the floor table (assessment) knows them all. */
export const ACQUISITION_KINDS = [
  "ios-backup",
  "ios-backup-encrypted",
  "ios-file-system",
  "sysdiagnose",
  "android-bugreport",
  "androidqf",
  "android-backup",
  "android-intrusion-log",
] as const;
export type AcquisitionKind = (typeof ACQUISITION_KINDS)[number];

/** What is known of the device. Nothing that names its owner: no phone number, device name, serial number or account. */
export const DeviceSchema = v.strictObject({
  platform: v.picklist(["ios", "android"]),
  model: v.optional(v.pipe(v.string(), v.description("Hardware identifier, such as iPhone14,5"))),
  modelName: v.optional(v.string()),
  osVersion: v.optional(v.string()),
  osBuild: v.optional(v.string()),
});
export type Device = Readonly<v.InferOutput<typeof DeviceSchema>>;

export const AcquisitionInfoSchema = v.strictObject({
  id: v.pipe(v.string(), v.description("SHA-256 of the file, else of Manifest.db as stored, else of the sorted list of paths and sizes")),
  kind: v.picklist(ACQUISITION_KINDS),
  idOf: v.pipe(v.picklist(["file", "manifest", "listing"]), v.description("What the id is the hash of")),
  device: DeviceSchema,
  made: v.optional(v.pipe(v.string(), v.description("When it was made, ISO 8601 UTC, as the acquisition itself says"))),
  files: v.pipe(v.number(), v.description("Files listed")),
  catalogueSha256: v.pipe(v.string(), v.description("Fingerprint of the listing: SHA-256 over sorted raw paths and sizes")),
  span: v.optional(TimeSpanSchema),
  zone: v.optional(v.string()),
  zoneSource: v.optional(v.pipe(v.literal("given"), v.description("Set where the zone rests on the word of whoever ran it (--timezone)"))),
  isDemo: v.pipe(v.boolean(), v.description("A synthetic phone of Bridle's own corpus")),
});
export type AcquisitionInfo = Readonly<v.InferOutput<typeof AcquisitionInfoSchema>>;
