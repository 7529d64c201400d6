/**
 * Ink on paper, a brass ring at the head of each part: headings stand in the margin like those of a notebook, one column is to be
 * read, rules take the place of boxes. Colour stands only where a word or a shape says the same. All sides are named by the
 * direction of reading, so that the page turns around for languages from right to left.
 */
export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: #fbfaf6; --ink: #20242b; --quiet: #585e67; --rule: #d9d4c7; --wash: #f2efe6; --brass: #8a6414;
  --grave: #8f1d2c; --warm: #85560a; --calm: #25557a; --demo-ink: #fff; --demo: #3d2f6b;
}
@media (prefers-color-scheme: dark) {
  :root { --paper: #15181d; --ink: #e7e4dc; --quiet: #a9adb5; --rule: #383d46; --wash: #1f242b; --brass: #d9b25f;
    --grave: #f1969f; --warm: #e6b866; --calm: #92c2e3; --demo-ink: #fff; --demo: #4b3d86; }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-block-start: 4rem; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.6 Charter, "Bitstream Charter", "Sitka Text", Cambria, Georgia, serif; overflow-wrap: break-word; }
main { max-inline-size: 62rem; margin-inline: auto; padding: 3rem 2rem 6rem; }
h1, h2, h3 { line-height: 1.25; font-weight: 600; text-wrap: balance; }
h1 { font-size: clamp(1.375rem, 1.1rem + 1.3vw, 1.875rem); margin: 0; letter-spacing: -0.01em; text-wrap: pretty; }
h2 { font-size: 1.25rem; margin: 0; }
h3 { font-size: 1.125rem; margin: 2rem 0 0.5rem; }
p, ul, ol { margin: 0 0 0.75rem; }
ul, ol { padding-inline-start: 1.4rem; }
li { margin-block-end: 0.3rem; }
a { color: var(--calm); text-decoration-thickness: 1px; text-underline-offset: 0.2em; }
.quiet { color: var(--quiet); font-size: 0.9375em; font-weight: 400; }
.unseen, details > .scroll caption, details > .sentences caption { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
:focus-visible { outline: 2px solid var(--calm); outline-offset: 3px; }

.demo { position: sticky; inset-block-start: 0; z-index: 1; margin: 0; padding: 0.5rem 1.5rem; text-align: center;
  background: var(--demo); color: var(--demo-ink); font-weight: 600; font-size: 0.9375rem; line-height: 1.4; }
.demo p { margin: 0; }
.box { border: 1px solid var(--brass); padding: 1rem 1.25rem 0.25rem; margin-block: 1.5rem 0; max-inline-size: 48rem; }
.box h2 { font-size: 1.0625rem; margin-block-end: 0.35rem; }
.urgent { border: 3px solid var(--ink); font-weight: 600; }

.cover > header { max-inline-size: 48rem; }
.kicker { font-size: 0.9375rem; color: var(--brass); margin-block-end: 0.6rem; }
.brief { margin: 2rem 0 0; border-block-end: 1px solid var(--rule); }
.brief > div { display: grid; grid-template-columns: 9.5rem minmax(0, 1fr); gap: 0.25rem 2rem; padding-block: 0.9rem 0.3rem; border-block-start: 1px solid var(--rule); }
.brief > div > dt { color: var(--ink); font-weight: 600; font-size: 1rem; }
.brief p, .brief ul, .brief ol { margin-block-end: 0.5rem; }

nav { margin-block: 2rem 3rem; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.35rem 1.5rem; list-style: none; padding: 0; }
.all { display: flex; gap: 0.6rem; align-items: center; color: var(--quiet); }
.all input { inline-size: 1.5rem; block-size: 1.5rem; margin: 0; accent-color: var(--calm); flex: none; }
body:has(#all:checked) details::details-content { content-visibility: visible; block-size: auto; }

.part { display: grid; grid-template-columns: 11rem minmax(0, 46rem); gap: 0 2rem; padding-block: 1.75rem 2.25rem; position: relative; border-block-start: 1px solid var(--rule); }
.part::before { content: ""; position: absolute; inset-block-start: -0.5rem; inset-inline-start: 0; inline-size: 1rem; block-size: 1rem; background: var(--paper); border: 0.2rem solid var(--brass); border-radius: 50%; }
.body { min-inline-size: 0; padding-block-start: 0.1rem; }
.body > :first-child, .body > h3:first-child { margin-block-start: 0; }

dl { margin: 0 0 1rem; }
dt { color: var(--quiet); font-size: 0.9375rem; }
dd { margin: 0; min-inline-size: 0; }
.facts > div { display: grid; grid-template-columns: 10.5rem minmax(0, 1fr); gap: 0.25rem 1.25rem; padding-block: 0.3rem; }
.facts > div > dt { padding-block-start: 0.1em; }
.facts p, .facts ul, .facts ol { margin: 0 0 0.3rem; }
.facts :is(p, ul, ol):last-child { margin: 0; }
.record { margin: 0; }
.record > div { display: grid; grid-template-columns: minmax(4rem, 9rem) minmax(0, 1fr); gap: 0.25rem 1rem; padding-block: 0.2rem; border-block-start: 1px dotted var(--rule); }
.record > div:first-child { border: 0; }
.record dt, code, .value { font-family: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, monospace; font-size: 0.84em; }
code, .value { overflow-wrap: anywhere; unicode-bidi: isolate; }
.date { white-space: nowrap; direction: ltr; unicode-bidi: isolate; }
.value { white-space: pre-wrap; display: block; }
.record dd > .quiet { font-size: 0.84em; }
.items { margin: 0; padding-inline-start: 1.2rem; }
.items > li::marker { font-size: 0.84em; }
pre { margin: 0; padding: 0.6rem 0.8rem; background: var(--wash); white-space: pre-wrap; line-height: 1.45; }

.count { margin-block: 1.5rem 0; }
.finding { margin-block: 2.25rem; padding-inline-start: 1.25rem; border-inline-start: 0.3rem solid var(--quiet); }
.finding.critical, .finding.high { border-inline-start-color: var(--grave); }
.finding.critical { border-inline-start-width: 0.5rem; }
.finding.medium { border-inline-start-color: var(--warm); }
.noted .finding, .finding.low, .finding.info { border-inline-start: 0.2rem dotted var(--quiet); }
.finding h3 { margin: 0.1rem 0 0.4rem; font-size: 1.1875rem; }
.finding .axis { margin: 0; font-size: 0.9375rem; color: var(--quiet); }
.noted { margin-block: 2.25rem; padding-block-start: 1rem; border-block-start: 1px solid var(--rule); }
.alike { margin-inline-start: 1.25rem; }
.alike .finding { margin-block: 1.5rem; }
.evidence { margin-block: 1rem 1.5rem; padding-block-start: 0.75rem; border-block-start: 1px solid var(--rule); }

details { margin-block: 0.4rem; }
summary { cursor: pointer; padding-block: 0.25rem; text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: 0.2em; text-decoration-color: var(--rule); }
summary:hover { text-decoration-color: currentColor; }

.scroll { overflow-x: auto; margin-block: 1.25rem; }
table { border-collapse: collapse; inline-size: 100%; font-size: 0.9375rem; line-height: 1.45; }
caption { text-align: start; color: var(--quiet); padding-block-end: 0.5rem; }
th, td { text-align: start; vertical-align: top; padding-block: 0.5rem; padding-inline: 0 1rem; border-block-start: 1px solid var(--rule); overflow-wrap: break-word; }
.scroll :is(th, td) { min-inline-size: 5.5rem; }
td:last-child { padding-inline-end: 0; }
thead th { font-weight: 400; color: var(--quiet); border: 0; }
tbody th { font-weight: 600; }
td p, td ul { margin: 0; }
td ul { padding-inline-start: 1rem; }
td code { display: inline-block; min-inline-size: 9rem; }
.scroll tbody th code { font-weight: 400; }
td details, td summary { margin: 0; padding: 0; }
.sentences { margin-block: 1.25rem; }
.sentences tbody th { inline-size: 38%; }
.status:not(.parsed) { font-style: italic; }
.steps li { padding-inline-start: 0.35rem; margin-block-end: 0.6rem; }

figure { margin: 1.5rem 0 2rem; }
figcaption { color: var(--quiet); font-size: 0.9375rem; margin-block-start: 0.35rem; }
.times { display: block; font: 0.8125rem/1 system-ui, sans-serif; fill: var(--ink); overflow: visible; }
.times .small { font-size: 0.75rem; fill: var(--quiet); }
.times .tick { stroke: var(--rule); }
.times .lane { stroke: var(--quiet); }
.times .reach rect { fill: var(--brass); }
.times .bar { opacity: 0.55; }
.times .targeting :is(path, .bar) { fill: var(--calm); }
.times .attempt :is(path, .bar) { fill: var(--warm); }
.times .compromise :is(path, .bar) { fill: var(--grave); }
.times .hollow { fill: var(--paper); stroke: var(--quiet); stroke-width: 2; }
.times .noted .bar, .times .device path { fill: var(--quiet); }

@media (max-width: 52rem) {
  .part { grid-template-columns: minmax(0, 1fr); gap: 0.5rem; }
}
@media (max-width: 36rem) {
  main { padding: 1.75rem 1.1rem 4rem; }
  .facts > div, .record > div, .brief > div { grid-template-columns: minmax(0, 1fr); gap: 0; }
  .brief > div > dt { margin-block-end: 0.2rem; }
  .finding { padding-inline-start: 0.9rem; }
  .alike { margin-inline-start: 0; }
  .sentences :is(tbody, tr, tbody th, td) { display: block; inline-size: auto; }
  .sentences tbody th { padding-block-end: 0; }
  .sentences td { padding-block-start: 0.1rem; border: 0; }
}
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
@media (forced-colors: active) {
  .times .lane, .times .tick { stroke: CanvasText; }
  .times :is(text, path, circle, rect) { fill: CanvasText; }
}
@media print {
  :root { --paper: #fff; --ink: #000; --quiet: #444; --rule: #bbb; --wash: #f3f3f3; --brass: #6b4d0f; --grave: #8f1d2c; --warm: #85560a; --calm: #25557a; --demo: #fff; --demo-ink: #000; }
  @page { margin: 18mm 17mm; }
  html { font-size: 9.5pt; }
  body { font-size: 1rem; line-height: 1.45; }
  main { max-inline-size: none; padding: 0; }
  nav { display: none; }
  a { color: inherit; text-decoration: none; }
  h1 { font-size: 1.5rem; }
  .cover { break-after: page; }
  .brief { margin-block-start: 1rem; }
  .brief > div { grid-template-columns: 8rem minmax(0, 1fr); gap: 0.25rem 1.25rem; padding-block: 0.55rem 0.1rem; }
  .brief p, .brief ul, .brief ol { margin-block-end: 0.3rem; }
  .brief li { margin-block-end: 0.1rem; }
  .box { padding: 0.6rem 0.9rem 0.1rem; margin-block-start: 0.75rem; }
  .box p { margin-block-end: 0.4rem; }
  .part { display: block; padding-block: 1rem 0.5rem; }
  .part > h2 { padding-block-end: 0.5rem; }
  .part::before { display: none; }
  .body { padding: 0; }
  .finding { margin-block: 1.25rem; }
  .demo { position: static; padding: 0 0 3mm; text-align: start; }
  .scroll { overflow: visible; }
  summary { text-decoration: none; }
  h2, h3, summary, caption, .axis, .kicker { break-after: avoid; }
  tr, figure, .record > div, .facts > div:not(:has(.record)) { break-inside: avoid; }
  tbody tr:first-child { break-before: avoid; }
  pre { border: 1px solid #bbb; background: none; }
}
`;

/** A demonstration says so on each sheet: at its head, and, for browsers that print no page margins, before each heading. */
export const DEMO_STYLE = `
@media print {
  @page { @top-left { content: "DEMO"; font: 600 10pt sans-serif; } @top-right { content: "DEMO"; font: 600 10pt sans-serif; } }
  .part > h2::after, h3::after { content: "\\0000a0\\0000b7\\0000a0DEMO"; }
}
`;
