import { HOUR, MINUTE, type UnixSeconds } from "../time.ts";
import type { NamesProxy } from "./network-extensions.ts";
import type { SysdiagnosePhone } from "./phone.ts";

/** What somebody did who had the phone in hand and knew its code. Names and log lines alone; nothing of it could run. */
export interface HandsOn {
  /** When the two computers were paired. */
  readonly paired: readonly { readonly at: UnixSeconds; readonly host: string }[];
  /** An app signed by a developer, and when it was gone again. */
  readonly app: { readonly bundleId: string; readonly installed: UnixSeconds; readonly removed: UnixSeconds };
  readonly proxy: NamesProxy;
  /** Lines of `mount`. */
  readonly mounts: readonly string[];
  /** A row that others wrote into the store's list of downloads. */
  readonly download: { readonly url: string; readonly path: string };
  /** What the collector of the programs' stacks said. */
  readonly complaint: string;
  /** When a computer used the service for backups, before the phone started anew. */
  readonly backupService: UnixSeconds;
  /** When the phone was set up anew. */
  readonly setUp: UnixSeconds;
}

export const HANDS_ON_APP = "org.example.demo-helper";
export const HANDS_ON_PROXY = "org.example.demo-names";
export const HANDS_ON_PATH = "/private/var/containers/Shared/SystemGroup/0DAF9578-C293-4C5D-9CF4-21E78AE8E372/Documents/DEMO.sqlite";

/** One afternoon, a day before the archive was made. */
export function withHandsOn(phone: SysdiagnosePhone): SysdiagnosePhone {
  const begin = phone.made - 30 * HOUR;
  const handsOn: HandsOn = {
    paired: [
      { at: begin, host: "1D51D961-006E-1B4D-39B2-C3C470B52619" },
      { at: begin + 25 * HOUR, host: "8A8B7E0C-5C7B-4E0F-9B7C-0D5B1B3C2A11" },
    ],
    app: { bundleId: HANDS_ON_APP, installed: begin + 40 * MINUTE, removed: begin + 9 * HOUR },
    proxy: { bundleId: HANDS_ON_PROXY, server: "names.demo.example.org" },
    mounts: ["bindfs on /usr/lib (bindfs, local, nosuid)"],
    download: { url: "https://demo.example.org/fileprovider.php?type=sqlite", path: HANDS_ON_PATH },
    complaint: "spindump: timed out",
    backupService: phone.boots.at(-1)! - 120,
    setUp: phone.boots[0]! + 120,
  };
  return { ...phone, handsOn };
}
