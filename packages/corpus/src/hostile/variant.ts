import { payloadPath } from "../ios/backup.ts";
import { contentOf, type Phone } from "../ios/phone.ts";
import { scenario } from "../scenarios/index.ts";

/** What a loader can make of a folder. */
export type Opening = "whole" | "with-problems" | "damaged" | "encrypted" | "wrong-password" | "ambiguous" | "unrecognized" | "unsupported";

/** A backup that somebody or something spoilt, and what must come of it all the same. */
export interface HostileVariant {
  readonly id: string;
  readonly title: string;
  /** What a person gives to open it; nothing, where none is named. */
  readonly password?: string;
  /** Every answer that is right; more than one where the damage leaves a choice. */
  readonly opens: readonly Opening[];
  /** Artifacts that lose something by it and have to say so. */
  readonly hurts: readonly string[];
  /** What is there still and must not be lost with the rest. */
  readonly stillFound: readonly { readonly artifact: string; readonly value: string }[];
  /** From the phone of the scenario `compromised`, unless another is given. */
  readonly build: (phone?: Phone) => Map<string, Uint8Array>;
}

export const SMS = { domain: "HomeDomain", path: "Library/SMS/sms.db" } as const;
export const SAFARI = { domain: "AppDomain-com.apple.mobilesafari", path: "Library/Safari/History.db" } as const;
export const DATA_USAGE = { domain: "WirelessDomain", path: "Library/Databases/DataUsage.sqlite" } as const;
export const TCC = { domain: "HomeDomain", path: "Library/TCC/TCC.db" } as const;

export const placeOf = ({ domain, path }: { readonly domain: string; readonly path: string }): string => payloadPath(domain, path);

export const PROCESS_TRACE = { artifact: "ios/data-usage", value: "bh" } as const;
export const MESSAGE_TRACE = { artifact: "ios/sms", value: "akhbar-arabia.com" } as const;
export const VISIT_TRACE = { artifact: "ios/safari-history", value: "free247downloads.com" } as const;
export const FILE_TRACE = { artifact: "ios/manifest", value: "roleaccountd.plist" } as const;
export const ALL_TRACES = [PROCESS_TRACE, MESSAGE_TRACE, VISIT_TRACE, FILE_TRACE] as const;

export const without = (files: Map<string, Uint8Array>, ...paths: readonly string[]): Map<string, Uint8Array> =>
  new Map([...files].filter(([path]) => !paths.includes(path)));

export const replaced = (
  files: Map<string, Uint8Array>,
  path: string,
  change: (bytes: Uint8Array) => Uint8Array,
): Map<string, Uint8Array> => {
  const bytes = files.get(path);
  if (!bytes) throw new Error(`no such file in this backup: ${path}`);
  return new Map(files).set(path, change(bytes));
};

let known: Phone | undefined;

/** The phone that is spoilt, its databases built once for all variants. */
export function compromised(): Phone {
  if (known) return known;
  const phone = scenario("compromised").phone();
  known = { ...phone, files: [...phone.files].map((file) => (file.kind === "file" ? { ...file, content: contentOf(file) } : file)) };
  return known;
}
