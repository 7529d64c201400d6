import { ALL_TRACES, FILE_TRACE, PROCESS_TRACE, placeOf, SMS, VISIT_TRACE } from "../hostile/variant.ts";
import { tarMembers } from "./backup-archive.ts";
import { HOSTILE_CONTENT, type HostileArchive, packedBackup } from "./hostile-archive.ts";
import { type TarForm, type TarMember, writeTar } from "./tar.ts";

export const SMS_PLACE = placeOf(SMS);
const WITHOUT_MESSAGES = [PROCESS_TRACE, VISIT_TRACE, FILE_TRACE];
export type Change = (members: readonly TarMember[]) => readonly TarMember[];
type Rest = Omit<HostileArchive, "build" | "form">;
export const members = (): readonly TarMember[] => [...tarMembers(packedBackup())];

export const tar = (rest: Rest, change: Change, form: TarForm = "ustar"): HostileArchive => ({
  ...rest,
  form: "tar",
  build: () => writeTar(change(members()), form),
});

export const gzipped = (
  rest: Rest,
  build: (tar: Iterable<Uint8Array>) => Iterable<Uint8Array>,
  change: Change = (all) => all,
): HostileArchive => ({
  ...rest,
  form: "tar.gz",
  build: () => build(writeTar(change(members()))),
});

export const added =
  (...more: readonly TarMember[]): Change =>
  (all) => [...all, ...more];

export const changed =
  (name: string, change: (member: TarMember) => TarMember): Change =>
  (all) =>
    all.map((member) => (member.name === name ? change(member) : member));

export const hostile = (name: string): TarMember => ({ name, content: HOSTILE_CONTENT });
export const harmless = { hurts: [], stillFound: ALL_TRACES } as const;
export const costsMessages = { hurts: ["ios/sms"], stillFound: WITHOUT_MESSAGES } as const;
export const refused = { hurts: [], stillFound: [] } as const;
