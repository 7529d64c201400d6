import { renderEnglish } from "../messages/catalog.ts";
import { type Message, message } from "../model/message.ts";
import type { Reason, Status } from "../model/outcome.ts";
import type { ArtifactResult } from "./artifact-result.ts";
import type { ReadAcquisition } from "./read-acquisition.ts";
import { wholeSpan } from "./span.ts";

const UNREAD: readonly Status[] = ["partial", "failed", "unsupported", "locked", "not-run"];
const ABSENT: readonly Reason[] = ["expected-but-missing", "encrypted-backups-only", "not-installed", "not-on-this-os", "not-in-this-kind"];

/** Characters of an ISO date. */
const DATE = 10;

/** What was read and what was not, by what became of it; of several acquisitions, of each by itself. */
export function coverageSentences(acquisitions: readonly ReadAcquisition[]): Message[] {
  const own = acquisitions.flatMap(({ info: { kind }, results }, index) => [
    ...(acquisitions.length > 1
      ? [message("coverage/of-acquisition", { number: index + 1, kind: renderEnglish(message(`report/kind-${kind}`)) })]
      : []),
    ...sentencesOf(results),
  ]);
  return [...own, message("coverage/only-known-sources")];
}

function sentencesOf(results: readonly ArtifactResult[]): Message[] {
  const whole = results.filter(({ status }) => status === "parsed");
  const span = wholeSpan(results);
  return [
    message("coverage/read", { count: whole.length, total: results.filter(isOfThisKind).length }),
    ...UNREAD.flatMap((status) =>
      named(
        `coverage/${status}`,
        results.filter((result) => result.status === status),
      ),
    ),
    ...ABSENT.flatMap((reason) =>
      named(
        `coverage/absent-${reason}`,
        results.filter((result) => result.status === "absent" && result.reason === reason),
      ),
    ),
    span ? message("coverage/span", { from: span.from.slice(0, DATE), to: span.to.slice(0, DATE) }) : message("coverage/no-span"),
  ];
}

const isOfThisKind = ({ reason }: ArtifactResult): boolean => reason !== "not-in-this-kind";

const named = (id: string, results: readonly ArtifactResult[]): Message[] =>
  results.length === 0
    ? []
    : [
        message(id, {
          count: results.length,
          names: results.map((result) => renderEnglish(message(`artifacts/${result.id}/title`))).join(", "),
        }),
      ];
