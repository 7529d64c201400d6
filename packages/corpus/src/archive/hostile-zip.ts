import { ALL_TRACES, FILE_TRACE, PROCESS_TRACE, placeOf, SMS, VISIT_TRACE } from "../hostile/variant.ts";
import { zipMembers } from "./backup-archive.ts";
import { HOSTILE_CONTENT, type HostileArchive, packedBackup, wholeOf } from "./hostile-archive.ts";
import { writeZip, type ZipMember, type ZipOptions } from "./zip.ts";

export const SMS_PLACE = placeOf(SMS);
const WITHOUT_MESSAGES = [PROCESS_TRACE, VISIT_TRACE, FILE_TRACE];
export type Change = (members: readonly ZipMember[]) => readonly ZipMember[];
type Rest = Omit<HostileArchive, "build" | "form">;

export const zip = (rest: Rest, change: Change, options: ZipOptions = {}): HostileArchive => ({
  ...rest,
  form: "zip",
  build: () => writeZip(change([...zipMembers(packedBackup())]), options),
});

/** The bytes of the archive changed after it was written. */
export const damagedZip = (rest: Rest, damage: (bytes: Uint8Array) => Uint8Array, options: ZipOptions = {}): HostileArchive => ({
  ...rest,
  form: "zip",
  build: () => [damage(wholeOf(writeZip(zipMembers(packedBackup()), options)))],
});

export const added =
  (...more: readonly ZipMember[]): Change =>
  (members) => [...members, ...more];

export const changed =
  (name: string, change: (member: ZipMember) => ZipMember): Change =>
  (members) =>
    members.map((member) => (member.name === name ? change(member) : member));

export const hostile = (name: string | Uint8Array): ZipMember => ({ name, content: HOSTILE_CONTENT });
export const harmless = { hurts: [], stillFound: ALL_TRACES } as const;
export const costsMessages = { hurts: ["ios/sms"], stillFound: WITHOUT_MESSAGES } as const;
export const refused = { hurts: [], stillFound: [] } as const;
