import { sha256OfSource } from "../../../bytes/hasher.ts";
import { compareText } from "../../../model/json.ts";
import { message } from "../../../model/message.ts";
import { asEarlier } from "../../earlier.ts";
import type { Problem } from "../../loader.ts";
import { unlessUnreadable } from "../../unless-unreadable.ts";
import { openBugreport } from "../android-bugreport/content.ts";
import { openPart, type Part, type PartPlace } from "./parts.ts";

/** Bug reports that lay on the phone when it was collected, made on other days. */
const OLD_BUGREPORT = /^old_bugreports\/([^/]+)\.zip$/i;
/** Each is unpacked whole; phones keep the few that nobody deleted. */
export const MAX_OLD_BUGREPORTS = 8;

export const isOldBugreport = (name: string): boolean => OLD_BUGREPORT.test(name);

/** The newest of them, at their own places (docs/paths.md); one that is the collection's own report once more is left out. */
export async function openOldBugreports(place: PartPlace, names: Iterable<string>, own: string): Promise<Part> {
  const all = [...names].filter(isOldBugreport).sort((a, b) => compareText(dateIn(b), dateIn(a)) || compareText(a, b));
  const hashOf = (name: string): string | undefined => hashOfFile(place, name);
  const ownHash = all.length === 0 ? undefined : hashOf(own);
  const others = all.filter((name) => ownHash === undefined || hashOf(name) !== ownHash);
  const opened: Part[] = [];
  for (const name of others.slice(0, MAX_OLD_BUGREPORTS)) opened.push(await openOne(place, name));
  return {
    files: opened.flatMap(({ files }) => files),
    problems: [...countsOf(others.length), ...opened.flatMap(({ problems }) => problems)],
    // What one of them lacks is asked of today's.
    unread: [],
  };
}

const openOne = (place: PartPlace, name: string): Promise<Part> =>
  openPart(place, name, "android-bugreport", async (file, way) => {
    const content = await openBugreport(file, place.context, way);
    if (!content) return undefined;
    const { made, zone } = content.facts;
    const report = { name: OLD_BUGREPORT.exec(name)![1]!, ...(made !== undefined && { made }), ...(zone !== undefined && { zone }) };
    return {
      files: content.files.map((one) => asEarlier(one, report)),
      problems: content.problems.map((problem) => ({ ...problem, file: name })),
    };
  });

/** Date and time as dumpstate writes them into the name. */
const dateIn = (name: string): string => /\d{4}-\d{2}-\d{2}-\d{2}-\d{2}-\d{2}/.exec(name)?.[0] ?? "";

/** What cannot be read is said when it is opened. */
const hashOfFile = ({ folder, base, context }: PartPlace, name: string): string | undefined =>
  unlessUnreadable(() => {
    const file = folder.file(base + name);
    return file && sha256OfSource(file.open(), context.createHasher);
  });

function countsOf(count: number): readonly Problem[] {
  const [read, left] = [Math.min(count, MAX_OLD_BUGREPORTS), Math.max(0, count - MAX_OLD_BUGREPORTS)];
  return [
    ...(read > 0 ? [{ problem: message("androidqf/old-bugreports", { count: read }), count: read }] : []),
    ...(left > 0 ? [{ problem: message("androidqf/old-bugreports-left", { count: left, limit: MAX_OLD_BUGREPORTS }), count: left }] : []),
  ];
}
