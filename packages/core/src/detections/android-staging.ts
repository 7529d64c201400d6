import { isBelow, toCanonical } from "../model/canonical-path.ts";

/**
 * Folders that the shell and everybody with a cable may write to, and from which programs can run. Cellebrite's and NoviSpy's tools
 * and public exploits stage there; so do developers. `/data/local/tmp/wd` and its kind: Cellebrite's agent as published by Amnesty.
 */
const STAGING = ["/data/local/tmp", "/data/local/tests", "/data/local/tools"];
/** Where the owner's own files lie: no program is started from here on an ordinary phone (mounted noexec since Android 4). */
const SHARED_STORAGE = ["/data/media", "/sdcard", "/storage", "/mnt/media_rw"];

export const isStaging = (path: string): boolean => STAGING.some((folder) => isBelow(path, folder) && path !== folder);
export const isSharedStorage = (path: string): boolean => SHARED_STORAGE.some((folder) => isBelow(path, folder) && path !== folder);

/** Expansion files and caches of apps on shared storage: the stores' own copies, and what apps load for themselves. */
const OF_APPS = /^\/data\/media\/\d+\/Android\/(?:data|obb)\//;
export const isOfAppsOnStorage = (path: string): boolean => OF_APPS.test(path);

/** Partitions that come as images and are mounted so that nothing can be written to them. */
const SYSTEM_IMAGES = ["/system", "/system_ext", "/product", "/vendor", "/odm"];
export const isSystemFolder = (path: string): boolean => SYSTEM_IMAGES.some((folder) => isBelow(path, folder) && path !== folder);

/** Why a program that runs from this path is unusual. */
export type ProgramPlace = "staging" | "shared-storage" | "deleted" | "memory";

/** Linux shows the program of a process whose file is gone with this behind it, and what never was a file as memfd. */
const DELETED = / \(deleted\)$/;
const MEMORY = /^\/(?:memfd:|dev\/shm\/)/;

/** The place of a program as `ps` or the kernel names it; undefined for the places where programs lie. */
export function unusualPlace(program: string): ProgramPlace | undefined {
  if (MEMORY.test(program) && !JIT.test(program)) return "memory";
  if (!program.startsWith("/")) return undefined;
  if (DELETED.test(program)) return "deleted";
  const path = toCanonical(program, "android");
  if (isStaging(path)) return "staging";
  return isSharedStorage(path) ? "shared-storage" : undefined;
}

/** Android's own runtime keeps compiled code in memory of these names. */
const JIT = /^\/memfd:(?:jit-cache|jit-zygote-cache|\/?jit)/;

/** AndroidQF's collector lies in the staging folder while it runs. Elsewhere, or under another name, it is not it. */
export const isCollector = (path: string): boolean => path === "/data/local/tmp/collector";
