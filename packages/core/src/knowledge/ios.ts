import builds from "./ios-builds.json" with { type: "json" };
import models from "./ios-models.json" with { type: "json" };

/** Day on which the lists were gathered: what is newer is not in them. */
export const IOS_KNOWLEDGE_DATE: string = builds.date < models.date ? builds.date : models.date;

const VERSIONS: ReadonlyMap<string, string> = new Map(Object.entries(builds.builds));
const NAMES: ReadonlyMap<string, string> = new Map(Object.entries(models.models));

/** The iOS version of a build (`20A362`), letter case as Apple writes it; undefined for betas and what is newer than the list. */
export const iosVersionOfBuild = (build: string): string | undefined => VERSIONS.get(build.trim());

/** The name under which a hardware identifier (`iPhone14,5`) was sold. */
export const iosModelName = (identifier: string): string | undefined => NAMES.get(identifier.trim());
