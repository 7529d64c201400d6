/** Ink on paper: one column to read, rules instead of boxes, colour only where a word or a line says the same. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: #fbfaf7; --ink: #1f2226; --quiet: #5a6068; --rule: #d6d2c8; --wash: #f1eee6;
  --grave: #8a1f2b; --warm: #8a5a00; --calm: #2d5a7b; --demo-ink: #fff; --demo: #3d2f6b;
}
@media (prefers-color-scheme: dark) {
  :root { --paper: #17191c; --ink: #e6e3dc; --quiet: #a3a8b0; --rule: #3a3e45; --wash: #202329;
    --grave: #f0919a; --warm: #e5b567; --calm: #8fbfe0; --demo-ink: #17191c; --demo: #c3b5f5; }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.6 Charter, "Bitstream Charter", "Sitka Text", Cambria, Georgia, serif; overflow-wrap: break-word; }
main { max-inline-size: 46rem; margin-inline: auto; padding: 3.5rem 1.5rem 6rem; }
h1, h2, h3, h4 { line-height: 1.25; font-weight: 600; text-wrap: balance; }
h1 { font-size: clamp(1.375rem, 1.15rem + 1.1vw, 1.75rem); margin: 0; letter-spacing: -0.01em; text-wrap: pretty; }
h2 { font-size: 1.375rem; margin: 0 0 1.25rem; }
h3 { font-size: 1.125rem; margin: 1.75rem 0 0.5rem; }
h4 { font-size: 1rem; margin: 0; }
p, ul, ol { margin: 0 0 0.75rem; }
ul, ol { padding-inline-start: 1.4rem; }
li { margin-block-end: 0.35rem; }
header { margin-block-end: 3.5rem; }
.kicker { font-size: 0.9375rem; color: var(--quiet); margin-block-end: 0.75rem; }
section { border-block-start: 1px solid var(--rule); padding-block: 2rem 1.5rem; }
.quiet { color: var(--quiet); font-size: 0.9375em; font-weight: 400; }
.demo { position: sticky; inset-block-start: 0; z-index: 1; margin: 0; padding: 0.5rem 1.5rem; text-align: center;
  background: var(--demo); color: var(--demo-ink); font-weight: 600; font-size: 0.9375rem; line-height: 1.4; }
.box { border: 1px solid var(--ink); padding: 1.25rem 1.5rem 0.5rem; margin-block-end: 2.5rem; }
.box h2 { font-size: 1.125rem; margin-block-end: 0.5rem; }
.urgent { border-width: 3px; font-weight: 600; }

dl { margin: 0 0 1rem; }
dt { color: var(--quiet); font-size: 0.9375rem; }
dd { margin: 0; min-inline-size: 0; }
.facts > div { display: grid; grid-template-columns: 11rem minmax(0, 1fr); gap: 0.25rem 1.25rem; padding-block: 0.3rem; }
.facts > div > dt { padding-block-start: 0.1em; }
.facts ul:last-child, .facts ol:last-child { margin: 0; }
.record { margin: 0; }
.record > div { display: grid; grid-template-columns: minmax(4rem, 9rem) minmax(0, 1fr); gap: 0.25rem 1rem; padding-block: 0.2rem; border-block-start: 1px dotted var(--rule); }
.record > div:first-child { border: 0; }
.record dt, code, .value { font-family: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, monospace; font-size: 0.84em; }
code, .value { overflow-wrap: anywhere; unicode-bidi: isolate; }
.value { white-space: pre-wrap; display: block; }
.record dd > .quiet { font-size: 0.84em; }
.items { margin: 0; padding-inline-start: 1.2rem; }
.items > li::marker { font-size: 0.84em; }
pre { margin: 0; padding: 0.7rem 0.9rem; background: var(--wash); white-space: pre-wrap; line-height: 1.45; }

.finding { margin-block: 2.25rem; padding-inline-start: 1.25rem; border-inline-start: 0.3rem solid var(--quiet); }
.finding.critical, .finding.high { border-inline-start-color: var(--grave); }
.finding.critical { border-inline-start-width: 0.55rem; }
.finding.medium { border-inline-start-color: var(--warm); }
.finding.low { border-inline-start: 0.2rem dashed var(--calm); }
.finding.info { border-inline-start: 0.2rem dotted var(--quiet); }
.finding h3 { margin: 0.1rem 0 0.5rem; font-size: 1.25rem; }
.rating { margin: 0; font-size: 0.9375rem; color: var(--quiet); }
.rating .axis { color: var(--ink); font-weight: 600; }
.rating span + span::before { content: "\\00b7"; margin-inline: 0.35rem; }
.benign { border-block: 1px solid var(--rule); padding-block: 0.75rem 0.25rem; margin-block-end: 0.75rem; }
.benign ul { margin-block: 0.35rem 0.5rem; }
.alike { margin-inline-start: 1.25rem; }
.alike .finding { margin-block: 1.5rem; }
.evidence { margin-block: 1rem 1.5rem; padding-block-start: 0.75rem; border-block-start: 1px solid var(--rule); }

details > .scroll caption { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
details { margin-block: 0.5rem; }
summary { cursor: pointer; padding-block: 0.25rem; text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: 0.2em; text-decoration-color: var(--rule); }
summary:hover { text-decoration-color: currentColor; }
:focus-visible { outline: 2px solid var(--calm); outline-offset: 3px; }

.scroll { overflow-x: auto; margin-block: 1.25rem; }
table { border-collapse: collapse; inline-size: 100%; font-size: 0.9375rem; line-height: 1.45; }
caption { text-align: start; color: var(--quiet); padding-block-end: 0.5rem; }
th, td { text-align: start; vertical-align: top; padding: 0.5rem 1rem 0.5rem 0; border-block-start: 1px solid var(--rule); overflow-wrap: break-word; min-inline-size: 5rem; }
td:last-child { padding-inline-end: 0; }
thead th { font-weight: 400; color: var(--quiet); border: 0; }
tbody th { font-weight: 600; }
td p, td ul { margin: 0; }
td ul { padding-inline-start: 1rem; }
td code { display: inline-block; min-inline-size: 9rem; }
td details, td summary { margin: 0; padding: 0; }
.status:not(.parsed) { font-style: italic; }
.steps li { padding-inline-start: 0.35rem; margin-block-end: 0.6rem; }

@media (max-width: 36rem) {
  main { padding: 2rem 1.1rem 4rem; }
  .facts > div, .record > div { grid-template-columns: minmax(0, 1fr); gap: 0; }
  .finding { padding-inline-start: 0.9rem; }
  .alike { margin-inline-start: 0; }
}
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
@media print {
  :root { --paper: #fff; --ink: #000; --quiet: #444; --rule: #bbb; --wash: #f3f3f3; --grave: #8a1f2b; --warm: #8a5a00; --calm: #2d5a7b; --demo: #fff; --demo-ink: #000; }
  @page { margin: 22mm 18mm; }
  html { font-size: 10pt; }
  body { font-size: 1rem; }
  main { max-inline-size: none; padding: 0; }
  header { margin-block-end: 1.5rem; }
  section { padding-block: 1.25rem 0.75rem; }
  .demo { position: static; padding: 0 0 3mm; text-align: start; }
  .scroll { overflow: visible; }
  details::details-content { content-visibility: visible; block-size: auto; }
  summary { list-style: none; text-decoration: none; }
  h2, h3, h4, summary, .rating { break-after: avoid; }
  tr, .record > div, .facts > div:not(:has(.record)) { break-inside: avoid; }
  pre { border: 1px solid #bbb; background: none; }
}
`;

/** A demonstration says so on each sheet: at its head, and, for browsers that print no page margins, before each heading. */
export const DEMO_STYLE = `
@media print {
  @page { @top-left { content: "DEMO"; font: 600 10pt sans-serif; } @top-right { content: "DEMO"; font: 600 10pt sans-serif; } }
  h2::before, h3::before { content: "DEMO \\00b7\\00a0"; }
}
`;
