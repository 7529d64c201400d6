import type { InstalledProfile } from "../artifacts/ios/configuration-profiles.ts";
import type { PayloadEffect, ProfilePayload } from "../artifacts/profile-payloads.ts";

/** Profiles for tests. */
export const payloadSample = (effect: PayloadEffect, fields: Partial<ProfilePayload> = {}): ProfilePayload => ({
  payloadType: `com.example.${effect}`,
  effect,
  ...fields,
});

export const profileSample = (payloads: readonly ProfilePayload[], fields: Partial<InstalledProfile> = {}): InstalledProfile => ({
  kind: "profile",
  identifier: "com.example.profile",
  title: "Example",
  signers: 0,
  payloads,
  ...fields,
});
