import { isBelow } from "../../model/canonical-path.ts";
import { definePrograms, type InventoryProgram, type ProgramHit } from "../detection.ts";
import { subjectOfProgram } from "../program-subject.ts";

const APPS = "/private/var/containers/Bundle/Application";
/** Programs that install apps past the App Store and sign them on the phone, by the names that their projects give them. */
const TOOLS: ReadonlySet<string> = new Set(["trollstorehelper", "fastPathSign", "ldid"]);
/** What SeaShell lays into an app: its own program, and the app's under its old name with this ending. */
const PLANTED = "mussel";
const HOOKED = /[^/]\.hooked$/;

export default definePrograms({
  id: "ios/sideloading-tool-process",
  version: 1,
  status: "experimental",
  axis: "compromise",
  severity: "high",
  confidence: "medium",
  platform: "ios",
  falsePositives: ["own-tool", "namesake"],
  references: [
    "https://github.com/opa334/TrollStore",
    "https://github.com/EntySec/SeaShell",
    "https://github.com/EC-DIGIT-CSIRC/sysdiagnose",
  ],

  keeps: ({ path }) => path !== undefined && isPlanted(path),
  judge: ({ programs }) => programs.flatMap((program) => hitOf(program) ?? []),
});

const isPlanted = (path: string): boolean => isBelow(path, APPS) && (path.endsWith(`/${PLANTED}`) || HOOKED.test(path));

function hitOf(program: InventoryProgram): ProgramHit | undefined {
  const { path, name, place, sightings } = program;
  const subject = subjectOfProgram(program);
  const params = { name: path ?? name, sources: new Set(sightings.map(({ artifact }) => artifact)).size };
  if (path !== undefined && isPlanted(path)) return { subject, message: "planted", params, sightings };
  // What lies on the system's own volume is Apple's.
  if (place === "system" || !TOOLS.has(name)) return undefined;
  return { subject, message: "tool", params, severity: "medium", confidence: "low", sightings };
}
