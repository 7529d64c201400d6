import { MAX_NAME_DEPTH, MAX_NAME_LENGTH } from "./limits.ts";
import type { MemberProblem } from "./problems.ts";

/** A member's path inside the archive, or why it has none. `ignored`: what macOS adds of its own. */
export type MemberPath = { readonly path: string } | { readonly problem: Exclude<MemberProblem, "duplicate"> } | { readonly ignored: true };

const DRIVE = /^[A-Za-z]:(?:\/|$)/;
/** Folder and prefix of the files in which macOS keeps a file's further attributes. */
const APPLE_FOLDER = "__MACOSX";
const APPLE_PREFIX = "._";

/** What a name without any of this and with few letters is, its path: most names of an archive. */
const NEEDS_A_LOOK = /[\\:]|\/\/|(?:^|\/)\.|^\/|\/$|^$|^__MACOSX/;

/** Names are taken as they are or not at all: nothing is mended into a path that the archive did not state. */
export function memberPath(name: string, isFromDos: boolean): MemberPath {
  if (name.includes("\0")) return { problem: "name-nul" };
  if (name.length > MAX_NAME_LENGTH) return { problem: "name-too-long" };
  if (name.length <= MAX_NAME_DEPTH && !NEEDS_A_LOOK.test(name)) return { path: name };
  const path = (isFromDos && !name.includes("/") ? name.replaceAll("\\", "/") : name).replace(/^(?:\.\/)+(?=.)/, "");
  if (path.startsWith("/") || DRIVE.test(path)) return { problem: "name-absolute" };
  const parts = path.split("/");
  if (parts.includes("..")) return { problem: "name-climbs" };
  if (parts.some((part) => part === "" || part === ".")) return { problem: "name-empty-part" };
  if (parts.length > MAX_NAME_DEPTH) return { problem: "name-too-long" };
  return parts[0] === APPLE_FOLDER || parts.at(-1)!.startsWith(APPLE_PREFIX) ? { ignored: true } : { path };
}
