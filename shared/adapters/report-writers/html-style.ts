/**
 * Style of the findings page, for a screen and for A4. Text keeps a contrast of 7:1 or more, the tinted labels 4.5:1;
 * severity is told in words, colour only repeats it. System fonts: the page loads nothing.
 */
export const pageStyle = `
:root {
  color-scheme: light;
  --ink: #1b1f24; --quiet: #4b535d; --line: #d3d8de; --paper: #fff; --shade: #f5f7f9; --link: #0b4fa8;
  --reject: #8e1420; --mandatory: #99350b; --query: #6b4e00; --notice: #24507f; --accepted: #14602f;
  --reject-tint: #fbe3e4; --mandatory-tint: #fdeadd; --query-tint: #fdf3cf; --notice-tint: #e6f0fa; --accepted-tint: #e1f3e6;
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0; color: var(--ink); background: var(--paper);
  font-size: 16px; line-height: 1.6;
}
/* Zero specificity: a language sets the letters, code keeps its own. */
:where(:lang(zh)) { font-family: "Noto Sans SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "Source Han Sans SC", system-ui, sans-serif; }
:where(:lang(en)) { font-family: "Helvetica Neue", "Segoe UI", Arial, "Liberation Sans", "DejaVu Sans", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
.page { max-width: 74rem; margin: 0 auto; padding: 0 1.5rem 3rem; }
h1, h2, h3, h4 { line-height: 1.35; text-wrap: balance; }
h1 { font-size: 1.65rem; margin: .2rem 0 .4rem; overflow-wrap: anywhere; }
h2 { font-size: 1.25rem; margin: 2.4rem 0 .8rem; padding-bottom: .3rem; border-bottom: 2px solid var(--ink); }
h3 { font-size: 1.1rem; margin: 1.8rem 0 .8rem; }
h4 { font-size: 1rem; margin: 0; }
p { margin: 0 0 .6rem; max-width: 60rem; }
a { color: var(--link); text-underline-offset: .15em; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.second { color: var(--quiet); font-size: .86em; font-weight: 400; }
.quiet { color: var(--quiet); font-weight: 400; }
.skip { position: absolute; left: -100vw; padding: .5rem 1rem; background: var(--paper); }
.skip:focus { left: .5rem; top: .5rem; }
code, .raw { font-family: "Sarasa Mono SC", "Noto Sans Mono CJK SC", Menlo, Consolas, "Noto Sans CJK SC", monospace; font-size: .92em; }
.raw { white-space: pre-wrap; }
.eyebrow { margin: 2rem 0 0; color: var(--quiet); }
.verdict {
  display: flex; flex-wrap: wrap; gap: .8rem 3.5rem; align-items: flex-end;
  margin: 1.2rem 0 0; padding: 1.1rem 1.4rem; border: 1px solid var(--line); border-left: .5rem solid; border-radius: .3rem;
}
.verdict p { margin: 0; }
.verdict .says { font-size: 1.9rem; font-weight: 700; line-height: 1.25; }
.verdict.rejected { border-left-color: var(--reject); } .verdict.rejected .says { color: var(--reject); }
.verdict.needs-explanation { border-left-color: var(--query); }
.verdict.needs-explanation .says { color: var(--query); }
.verdict.accepted { border-left-color: var(--accepted); } .verdict.accepted .says { color: var(--accepted); }
.says .second { font-size: 1rem; color: var(--quiet); }
.counts { display: flex; flex-wrap: wrap; gap: .4rem 2.2rem; margin: 0; }
.counts dt { color: var(--quiet); font-size: .9rem; white-space: nowrap; } .counts dd { margin: 0; font-size: 1.5rem; font-weight: 700; line-height: 1.2; font-variant-numeric: tabular-nums; }
.counts div { display: flex; flex-direction: column-reverse; }
.counts .none dd { color: var(--quiet); font-weight: 400; }
ol.steps { margin: 0 0 .8rem; padding-left: 1.6rem; } ol.steps li, .notes { margin-bottom: .5rem; padding-left: .2rem; max-width: 60rem; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.5rem; margin: 0; }
.facts dt { color: var(--quiet); } .facts dd { margin: 0; overflow-wrap: anywhere; }
.tag { display: inline-block; padding: .05rem .55rem; border-radius: .25rem; border: 1px solid; font-size: .85rem; font-weight: 700; white-space: nowrap; }
.reject .tag { color: var(--reject); background: var(--reject-tint); } .mandatory .tag { color: var(--mandatory); background: var(--mandatory-tint); }
.query .tag { color: var(--query); background: var(--query-tint); } .notice .tag { color: var(--notice); background: var(--notice-tint); }
.tag .second { color: inherit; }
.tag.explained { color: var(--accepted); background: var(--accepted-tint); }
.rule { margin: 0 0 2rem; border-left: .3rem solid; padding-left: 1rem; }
.rule.reject { border-color: var(--reject); } .rule.mandatory { border-color: var(--mandatory); }
.rule.query { border-color: var(--query); } .rule.notice { border-color: var(--notice); }
.rule header { display: flex; flex-wrap: wrap; gap: .3rem .8rem; align-items: baseline; margin-bottom: .35rem; }
.fix { margin-bottom: .7rem; } .fix b { font-weight: 700; }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: .93rem; line-height: 1.5; }
th, td { text-align: left; vertical-align: top; padding: .45rem .7rem .45rem 0; overflow-wrap: anywhere; }
th:last-child, td:last-child { padding-right: 0; }
thead th { border-bottom: 1.5px solid var(--ink); font-size: .86rem; vertical-align: bottom; overflow-wrap: normal; }
tbody th { font-weight: 600; }
tbody td, tbody th { border-top: 1px solid var(--line); }
/* The message spans the cells of a finding: what it is taller than they are goes to the last of them. */
.finding tr:not(:last-child) { height: 1px; }
tbody tr.more td, tbody tr.more th { border-top: 1px dotted var(--line); }
.findings table { table-layout: fixed; min-width: 54rem; }
.findings .place { width: 18%; } .findings .head { width: 19%; } .findings .filed { width: 14%; } .findings .number { width: 10.5rem; }
.number code { user-select: all; white-space: nowrap; }
.compact { font-size: .84rem; line-height: 1.4; } .compact th, .compact td { padding-top: .2rem; padding-bottom: .2rem; }
.overview { max-width: 46rem; } .overview .n, .n { text-align: right; font-variant-numeric: tabular-nums; }
.overview .n { padding-right: 2rem; }
.skipped td:first-child { width: 45%; } .id { white-space: nowrap; margin-right: .6em; }
footer { margin-top: 3rem; padding-top: .6rem; border-top: 1px solid var(--line); color: var(--quiet); font-size: .88rem; }
@media (max-width: 44rem) {
  .page { padding: 0 1rem 2rem; } .facts { grid-template-columns: 1fr; } .facts dd { margin-bottom: .5rem; }
  .rule { padding-left: .7rem; }
}
@page { size: A4; margin: 15mm 13mm 16mm; @bottom-right { content: counter(page) " / " counter(pages); font-size: 8pt; color: #4b535d; } }
@media print {
  body { font-size: 9.5pt; line-height: 1.5; } .page { max-width: none; padding: 0; } .skip { display: none; }
  .eyebrow { margin-top: 0; } h1 { font-size: 15pt; } h2 { font-size: 12.5pt; margin-top: 7mm; } h3 { font-size: 11pt; } h4 { font-size: 10pt; }
  h2, h3, .rule header, .fix { break-after: avoid; } .verdict, ol.steps li, .facts, .rule header, .fix { break-inside: avoid; }
  table { font-size: 8.6pt; } .compact { font-size: 7.4pt; } th, td { padding: 1.2mm 2.2mm 1.2mm 0; }
  thead { display: table-header-group; } tr, tbody.finding { break-inside: avoid; }
  .scroll { overflow: visible; } .findings table { min-width: 0; } .findings .number { width: 30mm; } .compact .number { width: 26mm; } a { color: inherit; text-decoration: none; }
  .verdict, .tag, .rule { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
