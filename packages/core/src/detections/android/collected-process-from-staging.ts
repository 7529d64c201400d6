import collectedProcesses, { type CollectedProcess } from "../../artifacts/android/processes-json.ts";
import { isCollector, type ProgramPlace, unusualPlace } from "../android-staging.ts";
import { defineMatch } from "../detection.ts";

/** The same look at lists that know command lines. */
export default defineMatch<CollectedProcess>({
  id: "android/collected-process-from-staging",
  version: 1,
  status: "experimental",
  axis: "compromise",
  severity: "high",
  confidence: "low",
  reads: collectedProcesses,
  falsePositives: ["developer", "acquisition", "helper-apps"],
  references: [
    "https://securitylab.amnesty.org/latest/2024/12/serbia-a-digital-prison-spyware-and-cellebrite-used-on-journalists-and-activists/",
    "https://attack.mitre.org/techniques/T1407/",
  ],

  match(process) {
    const found = placeOf(process);
    if (found === undefined) return undefined;
    const { program, place } = found;
    return { subject: { type: "file:path", value: program }, message: `from-${place}`, params: { program, pid: process.pid } };
  },
});

/** The file that runs, else the program it was started as; a working folder alone says where a person stood. */
function placeOf({ executable, commandLine }: CollectedProcess): { readonly program: string; readonly place: ProgramPlace } | undefined {
  for (const program of [executable, commandLine?.[0]]) {
    const place = program === undefined || isCollector(program) ? undefined : unusualPlace(program);
    if (program !== undefined && place !== undefined) return { program, place };
  }
  return undefined;
}
