import files, { type ListedFile } from "../../artifacts/android/files.ts";
import getprop, { type SystemProperty } from "../../artifacts/android/getprop.ts";
import { isSystemFolder } from "../android-staging.ts";
import { defineJoin, definePart, type HitWithRecords, type JoinedFact } from "../detection.ts";
import { isFolder } from "../file-mode.ts";

/** A file of the system, standing for all of its partition that were changed on the same day. */
interface ChangedFile {
  readonly partition: string;
  readonly path: string;
  readonly day: number;
}

interface BuildDate {
  readonly builtSeconds: number;
}

const DAY_SECONDS = 86_400;
const DAY_NANOSECONDS = DAY_SECONDS * 1e9;
/** Each image carries the date of its own making, and makers join images of several. */
const BUILD_DATE = /^ro\.(?:[a-z_]+\.)?build\.date\.utc$/;
/** The image is written within days of its date; later than this it lay finished. */
const SLACK_DAYS = 30;
const PATHS = 20;

/**
 * Partitions of the system come as whole images, in which all files were changed when the image was made, mostly at one fixed date. A
 * partition with a second, later date was written to. From what is published of the build, not from phones that were written to.
 */
export default defineJoin({
  id: "android/system-file-changed",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "low",
  confidence: "low",
  falsePositives: ["update", "own-root", "maker", "clock"],
  references: [
    "https://source.android.com/docs/security/features/verifiedboot/verified-boot",
    "https://source.android.com/docs/core/ota/nonab",
  ],
  parts: {
    changes: definePart<ListedFile, ChangedFile>({ artifact: files, select: changeOf }),
    built: definePart<SystemProperty, BuildDate>({
      artifact: getprop,
      select({ property, value }) {
        const builtSeconds = BUILD_DATE.test(property) ? Number(value) : Number.NaN;
        return Number.isSafeInteger(builtSeconds) && builtSeconds > 0 ? { key: property, fact: { builtSeconds } } : undefined;
      },
    }),
  },
  needed: ["built"],

  join({ changes, built }) {
    if (built.length === 0) return [];
    const newest = built.reduce((latest, { fact }) => Math.max(latest, fact.builtSeconds), 0);
    const from = Math.floor(newest / DAY_SECONDS) + SLACK_DAYS;
    return [...Map.groupBy(changes, ({ fact }) => fact.partition)].flatMap(([partition, days]) => hitsOf(partition, days, from));
  },
});

function changeOf({ path, mode, changed }: ListedFile): { key: string; fact: ChangedFile } | undefined {
  if (!changed || isFolder(mode) || !isSystemFolder(path)) return undefined;
  const [partition, day] = [path.split("/", 2).join("/"), Math.floor(Number(changed.earliest) / DAY_NANOSECONDS)];
  return { key: `${partition} ${day}`, fact: { partition, path, day } };
}

function hitsOf(partition: string, days: readonly JoinedFact<ChangedFile>[], from: number): readonly HitWithRecords[] {
  const late = days.filter(({ fact }) => fact.day > from);
  // A partition of one date was written as a whole, whenever that was.
  if (late.length === 0 || days.length === late.length) return [];
  const paths = late
    .slice(0, PATHS)
    .map(({ fact }) => fact.path)
    .join(", ");
  const params = { partition, days: late.length, paths };
  return [
    { subject: `changed in ${partition}`, message: "summary", params, count: late.length, records: late.map(({ record }) => record) },
  ];
}
