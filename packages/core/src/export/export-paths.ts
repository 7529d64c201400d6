/** Where a case keeps what was made of its documents for other tools: beside data/, and no part of the manifest. */
export const EXPORTS_FOLDER = "exports";

export const EXPORT_FORMATS = ["timesketch", "mvt", "csv"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** The report rendered again. */
export const EXPORTED_REPORT = `${EXPORTS_FOLDER}/report.html`;

/** An export has this ending until it is whole. */
export const UNFINISHED_EXPORT = ".new";

/** Names of an export's files: our own words, or of MVT's modules; never a word of the evidence. */
const FILE = /^[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*\.(?:jsonl?|csv|txt)$/;

/** Whether an export has a file of this name. */
export const isExportName = (name: string): boolean => FILE.test(name);

const FOLDER = new RegExp(`^${EXPORTS_FOLDER}(?:/(?:${EXPORT_FORMATS.join("|")})(?:\\${UNFINISHED_EXPORT})?)?$`);

/** Whether a path of a case folder is one of ours below exports/. */
export const isExportFile = (path: string): boolean => {
  const slash = path.lastIndexOf("/");
  const folder = path.slice(0, slash);
  return path === EXPORTED_REPORT || (folder !== EXPORTS_FOLDER && isExportFolder(folder) && isExportName(path.slice(slash + 1)));
};
export const isExportFolder = (path: string): boolean => FOLDER.test(path);
