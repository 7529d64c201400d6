import { baseName } from "../../model/canonical-path.ts";
import { atFile, atLine } from "../../model/locator.ts";
import { message } from "../../model/message.ts";
import type { Located } from "../../model/record.ts";
import { defineArtifact } from "../artifact.ts";

/** What a collector of the sysdiagnose said when something went wrong: why a part of the archive may be missing. */
export interface CollectorComplaint {
  /** Name of the collector, or of the log that tells of several. */
  readonly collector: string;
  /** The line, cut. */
  readonly complaint: string;
}

/** Lines kept of one file: a collector that fails for each of a thousand files says the same a thousand times. */
const MAX_COMPLAINTS = 100;
const MAX_LENGTH = 300;
/** In a log of all that was done, the lines that tell of failure. */
const FAILURE = /\b(?:error|fail(?:ed|ure)?|timed? ?out|timeout|unable|denied|killed|not permitted)\b/i;
const SUFFIX = /(?:_stderr|_task_failures)?\.(?:txt|log)$/;

export default defineArtifact<CollectorComplaint>({
  id: "ios/collection-errors",
  version: 1,
  paths: [
    "bridle:/sysdiagnose/errors/*", // seen on iOS 16
    "bridle:/sysdiagnose/error_log.txt",
    "bridle:/sysdiagnose/sysdiagnose.log",
  ],
  presence: { sysdiagnose: "expected" },
  scope: "device",
  emits: {},
  provenOn: "synthetic-only",
  references: ["https://github.com/EC-DIGIT-CSIRC/sysdiagnose", "https://github.com/abrignoni/iLEAPP"],

  *parse(file, context) {
    const name = baseName(file.path);
    const isLog = !file.path.includes("/errors/") && name !== "error_log.txt";
    let kept = 0;
    for (const lines of context.lines(file)) {
      const told = lines.filter(({ text }) => (isLog ? FAILURE.test(text.slice(0, MAX_LENGTH)) : text.trim() !== ""));
      const found = told.slice(0, MAX_COMPLAINTS - kept).map(
        ({ text, line }): Located<CollectorComplaint> => ({
          at: [atLine(line)],
          data: { collector: name.replace(SUFFIX, ""), complaint: text.trim().slice(0, MAX_LENGTH) },
        }),
      );
      kept += found.length;
      yield found;
      // The rest repeats what was kept, on healthy phones too: that it is there is worth knowing, and costs nothing.
      if (found.length < told.length) return context.note(message("artifacts/shared/too-many", { limit: MAX_COMPLAINTS }), [atFile]);
    }
  },
});
