import type { Observable, Role } from "../model/observable.ts";

/** A package name: two parts or more, each beginning with a letter (Android's rule for application ids). */
const PACKAGE = /^[A-Za-z]\w*(?:\.[A-Za-z]\w*)+$/;
/** Parts of one value; a phone has some dozen services of a kind. */
const MAX_PARTS = 256;

export const isPackageName = (text: string): boolean => text.length <= 255 && PACKAGE.test(text);

/** The package of a component (`pkg/.Class`), of a process (`pkg:remote`), or the name itself; undefined where it is none. */
export function packageOf(name: string): string | undefined {
  const end = name.search(/[/:]/);
  const start = end < 0 ? name : name.slice(0, end);
  return isPackageName(start) ? start : undefined;
}

/** Packages named by a setting: components or packages, one or several, between colons, commas or semicolons. */
export function packagesOf(value: string): readonly string[] {
  const names = value.split(/[:;,]/, MAX_PARTS).map(packageOf);
  return [...new Set(names.filter((name) => name !== undefined))];
}

export const appsOf = (names: readonly string[], role: Role): readonly Observable[] =>
  names.map((value) => ({ type: "app:id", role, value }));
