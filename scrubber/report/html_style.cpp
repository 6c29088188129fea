// The style sheet of reports and of the rule catalogue: system fonts, no images, nothing to load. Severity is a word in
// a badge of its own shape of border, so colour is never alone.
#include "scrubber/report/html_page.hpp"

namespace orthoscrub::scrub {

std::string_view page_style() noexcept {
    return R"css(
:root {
  --paper: #ffffff; --ground: #f3f5f7; --ink: #1a2027; --quiet: #4d5864; --rule: #c9d0d8; --edge: #6b7682;
  --link: #0a4f94; --focus: #0a4f94;
  --stop: #9e1b1b; --stop-ink: #ffffff; --fix: #0f5a3c; --fix-ink: #ffffff;
  --check: #ffe08a; --check-ink: #3b2c00; --note: #dfe5ec; --note-ink: #26313c;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #1b2128; --ground: #12171c; --ink: #e8ecf0; --quiet: #b3bdc7; --rule: #38424d; --edge: #8794a1;
    --link: #8ec5ff; --focus: #8ec5ff;
    --stop: #ff9d94; --stop-ink: #2b0503; --fix: #8fdcb6; --fix-ink: #03251a;
    --check: #ffd666; --check-ink: #2b2000; --note: #3a4652; --note-ink: #eef2f6;
  }
}
* { box-sizing: border-box; }
html { font: 100%/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--ground); color: var(--ink); overflow-wrap: anywhere; }
.page { max-width: 68rem; margin: 0 auto; padding: 1.5rem 1.25rem 3rem; }
h1, h2, h3, h4, p, ol, ul, dl, dd, table { margin: 0; }
h1 { font-size: 1.5rem; line-height: 1.25; }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 2.25rem 0 .75rem; }
h3 { font-size: 1.0625rem; line-height: 1.35; }
h4 { font-size: 1rem; line-height: 1.4; }
p + p { margin-top: .5rem; }
a { color: var(--link); text-underline-offset: .15em; }
code { font: .9375em/1.4 ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 3px; }
.quiet { color: var(--quiet); }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--paper); padding: .5rem 1rem; z-index: 1; }
.panel { background: var(--paper); border: 1px solid var(--rule); border-radius: 8px; padding: 1.25rem; }
.stake { display: grid; gap: 1.25rem; grid-template-columns: minmax(min-content, 1fr) 2fr; align-items: center; margin-top: 1.25rem; }
.stake h2 { margin: 0; font-size: 1rem; color: var(--quiet); font-weight: 600; }
.sum { font-size: 2.75rem; line-height: 1.15; font-weight: 700; letter-spacing: -.02em; font-variant-numeric: tabular-nums; white-space: nowrap; }
.tiles { display: grid; grid-template-columns: repeat(4, 1fr); gap: .75rem; list-style: none; padding: 0; }
.tiles li { border-left: 1px solid var(--rule); padding-left: .875rem; }
.tiles strong { display: block; font-size: 1.5rem; line-height: 1.3; font-variant-numeric: tabular-nums; }
.tiles small { display: block; font-size: .875rem; line-height: 1.35; color: var(--quiet); }
.word { display: inline-block; min-width: 4.4rem; padding: .0625rem .5rem; border-radius: 4px; border: 2px solid transparent;
  text-align: center; font-size: .8125rem; font-weight: 700; letter-spacing: .05em; white-space: nowrap; }
.word.stop { background: var(--stop); color: var(--stop-ink); }
.word.fix { background: var(--fix); color: var(--fix-ink); }
.word.check { background: var(--check); color: var(--check-ink); border-color: var(--edge); }
.word.note { background: var(--note); color: var(--note-ink); border: 2px dashed var(--edge); }
.scroll { overflow-x: auto; background: var(--paper); border: 1px solid var(--rule); border-radius: 8px; }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; }
caption { text-align: left; padding: .75rem 1rem; color: var(--quiet); }
th, td { text-align: left; vertical-align: top; padding: .5625rem 1rem; border-top: 1px solid var(--rule); }
thead th { border-top: 0; font-size: .875rem; color: var(--quiet); vertical-align: bottom; }
caption + thead th { border-top: 1px solid var(--rule); }
tbody th { font-weight: 400; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
th button { all: unset; cursor: pointer; min-height: 24px; display: inline-flex; align-items: center; gap: .25rem;
  text-decoration: underline dotted; text-underline-offset: .2em; }
th button:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 3px; }
td a, .toc a { display: inline-block; min-height: 24px; }
form.filter { display: flex; flex-wrap: wrap; gap: .75rem 1.5rem; align-items: end; margin-bottom: 1rem; }
form.filter[hidden] { display: none; }
form.filter fieldset { border: 0; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: .25rem 1rem; }
form.filter legend, form.filter .label { padding: 0; font-size: .875rem; font-weight: 600; display: block; }
form.filter label.tick { display: inline-flex; align-items: center; gap: .375rem; min-height: 2.25rem; }
input, select, form.filter button { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--edge);
  border-radius: 6px; padding: .375rem .625rem; min-height: 2.25rem; max-width: 100%; }
::placeholder { color: var(--quiet); opacity: 1; }
form.filter button { cursor: pointer; }
input[type=checkbox] { min-height: 0; width: 1.25rem; height: 1.25rem; margin: 0; accent-color: var(--link); }
input[type=search] { width: 17rem; }
.group { background: var(--paper); border: 1px solid var(--rule); border-radius: 8px; margin-top: .75rem; }
.group > summary { cursor: pointer; padding: .875rem 1.25rem; display: grid; grid-template-columns: 4.75rem 1fr auto 1rem;
  gap: .25rem .75rem; align-items: baseline; list-style: none; border-radius: 8px; }
