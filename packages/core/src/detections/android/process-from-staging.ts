import processes, { type AndroidProcess } from "../../artifacts/android/processes.ts";
import { isCollector, unusualPlace } from "../android-staging.ts";
import { defineMatch } from "../detection.ts";

export default defineMatch<AndroidProcess>({
  id: "android/process-from-staging",
  version: 1,
  status: "experimental",
  axis: "compromise",
  severity: "high",
  confidence: "low",
  reads: processes,
  falsePositives: ["developer", "acquisition", "helper-apps"],
  references: [
    "https://securitylab.amnesty.org/latest/2024/12/serbia-a-digital-prison-spyware-and-cellebrite-used-on-journalists-and-activists/",
    "https://attack.mitre.org/techniques/T1407/",
  ],

  match({ processName, user, pid }) {
    const [program] = processName.split(" ", 1) as [string];
    const place = unusualPlace(program) ?? unusualPlace(processName);
    if (place === undefined || isCollector(program)) return undefined;
    const subject = { type: "file:path", value: program } as const;
    return { subject, message: `from-${place}`, params: { program, user, pid } };
  },
});
