import { message } from "../model/message.ts";
import type { ArtifactCoverage } from "../model/outcome.ts";
import { sourceInWords } from "./acquisitions.ts";
import type { CaseView } from "./case-view.ts";
import { listInWords } from "./facts.ts";
import type { Say } from "./say.ts";

/** What became of the sources, as a reader wants to know it. */
export interface SourceGroups {
  /** Read, whole or in part. */
  readonly read: readonly ArtifactCoverage[];
  /** Not read, or not whole, and the reader should know: each may have held what was looked for. */
  readonly lacking: readonly ArtifactCoverage[];
  /** Not there, as is usual for such a phone or acquisition. */
  readonly ordinary: readonly ArtifactCoverage[];
}

type Lack = "partial" | "failed" | "unsupported" | "locked" | "not-run" | "missing" | "encrypted-only";
/** Gravest first: what was looked at and could not be read stands before what nobody could have had. */
const LACKS: readonly Lack[] = ["failed", "partial", "locked", "missing", "unsupported", "encrypted-only", "not-run"];

/** Names said in a line; the report lists all. */
const MAX_NAMES = 4;

export function sourceGroups({ coverage }: CaseView): SourceGroups {
  const artifacts = withoutOrdinaryAbsence(coverage.artifacts);
  return {
    read: artifacts.filter(({ status }) => status === "parsed" || status === "partial"),
    lacking: LACKS.flatMap((lack) => artifacts.filter((artifact) => lackOf(artifact) === lack)),
    ordinary: artifacts.filter((artifact) => artifact.status === "absent" && lackOf(artifact) === undefined),
  };
}

/** What one acquisition does not hold for a usual cause is no lack where another of the phone tells of it; where none does it is said once. */
function withoutOrdinaryAbsence(artifacts: readonly ArtifactCoverage[]): readonly ArtifactCoverage[] {
  const isOrdinary = ({ status, reason }: ArtifactCoverage): boolean => status === "absent" && reason !== "expected-but-missing";
  return [...Map.groupBy(artifacts, ({ id }) => id).values()].flatMap((sources) => {
    const told = sources.filter((source) => !isOrdinary(source));
    return told.length > 0 ? told : [sources.find(({ reason }) => reason !== "not-in-this-kind") ?? sources[0]!];
  });
}

function lackOf({ status, reason }: ArtifactCoverage): Lack | undefined {
  if (status === "parsed") return undefined;
  if (status !== "absent") return status;
  if (reason === "expected-but-missing") return "missing";
  return reason === "encrypted-backups-only" ? "encrypted-only" : undefined;
}

/** What could not be examined, in a few lines. */
export function lackingInBrief(view: CaseView, say: Say): string[] {
  const { lacking, ordinary } = sourceGroups(view);
  const ofLack = (lack: Lack): string[] => {
    const sources = lacking.filter((artifact) => lackOf(artifact) === lack);
    if (sources.length === 0) return [];
    const names = listInWords(
      sources.map((source) => sourceInWords(view, source, say)),
      say,
      MAX_NAMES,
    );
    return [say(message(`report/lack-${lack}`, { count: sources.length, names }))];
  };
  const counted = (id: string, sources: readonly ArtifactCoverage[]): string[] =>
    sources.length > 0 ? [say(message(id, { count: sources.length }))] : [];
  const isElsewhere = ({ reason }: ArtifactCoverage): boolean => reason === "not-in-this-kind";
  return [
    ...LACKS.flatMap(ofLack),
    ...counted(
      "report/lack-ordinary",
      ordinary.filter((source) => !isElsewhere(source)),
    ),
    ...counted("report/lack-elsewhere", ordinary.filter(isElsewhere)),
    say(message("coverage/only-known-sources")),
  ];
}

/** How much was read, and how far back it reaches; of several acquisitions of the first `most`. */
export function readInBrief({ assessment }: CaseView, say: Say, most = Number.POSITIVE_INFINITY): string[] {
  const sentences = assessment.coverage.filter(({ message: id }) => READ_SENTENCES.includes(id));
  const begins = sentences.flatMap(({ message: id }, index) => (id === OF_ACQUISITION ? index : []));
  return sentences.slice(0, begins[most]).map(say);
}
const OF_ACQUISITION = "coverage/of-acquisition";
const READ_SENTENCES = [OF_ACQUISITION, "coverage/read", "coverage/span", "coverage/no-span"];
