import { isBelow } from "../../model/canonical-path.ts";
import { definePrograms, type InventoryProgram } from "../detection.ts";

/** Where programs of the system lie that have no icon: no app bears their name. */
const DAEMON = /^\/(?:usr|sbin|bin|System\/Library)\/(?!.*\.app(?:ex)?\/)/;
const APPS = "/private/var/containers/Bundle/Application";

export default definePrograms({
  id: "ios/system-name-among-apps",
  version: 1,
  status: "experimental",
  axis: "compromise",
  severity: "medium",
  confidence: "low",
  platform: "ios",
  falsePositives: ["jailbreak", "namesake"],
  references: ["https://attack.mitre.org/techniques/T1036/005/", "https://github.com/EC-DIGIT-CSIRC/sysdiagnose"],

  keeps: () => false,
  judge({ programs }) {
    const daemons = new Map(programs.filter(isDaemon).map((program) => [program.name, program]));
    return programs.flatMap(({ name, path, sightings }) => {
      const daemon = daemons.get(name);
      if (path === undefined || !daemon || !isBelow(path, APPS)) return [];
      const params = { path, daemon: daemon.path! };
      return [{ subject: { type: "file:path" as const, value: path }, message: "summary", params, sightings }];
    });
  },
});

const isDaemon = ({ path, place }: InventoryProgram): boolean => path !== undefined && place === "system" && DAEMON.test(path);
