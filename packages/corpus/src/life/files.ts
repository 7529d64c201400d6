import type { DatabaseFiles } from "../database.ts";
import type { PhoneFile } from "../ios/phone.ts";
import type { PlistInput } from "../plist.ts";
import { DAY, HOUR, type UnixSeconds } from "../time.ts";
import { plistFile } from "./belongings.ts";

/** Dates of a file that the phone has kept for a while and wrote in the last hour. */
export const inUse = (to: UnixSeconds, days = 90): Pick<PhoneFile, "birth" | "modified"> => ({
  birth: to - days * DAY,
  modified: to - HOUR,
});

/** A database at its place, made only when the backup is written. */
export const databaseFile = (domain: string, path: string, to: UnixSeconds, build: () => DatabaseFiles): PhoneFile => ({
  domain,
  path,
  kind: "file",
  content: () => build().main,
  ...inUse(to),
});

export const listFile = (domain: string, path: string, to: UnixSeconds, content: PlistInput | Uint8Array): PhoneFile => ({
  ...plistFile(domain, path, content),
  ...inUse(to),
});

export const placeOf = ({ domain, path }: PhoneFile): string => `${domain}-${path}`;

/** Those files, and of several at one place the last: what a scenario puts there stands for what an ordinary phone has there. */
export function lastOfEachPlace(files: readonly PhoneFile[]): readonly PhoneFile[] {
  const last = new Map(files.map((file) => [placeOf(file), file]));
  return files.filter((file) => last.get(placeOf(file)) === file);
}
