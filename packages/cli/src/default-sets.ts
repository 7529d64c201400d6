/** A module of its own, so that the packs are read only by runs that cannot use their compiled index. */
export { defaultPacks } from "@bridle/core";
