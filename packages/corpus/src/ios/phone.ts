import type { UnixSeconds } from "../time.ts";

/** Shapes of databases and folders changed over the years; a phone has those of its generation. */
export const GENERATIONS = ["ios10", "ios15", "ios18"] as const;
export type Generation = (typeof GENERATIONS)[number];

export const isSince = (generation: Generation, first: Generation): boolean =>
  GENERATIONS.indexOf(generation) >= GENERATIONS.indexOf(first);

export interface Device {
  readonly name: string;
  readonly productType: string;
  readonly productName: string;
  readonly productVersion: string;
  readonly buildVersion: string;
  readonly udid: string;
  readonly serialNumber: string;
  readonly phoneNumber: string;
}

export interface InstalledApp {
  readonly bundleId: string;
  readonly executable: string;
  readonly version: string;
  /** The program that installed it; the App Store unless another is named, and `none` without the record that a store writes. */
  readonly source?: string;
}

/** A phone as it was when its backup was made. */
export interface Phone {
  readonly generation: Generation;
  readonly device: Device;
  readonly backupTime: UnixSeconds;
  readonly apps: readonly InstalledApp[];
  /** In catalogue order; lazily made, so that a large phone needs no large memory. */
  readonly files: Iterable<PhoneFile>;
  readonly seed: number;
}

export interface PhoneFile {
  readonly domain: string;
  readonly path: string;
  readonly kind: "file" | "directory" | "link";
  readonly content?: Uint8Array | (() => Uint8Array);
  readonly target?: string;
  readonly birth: UnixSeconds;
  readonly modified: UnixSeconds;
  readonly changed?: UnixSeconds;
  /** Permission bits; the type comes from the kind. */
  readonly permissions?: number;
  readonly owner?: number;
  readonly protectionClass?: number;
  /** What the catalogue says of the size where it is not the truth: it was noted before the file was copied. */
  readonly statedSize?: number;
  readonly extendedAttributes?: Readonly<Record<string, Uint8Array>>;
}

export const MOBILE_USER = 501;
export const ROOT_USER = 0;

export const contentOf = ({ content }: PhoneFile): Uint8Array => (typeof content === "function" ? content() : content) ?? new Uint8Array();

/** The phone with one file's bytes changed, and whatever depends on them still to be reckoned. */
export function withContent(phone: Phone, path: string, change: (content: Uint8Array) => Uint8Array): Phone {
  const files = [...phone.files];
  if (!files.some((file) => file.path === path)) throw new Error(`no such file on this phone: ${path}`);
  return { ...phone, files: files.map((file) => (file.path === path ? { ...file, content: change(contentOf(file)) } : file)) };
}

/** The phone without a file. */
export const withoutFile = (phone: Phone, path: string): Phone => ({
  ...phone,
  files: [...phone.files].filter((file) => file.path !== path),
});

export const withFiles = (phone: Phone, ...added: readonly PhoneFile[]): Phone => ({ ...phone, files: [...phone.files, ...added] });

/** The phone with one file in another protection class. */
export const withProtectionClass = (phone: Phone, path: string, protectionClass: number): Phone => ({
  ...phone,
  files: [...phone.files].map((file) => (file.path === path ? { ...file, protectionClass } : file)),
});