.group > summary::-webkit-details-marker { display: none; }
.group > summary::after { content: ""; width: .5rem; height: .5rem; border: solid var(--edge); border-width: 0 2px 2px 0;
  transform: rotate(45deg) translate(-3px, -3px); justify-self: center; }
.group[open] > summary::after { transform: rotate(225deg) translate(-2px, -2px); }
.group > summary:hover h3 { text-decoration: underline; }
.facts { color: var(--quiet); font-variant-numeric: tabular-nums; text-align: right; }
.facts b { color: var(--ink); }
.because { padding: .75rem 1.25rem; font-size: .9375rem; border-top: 1px solid var(--rule); }
.one-file .of { display: none; }
.pairs > div { display: grid; grid-template-columns: 9rem 1fr; gap: 0 .75rem; padding: .1875rem 0; }
.pairs dt { color: var(--quiet); font-weight: 600; }
.pairs dd + dd { grid-column: 2; }
.cards { list-style: none; padding: 0; }
.card { border-top: 1px solid var(--rule); padding: 1rem 1.25rem; }
.card .top { display: flex; flex-wrap: wrap; gap: 0 1rem; align-items: baseline; }
.card .item { font-variant-numeric: tabular-nums; color: var(--quiet); }
.card .amount { margin-left: auto; font-variant-numeric: tabular-nums; font-weight: 600; }
.card .wrong { margin: .375rem 0; font-size: 1.0625rem; }
.card .box { font-weight: 700; }
.none { padding: 1.25rem; }
footer { margin-top: 2.5rem; padding-top: 1rem; border-top: 1px solid var(--rule); font-size: .875rem; color: var(--quiet); }
.toc { columns: 18rem; padding-left: 1.25rem; }
.toc li { break-inside: avoid; }
.rule { background: var(--paper); border: 1px solid var(--rule); border-radius: 8px; padding: 1.25rem; margin-top: .75rem; }
.rule h3 { margin-bottom: .5rem; }
.rule dl { margin-top: .5rem; }
.pairs dd .word { margin: 1px .25rem 1px 0; }
.rule ul { padding-left: 1.1rem; }
pre { margin: .5rem 0 0; padding: .75rem 1rem; overflow-x: auto; background: var(--ground); border: 1px solid var(--rule);
  border-radius: 6px; white-space: pre-wrap; font: .875rem/1.5 ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; }
@media screen { .card { content-visibility: auto; contain-intrinsic-size: auto 11rem; } }
@media screen and (max-width: 48rem) {
  .page { padding: 1rem .75rem 2rem; }
  .stake { grid-template-columns: 1fr; }
  .sum { font-size: 2.25rem; }
  .tiles { grid-template-columns: 1fr 1fr; }
  .panel, .card, .because, .rule { padding-left: .875rem; padding-right: .875rem; }
  .group > summary { grid-template-columns: 4.75rem 1fr 1rem; padding: .75rem .875rem; }
  .group > summary .facts { grid-row: 2; grid-column: 2; text-align: left; }
  .group > summary::after { grid-row: 1; grid-column: 3; }
  .pairs > div { grid-template-columns: 1fr; padding: .25rem 0; }
  .pairs dd + dd { grid-column: 1; }
  .card .amount { margin-left: 0; }
  input[type=search] { width: 100%; }
  table.stack thead { position: absolute; left: -100rem; }
  table.stack, table.stack tbody, table.stack caption { display: block; }
  table.stack tr { display: block; border-top: 1px solid var(--rule); padding: .5rem 0; }
  table.stack th, table.stack td { display: block; border: 0; padding: .125rem .875rem; text-align: left; white-space: normal; }
  table.stack td.number { display: inline-block; padding-right: 0; }
  table.stack [data-label]::before { content: attr(data-label) ": "; color: var(--quiet); }
}
@media (prefers-reduced-motion: no-preference) { .group > summary::after { transition: transform .15s; } }
@media (forced-colors: active) { .word { border: 2px solid CanvasText; } }
@media print {
  :root { --paper: #ffffff; --ground: #ffffff; --ink: #000000; --quiet: #3d3d3d; --rule: #b0b0b0; --edge: #606060; --link: #000000;
    --stop: #ffffff; --stop-ink: #000000; --fix: #ffffff; --fix-ink: #000000; --check: #ffffff; --check-ink: #000000;
    --note: #ffffff; --note-ink: #000000; }
  @page { margin: 16mm 14mm; }
  html { font-size: 10pt; }
  .sum { font-size: 20pt; }
  th button { text-decoration: none; }
  .page { max-width: none; padding: 0; }
  .filter, .skip, .group > summary::after { display: none !important; }
  .word { border: 1.5pt solid #000000 !important; }
  .word.note { border-style: dashed !important; }
  .card, .tiles li, tr, .because { break-inside: avoid; }
  h2, h3, .group > summary { break-after: avoid; }
  .panel, .group, .scroll, .rule { border-radius: 0; }
  .rule a[href^=http]::after { content: " (" attr(href) ")"; }
  details::details-content { display: block; content-visibility: visible; height: auto; }
}
)css";
}

}  // namespace orthoscrub::scrub
