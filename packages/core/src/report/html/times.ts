import type { Finding } from "../../model/finding.ts";
import { message } from "../../model/message.ts";
import type { CaseView } from "../case-view.ts";
import { aboutInWords, shortIds, shownFindings, sourcesInWords, whenInWords } from "../facts.ts";
import {
  closeStretch,
  type Lane,
  laneOf,
  type Moment,
  milliseconds,
  momentsOf,
  type Stretch,
  unionOf,
  unplaced,
  widened,
} from "../moments.ts";
import type { Say } from "../say.ts";
import { html, type Markup } from "./markup.ts";
import { exact, folded, paragraphs, prose, section, table } from "./parts.ts";
import { type Picture, pictureMarkup } from "./picture.ts";

/** Rows that stand open, and rows at most; findings.json holds all. */
const MAX_OPEN = 30;
const MAX_ROWS = 400;

/** Findings beside each other in time: drawn, and in a table that says the same. */
export function timesSection(view: CaseView, isRightToLeft: boolean, say: Say): Markup | undefined {
  if (view.findings.length === 0) return undefined;
  const moments = momentsOf(view.findings);
  return section(
    "times",
    say(message("report/times-heading")),
    pictures(view, moments, isRightToLeft, say),
    timesTable(view, moments, say),
    unplacedTable(view, say),
    deviceTable(view, say),
  );
}

function pictures(view: CaseView, moments: readonly Moment[], isRightToLeft: boolean, say: Say): Markup[] {
  const reach = reachOf(view);
  const whole = unionOf([...(reach ? [reach] : []), ...moments]);
  if (whole === undefined || moments.length === 0) return [];
  const close = closeStretch(whole, moments);
  const counted = moments.filter(({ lane }) => lane !== "noted");
  const { deviceEvents = [] } = view;
  const shown = { isRightToLeft, say };
  return [
    ...paragraphs([say(message("report/times-note")), ...(deviceEvents.length > 0 ? [say(message("report/times-note-device"))] : [])]),

    figure("whole", { stretch: whole, moments, reach, deviceEvents }, shown),
    ...(close ? [figure("close", { stretch: close, moments: counted, reach: undefined, deviceEvents }, shown)] : []),
  ];
}

function figure(
  id: "whole" | "close",
  { stretch, moments, reach, deviceEvents }: Pick<Picture, "stretch" | "moments" | "reach" | "deviceEvents">,
  { isRightToLeft, say }: { readonly isRightToLeft: boolean; readonly say: Say },
): Markup {
  const title = say(message(`report/times-${id}`, { from: dayOf(stretch.from), to: dayOf(stretch.to) }));
  const description = say(message("report/times-description", lanesInNumbers(moments)));
  const picture = { id: `times-${id}`, title, description, stretch: widened(stretch), moments, reach, deviceEvents, isRightToLeft };
  return html`<figure>${pictureMarkup(picture, say)}<figcaption>${prose(title)}</figcaption></figure>
`;
}

const dayOf = (moment: number): string => new Date(moment).toISOString().slice(0, 10);

/** What the phone's records reach over, of all acquisitions of the case. */
function reachOf({ case: { acquisitions } }: CaseView): Stretch | undefined {
  return unionOf(
    acquisitions.flatMap(({ span }) =>
      span?.from !== undefined && span.to !== undefined ? [{ from: milliseconds(span.from), to: milliseconds(span.to) }] : [],
    ),
  );
}

const lanesInNumbers = (moments: readonly Moment[]): Record<Lane, number> => {
  const count = (lane: Lane): number => moments.filter((moment) => moment.lane === lane).length;
  return {
    targeting: count("targeting"),
    attempt: count("attempt"),
    compromise: count("compromise"),
    review: count("review"),
    noted: count("noted"),
  };
};

/** What counts stands open, in the order of time; what is only noted is folded. */
function timesTable(view: CaseView, moments: readonly Moment[], say: Say): (Markup | undefined)[] {
  const counted = moments.filter(({ lane }) => lane !== "noted").map(({ finding }) => finding);
  const noted = moments.filter(({ lane }) => lane === "noted").map(({ finding }) => finding);
  const later = [...counted.slice(MAX_OPEN), ...noted].slice(0, MAX_ROWS - MAX_OPEN);
  const caption = say(message("report/times-caption"));
  const moreCaption = say(message("report/times-more", { count: later.length }));
  return [
    counted.length > 0 ? rows(caption, counted.slice(0, MAX_OPEN), view, say) : undefined,
    later.length > 0 ? folded(moreCaption, rows(moreCaption, later, view, say)) : undefined,
  ];
}

function unplacedTable(view: CaseView, say: Say): Markup | undefined {
  const left = unplaced(view.findings).slice(0, MAX_ROWS);
  const caption = say(message("report/times-unplaced", { count: left.length }));
  return left.length > 0 ? folded(caption, rows(caption, left, view, say)) : undefined;
}

/** Days on which the phone itself changed, latest first: what lies near a finding is recent more often than not. */
function deviceTable({ deviceEvents = [] }: CaseView, say: Say): Markup | undefined {
  if (deviceEvents.length === 0) return undefined;
  const caption = say(message("report/times-device", { count: deviceEvents.length }));
  const left = deviceEvents.length - MAX_ROWS;
  return folded(
    caption,
    table(
      caption,
      ["when", "what"].map((column) => say(message(`report/times-${column}`))),
      deviceEvents
        .toReversed()
        .slice(0, MAX_ROWS)
        .map(({ kind, at, count }) => [
          dayOf(at),
          say(message("report/times-device-event", { event: say(message(`report/event-${kind}`)), count })),
        ]),
    ),
    left > 0 ? html`<p class="quiet">${say(message("report/times-device-left", { count: left }))}</p>` : undefined,
  );
}

function rows(caption: string, findings: readonly Finding[], view: CaseView, say: Say): Markup {
  const shortId = shortIds(view.findings);
  const shown = new Set(shownFindings(view.findings));
  const titleOf = (finding: Finding): Markup =>
    shown.has(finding) ? html`<a href="#f-${shortId(finding)}">${say(finding.title)}</a>` : html`${say(finding.title)}`;
  return table(
    caption,
    ["when", "what", "question", "source"].map((column) => say(message(`report/times-${column}`))),
    findings.map((finding) => [
      whenInWords(finding, say),
      html`${titleOf(finding)}${aboutMarkup(finding)}`,
      say(message(`report/lane-${laneOf(finding)}`)),
      sourcesInWords(finding, say),
    ]),
  );
}

const aboutMarkup = (finding: Finding): Markup | undefined => {
  const about = aboutInWords(finding);
  return about === undefined ? undefined : html`<br>${exact(about)}`;
};
