import type { InputFolder } from "../../input.ts";

/** What lies in the backup folder, by raw path: the 256 payload folders and the files beside the catalogue. */
export interface Payloads {
  readonly sizes: ReadonlyMap<string, number>;
  /** Files directly in the backup folder. */
  readonly rootFiles: readonly { readonly name: string; readonly size: number }[];
}

const PAYLOAD_FOLDER = /^[0-9a-f]{2}$/i;

/** Each folder is listed once, whatever the catalogue says. */
export function listPayloads(folder: InputFolder, base: string): Payloads {
  const sizes = new Map<string, number>();
  const rootFiles: { name: string; size: number }[] = [];
  for (const entry of folder.list(base.slice(0, -1)) ?? []) {
    if (!entry.isFolder) rootFiles.push({ name: entry.name, size: entry.size });
    else if (PAYLOAD_FOLDER.test(entry.name)) {
      for (const { name, isFolder, size } of folder.list(base + entry.name) ?? []) if (!isFolder) sizes.set(`${entry.name}/${name}`, size);
    }
  }
  return { sizes, rootFiles };
}
