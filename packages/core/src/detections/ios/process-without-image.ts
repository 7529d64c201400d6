import { definePrograms, type InventoryProgram } from "../detection.ts";

/** The catalogs name each image by its UUID, and a table beside them tells its path. */
const CATALOGS = "ios/unified-log-processes";
/** With more of them the tables were thinned out, or not all of them came along. */
const MAX_UNKNOWN = 5;

export default definePrograms({
  id: "ios/process-without-image",
  version: 1,
  status: "experimental",
  axis: "compromise",
  severity: "medium",
  confidence: "low",
  platform: "ios",
  falsePositives: ["removed-app", "tables-thinned"],
  references: ["https://github.com/mandiant/macos-UnifiedLogs", "https://github.com/libyal/dtformats"],

  keeps: ({ path, name, imageUuid }) => path === undefined && name === undefined && imageUuid !== undefined,
  judge({ programs }) {
    const unknown = programs.filter(isUnknown);
    if (unknown.length > MAX_UNKNOWN) return [];
    return unknown.map(({ name, sightings }) => ({ subject: name, message: "summary", params: { image: name }, sightings }));
  },
});

/** Of what no source tells more than the image. */
const isUnknown = ({ path, sightings }: InventoryProgram): boolean =>
  path === undefined && sightings.every(({ artifact, name, imageUuids }) => artifact === CATALOGS && imageUuids.includes(name));
