import { atLine } from "../../model/locator.ts";
import type { Located } from "../../model/record.ts";
import type { EvidenceTime } from "../../model/time.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { timeWithOffset } from "../log-time.ts";
import { optional } from "../optional-field.ts";

/** A domain whose links, passwords or calls an installed app asked to open. */
export interface AssociatedDomain {
  /** As stored: applinks, webcredentials, appclips, activitycontinuation. */
  readonly association: string;
  /** With the maker's prefix: TEAM.bundle. */
  readonly applicationId: string;
  readonly bundleId: string;
  readonly appVersion?: string;
  readonly domain: string;
  /** What the domain's own file says to it. */
  readonly siteApproval?: string;
  readonly ownerApproval?: string;
  readonly associationFlags?: string;
  readonly lastChecked?: EvidenceTime;
}

/** `Key:   value` of swcutil's listing (Apple, TN3155). */
const FIELD = /^([A-Z][\w /]{1,40}):\s{1,40}(\S.{0,2047})$/;
const FIRST = "Service";
/** Team identifiers are ten letters and figures. */
const WITH_TEAM = /^[A-Z0-9]{10}\.(.+)$/;
/** Fields of one entry. */
const MAX_FIELDS = 40;

export default defineArtifact<AssociatedDomain>({
  id: "ios/associated-domains",
  version: 1,
  paths: ["bridle:/sysdiagnose/swcutil_show.txt"],
  presence: { sysdiagnose: "expected" },
  scope: "device",
  emits: { "app:id": ["installed"] },
  provenOn: "synthetic-only",
  references: [
    "https://developer.apple.com/documentation/technotes/tn3155-debugging-universal-links",
    "https://github.com/EC-DIGIT-CSIRC/sysdiagnose",
  ],

  *parse(file, context) {
    let fields = new Map<string, string>();
    let begin = 0;
    for (const lines of context.lines(file)) {
      const found: Located<AssociatedDomain>[] = [];
      for (const { text, line } of lines) {
        const [, key, value] = FIELD.exec(text) ?? [];
        if (key === FIRST) {
          found.push(...entryOf(fields, begin, context));
          fields = new Map();
          begin = line;
        }
        if (key !== undefined && begin > 0 && fields.size < MAX_FIELDS) fields.set(key, value!);
      }
      yield found;
    }
    yield entryOf(fields, begin, context);
  },

  observables: ({ bundleId }) => [{ type: "app:id", role: "installed", value: bundleId }],
});

function entryOf(fields: ReadonlyMap<string, string>, line: number, context: ParseContext): readonly Located<AssociatedDomain>[] {
  const [association, applicationId, domain] = [FIRST, "App ID", "Domain"].map((key) => fields.get(key));
  if (association === undefined || applicationId === undefined || domain === undefined) {
    if (fields.size > 0) context.skip({ message: "artifacts/ios/associated-domains/incomplete" }, [atLine(line)]);
    return [];
  }
  const data: AssociatedDomain = {
    association,
    applicationId,
    bundleId: WITH_TEAM.exec(applicationId)?.[1] ?? applicationId,
    ...optional("appVersion", fields.get("App Version")),
    domain,
    ...optional("siteApproval", fields.get("Site/Fmwk Approval")),
    ...optional("ownerApproval", fields.get("User Approval")),
    ...optional("associationFlags", fields.get("Flags")),
    ...optional("lastChecked", timeWithOffset(fields.get("Last Checked") ?? "")),
  };
  return [{ at: [atLine(line)], data }];
}
