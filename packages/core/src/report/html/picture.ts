import { message } from "../../model/message.ts";
import type { DeviceEvent } from "../device-events.ts";
import { LANES, type Lane, type Mark, type Moment, marksOf, type Stretch, ticksOf } from "../moments.ts";
import type { Say } from "../say.ts";
import { html, type Markup } from "./markup.ts";

/** Measures in pixels. Across, everything is a part of the width, so that letters stay legible on a telephone. */
const HEAD = 4;
const LANE_HEIGHT = 50;
const LABEL_BASE = 14;
const LINE_AT = 28;
/** Of the number of findings that a mark stands for, below it. */
const COUNT_AT = 18;
const FOOT = 26;
/** Where the marks begin and end, in percent of the width: half a mark is kept free. */
const INSET = 1.5;

export interface Picture {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly stretch: Stretch;
  readonly moments: readonly Moment[];
  readonly deviceEvents: readonly DeviceEvent[];
  /** How far back the records reach; drawn as a lane of its own. */
  readonly reach: Stretch | undefined;
  readonly isRightToLeft: boolean;
}

/**
 * When things happened, drawn: one lane for each question, a mark of its own shape for each. The table beside it says the same in
 * words. No style and no address stands in it: colours come from the sheet of the page.
 */
export function pictureMarkup(picture: Picture, say: Say): Markup {
  const { id, title, description, stretch, reach } = picture;
  const place = placing(picture);
  const rows = [
    ...(reach ? [reachLane(reach, picture, place, say)] : []),
    ...lanesOf(picture).map(([lane, marks], index) => laneMarkup(lane, topOf(index + (reach ? 1 : 0)), marks, place, say)),
  ];
  const height = topOf(rows.length) + FOOT;
  return html`<svg class="times" role="img" aria-labelledby="${id}-title ${id}-description" width="100%" height="${height}" direction="ltr">
<title id="${id}-title">${title}</title>
<desc id="${id}-description">${description}</desc>
${ticksMarkup(stretch, topOf(rows.length), place)}${rows}</svg>
`;
}

/** The three questions stand there always: an empty lane says something, too. */
const ALWAYS: readonly Row[] = ["targeting", "attempt", "compromise"];
type Row = Lane | "device";

function lanesOf({ moments, deviceEvents, stretch }: Picture): (readonly [lane: Row, marks: readonly Mark[]])[] {
  const ofDevice = deviceEvents.map(({ at, count }) => ({ from: at, to: at, count }));
  const rows: (readonly [Row, readonly Mark[]])[] = [
    ...LANES.map((lane) => {
      const own = moments.filter((moment) => moment.lane === lane);
      return [lane, marksOf(own, stretch)] as const;
    }),
    ["device", marksOf(ofDevice, stretch)],
  ];
  return rows.filter(([lane, marks]) => ALWAYS.includes(lane) || marks.length > 0);
}

const topOf = (row: number): number => HEAD + row * LANE_HEIGHT;

/** Where things stand across the picture: `start` is the side on which reading begins. */
interface Placing {
  /** Per cent from the left, two decimals. */
  at(moment: number): string;
  /** The same for a bar: its left end and its width. */
  bar(from: number, to: number): { readonly left: string; readonly width: string };
  readonly start: string;
  readonly anchor: "start" | "end";
}

function placing({ stretch, isRightToLeft }: Picture): Placing {
  const part = (moment: number): number => {
    const clamped = Math.min(Math.max(moment, stretch.from), stretch.to);
    const across = INSET + ((clamped - stretch.from) / (stretch.to - stretch.from)) * (100 - 2 * INSET);
    return isRightToLeft ? 100 - across : across;
  };
  const percent = (value: number): string => `${Math.round(value * 100) / 100}%`;
  return {
    at: (moment) => percent(part(moment)),
    bar: (from, to) => ({ left: percent(Math.min(part(from), part(to))), width: percent(Math.abs(part(to) - part(from))) }),
    start: isRightToLeft ? "100%" : "0",
    anchor: isRightToLeft ? "end" : "start",
  };
}

function ticksMarkup(stretch: Stretch, bottom: number, place: Placing): Markup[] {
  return ticksOf(stretch).map(({ at, text }) => {
    const x = place.at(at);
    return html`<line class="tick" x1="${x}" y1="0" x2="${x}" y2="${bottom}"/><text class="small" x="${x}" y="${bottom + 18}" text-anchor="middle">${text}</text>
`;
  });
}

const reachLane = (reach: Stretch, { stretch }: Picture, place: Placing, say: Say): Markup => {
  const { left, width } = place.bar(Math.max(reach.from, stretch.from), Math.min(reach.to, stretch.to));
  return html`<g class="reach">${label(say(message("report/lane-reach")), topOf(0), place)}<rect x="${left}" y="${topOf(0) + LINE_AT - 5}" width="${width}" height="10"/></g>
`;
};

const laneMarkup = (lane: Row, top: number, marks: readonly Mark[], place: Placing, say: Say): Markup =>
  html`<g class="${lane}">${label(say(message(`report/lane-${lane}`)), top, place)}<line class="lane" x1="0" y1="${top + LINE_AT}" x2="100%" y2="${top + LINE_AT}"/>
${marks.map((mark) => markMarkup(lane, mark, top + LINE_AT, place))}</g>
`;

const label = (text: string, top: number, { start, anchor }: Placing): Markup =>
  html`<text x="${start}" y="${top + LABEL_BASE}" text-anchor="${anchor}">${text}</text>`;

/** A bar over the time it spans, the lane's shape where it begins, and how many it stands for. */
function markMarkup(lane: Row, { from, to, count }: Mark, y: number, place: Placing): Markup {
  const { left, width } = place.bar(from, to);
  return html`<rect class="bar" x="${left}" y="${y - 2}" width="${width}" height="4"/><svg class="mark" x="${place.at(from)}" y="${y}" overflow="visible">${SHAPES[lane]}${count > 1 ? html`<text class="small" x="0" y="${COUNT_AT}" text-anchor="middle">${count}</text>` : undefined}</svg>
`;
}

/** Told apart without colour. */
const SHAPES: Readonly<Record<Row, Markup>> = {
  targeting: html`<path d="M0 -7 7 6 -7 6Z"/>`,
  attempt: html`<path d="M0 -8 8 0 0 8 -8 0Z"/>`,
  compromise: html`<path d="M-6 -6H6V6H-6Z"/>`,
  review: html`<circle r="6"/>`,
  noted: html`<circle class="hollow" r="5"/>`,
  device: html`<path d="M-1.5 -7H1.5V7H-1.5Z"/>`,
};
