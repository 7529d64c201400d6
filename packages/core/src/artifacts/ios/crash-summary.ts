import { atLine } from "../../model/locator.ts";
import { message } from "../../model/message.ts";
import type { Located } from "../../model/record.ts";
import type { EvidenceTime } from "../../model/time.ts";
import { defineArtifact } from "../artifact.ts";
import { daemonTime } from "../daemon-log.ts";
import { optional } from "../optional-field.ts";

/** A report that lay on the phone when the archive was made, by name. */
export interface ListedReport {
  readonly path: string;
  /** The program that its name begins with, or what it is about. */
  readonly about: string;
  /** Of its name, which is in the phone's own zone. */
  readonly time?: EvidenceTime;
  /** A report of this name lies in the acquisition. */
  readonly isCollected: boolean;
}

/** `/private/var/…/Name-2024-05-01-093000.ips`, and the same with thousandths, an ending of what was sent, or what the list says behind it. */
const REPORT = /^(\/.{1,900}?\.ips(?:\.(?:synced|beta|ca|ca\.synced))?)(?=$|[\s:,;])/;
const NAME = /\/([^/]*?)-(\d{4}-\d\d-\d\d)-(\d\d)(\d\d)(\d\d)[^/]*$/;
const REPORTS = "/private/var/mobile/Library/Logs/CrashReporter/**.ips*";
/** Reports of one list; phones keep some hundred. */
const MAX_LISTED = 100_000;

/**
 * The collector's list of all reports on the phone. Not all of them are packed, and some may have been removed between: their names alone
 * tell which program crashed when. The form is known from a description; lines that are no path of a report are passed over.
 */
export default defineArtifact<ListedReport>({
  id: "ios/crash-summary",
  version: 1,
  paths: ["bridle:/sysdiagnose/summaries/crashes_and_spins.log"],
  needs: [REPORTS],
  presence: { sysdiagnose: "with-os" },
  scope: "device",
  emits: {},
  provenOn: "never-exercised",
  references: ["https://github.com/EC-DIGIT-CSIRC/sysdiagnose"],

  *parse(file, context) {
    const collected = new Set(context.files(REPORTS).map(({ path }) => nameOf(path)));
    let count = 0;
    for (const lines of context.lines(file)) {
      const found: Located<ListedReport>[] = [];
      for (const { text, line } of lines) {
        const raw = REPORT.exec(text)?.[1];
        if (raw === undefined) continue;
        if (++count > MAX_LISTED) {
          context.skip(message("artifacts/shared/too-many", { limit: MAX_LISTED }), [atLine(line)], "over-budget");
          yield found;
          return;
        }
        const [, about, date, hour, minute, second] = NAME.exec(raw) ?? [];
        const wall = `${date} ${hour}:${minute}:${second}`;
        const time = date === undefined ? undefined : daemonTime({ wall, raw: wall }, context);
        const data = {
          path: context.canonical(raw),
          about: about || nameOf(raw),
          ...optional("time", time),
          isCollected: collected.has(nameOf(raw)),
        };
        if (context.isFirst(data.path)) found.push({ at: [atLine(line)], data });
      }
      yield found;
    }
  },

  events: ({ time, about, isCollected }) =>
    // What was collected tells of itself, with its zone.
    time && !isCollected ? [{ time, kind: "crash", message: "artifacts/ios/crash-summary/listed", params: { name: about } }] : [],
});

/** What is sent or kept elsewhere gets an ending or a folder, and keeps its name. */
const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1).replace(/\.ips\..*$/, ".ips");
