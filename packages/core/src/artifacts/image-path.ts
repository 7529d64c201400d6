import { baseName } from "../model/canonical-path.ts";
import type { Observable } from "../model/observable.ts";

/** Image UUIDs stand behind paths as a last component. */
const UUID = /\/([0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12})$/;

/** `<path>/<UUID>` taken apart; a path without one is left as it stands. */
export function splitImage(text: string): { readonly path: string; readonly uuid?: string } {
  const match = UUID.exec(text);
  return match ? { path: text.slice(0, match.index), uuid: match[1]!.toUpperCase() } : { path: text };
}

/** A path where it is one, else a name. */
export const programAt = (text: string): { readonly path: string } | { readonly name: string } =>
  text.startsWith("/") ? { path: text } : { name: text };

/** A program that ran, by its path: where it lay and what it was called. */
export function imageObservables(path: string): readonly Observable[] {
  const name = baseName(path);
  const byName: Observable[] = name === "" ? [] : [{ type: "process:name", role: "ran", value: name }];
  return path.startsWith("/") ? [...byName, { type: "file:path", role: "ran", value: path }] : byName;
}
