import type { EarlierReport, EvidenceFile } from "./file-system.ts";
import type { Acquisition } from "./loader.ts";

/** Below it lie older reports of the same phone, each in a folder of its own. */
const EARLIER = "bridle:/earlier";

/** Where a file of an older report lies; of a pattern, where its files do. */
const earlierPath = (name: string, path: string): string => `${EARLIER}/${name}/${path.replace(/^(?:bridle:)?\//, "")}`;

/** A pattern's files in every older report. */
export const earlierPattern = (pattern: string): string => earlierPath("*", pattern);

export const hasEarlier = ({ fileSystem }: Acquisition): boolean => fileSystem.glob(`${EARLIER}/**`).length > 0;

/** A file of an older report at its place among those of today. */
export const asEarlier = (file: EvidenceFile, report: EarlierReport): EvidenceFile => ({
  ...file,
  path: earlierPath(report.name, file.path),
  ...(file.part && { part: { ...file.part, of: earlierPath(report.name, file.part.of) } }),
  earlier: { ...report, path: file.path },
});

/** The phone as an older report shows it: its files at their ordinary paths, its own day and zone. */
export function acquisitionOf(acquisition: Acquisition, { earlier }: EvidenceFile): Acquisition {
  if (!earlier) return acquisition;
  const { fileSystem } = acquisition;
  const { name, made, zone } = earlier;
  const { made: _, ...today } = acquisition.info;
  const { zoneSource: _given, ...untold } = today;
  return {
    ...acquisition,
    info: { ...(zone === undefined ? today : { ...untold, zone }), ...(made !== undefined && { made }) },
    fileSystem: {
      fileCount: fileSystem.fileCount,
      files: (path) => fileSystem.files(earlierPath(name, path)),
      glob: (pattern) => fileSystem.glob(earlierPath(name, pattern)),
    },
  };
}
