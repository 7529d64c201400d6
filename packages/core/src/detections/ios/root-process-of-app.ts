import { isBelow } from "../../model/canonical-path.ts";
import { definePrograms } from "../detection.ts";

const APPS = "/private/var/containers/Bundle/Application";
const ROOT = 0;

export default definePrograms({
  id: "ios/root-process-of-app",
  version: 2,
  status: "experimental",
  axis: "compromise",
  severity: "high",
  confidence: "medium",
  platform: "ios",
  falsePositives: ["jailbreak", "sideloading-tools"],
  references: ["https://github.com/EC-DIGIT-CSIRC/sysdiagnose"],

  keeps: ({ path, uid }) => path !== undefined && uid === ROOT && isBelow(path, APPS),
  judge: ({ programs }) =>
    programs.flatMap(({ path, sightings }) => {
      const asRoot = sightings.filter(({ uids }) => uids.includes(ROOT));
      if (path === undefined || !isBelow(path, APPS) || asRoot.length === 0) return [];
      const subject = { type: "file:path", value: path } as const;
      return [{ subject, message: "summary", params: { path, sources: asRoot.length }, sightings: asRoot }];
    }),
});
