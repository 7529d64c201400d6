import type { ContainerMember } from "../file-system.ts";
import type { InputFolder } from "../input.ts";

const NONE: readonly ContainerMember[] = [];

/** The way to a file of this folder: a member, where the folder is an archive's content. */
export function containersOf({ archive }: InputFolder, path: string): readonly ContainerMember[] {
  const member = archive?.members.get(path);
  if (archive && member) return [{ container: archive.form, index: member.index, name: path }];
  const copy = archive?.copies.get(path);
  return archive && copy ? [{ container: archive.form, index: copy.index, name: copy.copyOf }] : NONE;
}
