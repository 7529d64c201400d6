import type { NetworkProcess, Usage } from "../ios/data-usage.ts";
import type { Message } from "../ios/message.ts";
import type { InstalledApp, PhoneFile } from "../ios/phone.ts";
import type { Tombstone, Visit } from "../ios/safari.ts";
import type { Permission } from "../ios/tcc.ts";

/** All that a phone remembers of its owner, and what others left on it, before it is put into files. */
export interface Life {
  readonly messages: readonly Message[];
  readonly groupNames: Readonly<Record<string, string>>;
  readonly visits: readonly Visit[];
  /** Visits in a second Safari profile (iOS 17 and later). */
  readonly profileVisits: readonly Visit[];
  readonly tombstones: readonly Tombstone[];
  readonly processes: readonly NetworkProcess[];
  readonly orphans: readonly { readonly process: number; readonly usage: Usage }[];
  readonly permissions: readonly Permission[];
  readonly apps: readonly InstalledApp[];
  readonly files: readonly PhoneFile[];
}

export const EMPTY_LIFE: Life = {
  messages: [],
  groupNames: {},
  visits: [],
  profileVisits: [],
  tombstones: [],
  processes: [],
  orphans: [],
  permissions: [],
  apps: [],
  files: [],
};

/** One life with what others add to it; order does not matter, the database writers sort by time. */
export const merge = (...parts: readonly Partial<Life>[]): Life =>
  parts.reduce<Life>(
    (whole, part) => ({
      messages: [...whole.messages, ...(part.messages ?? [])],
      groupNames: { ...whole.groupNames, ...part.groupNames },
      visits: [...whole.visits, ...(part.visits ?? [])],
      profileVisits: [...whole.profileVisits, ...(part.profileVisits ?? [])],
      tombstones: [...whole.tombstones, ...(part.tombstones ?? [])],
      processes: [...whole.processes, ...(part.processes ?? [])],
      orphans: [...whole.orphans, ...(part.orphans ?? [])],
      permissions: [...whole.permissions, ...(part.permissions ?? [])],
      apps: [...whole.apps, ...(part.apps ?? [])],
      files: [...whole.files, ...(part.files ?? [])],
    }),
    EMPTY_LIFE,
  );
