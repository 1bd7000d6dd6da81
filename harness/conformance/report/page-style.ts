/** The style of the report's page: a table first, ink on paper, dark where the reader's system is dark. */
import { Markup } from './markup.ts';

export const pageStyle = new Markup(`
:root { color-scheme: light dark; --ink: #1d2430; --paper: #fbfbf9; --card: #ffffff; --line: #dfe2e7; --soft: #6b7482;
  --ok: #2c7a4b; --okFill: #def2e5; --violation: #b7281e; --violationFill: #fbe3e0; --unknown: #8a6100; --unknownFill: #faeecb;
  --vacuous: #7a3fae; --vacuousFill: #f0e4fa; --bar: #7aa7d6; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e8ee; --paper: #15181d; --card: #1b1f26; --line: #323842; --soft: #98a2b0;
  --ok: #7fd3a0; --okFill: #173326; --violation: #ff8d80; --violationFill: #44201d; --unknown: #e8c260; --unknownFill: #3a3016;
  --vacuous: #c9a0f2; --vacuousFill: #33224a; --bar: #41699a; } }
* { box-sizing: border-box; }
body { margin: 0; font: 15px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif; color: var(--ink); background: var(--paper); }
header, main { max-width: 84rem; margin: 0 auto; padding: 1.25rem 1.5rem; }
header p, small { color: var(--soft); font-weight: 400; }
h1 { font-size: 1.6rem; margin: 0; } h2 { font-size: 1.3rem; margin: 0 0 .5rem; } h3 { font-size: 1.02rem; margin: 1.6rem 0 .5rem; }
h4 { margin: 0 0 .25rem; font-size: .85rem; color: var(--soft); font-weight: 600; }
section { margin: 2rem 0; padding: 1.25rem 1.5rem; background: var(--card); border: 1px solid var(--line); border-radius: 12px; }
code, pre, .names, .bars th { font-family: ui-monospace, SFMono-Regular, Menlo, "DejaVu Sans Mono", monospace; font-size: .86em; }
table { border-collapse: collapse; width: 100%; } th { text-align: left; font-weight: 600; }
td, th { padding: .3rem .8rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
thead th { color: var(--soft); font-size: .85rem; } .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.names { color: var(--soft); } .scroll { overflow-x: auto; }
.tall { max-height: 44rem; overflow: auto; border: 1px solid var(--line); border-radius: 8px; padding: .5rem; background: var(--paper); }
.badge { font-size: .8rem; font-weight: 700; padding: .12rem .6rem; border-radius: 999px; vertical-align: middle; }
.ok { color: var(--ok); background: var(--okFill); } .violation { color: var(--violation); background: var(--violationFill); }
.unknown { color: var(--unknown); background: var(--unknownFill); } .vacuous { color: var(--vacuous); background: var(--vacuousFill); }
tr.bad td:first-child { box-shadow: inset 3px 0 var(--violation); padding-left: .6rem; } tr.bad strong { color: var(--violation); }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(24rem, 100%), 1fr)); gap: 2rem; }
.bars th { width: 1%; white-space: nowrap; font-weight: 400; } .bars td { border: 0; padding: .15rem .6rem .15rem 0; } .bars th { border: 0; padding: .15rem .8rem .15rem 0; }
.bars td.number { width: 1%; } .bar { display: block; height: .8rem; margin-top: .3rem; border-radius: 3px; background: var(--bar); min-width: 1px; }
tr.never th, tr.never td { color: var(--vacuous); } .short { color: var(--vacuous); margin: .25rem 0; }
.failure { border: 1px solid var(--violation); border-radius: 10px; padding: .9rem 1.1rem; margin: 1rem 0; }
.failure h3 { margin-top: 0; color: var(--violation); } .guilty { background: var(--violationFill); padding: .5rem .8rem; border-radius: 6px; }
.again code { background: var(--violationFill); padding: .15rem .5rem; border-radius: 5px; }
pre { overflow-x: auto; padding: .9rem; border: 1px solid var(--line); border-radius: 8px; line-height: 1.45; background: var(--paper); }
iframe { width: 100%; height: 32rem; border: 1px solid var(--line); border-radius: 8px; margin-top: .75rem; }
.overview td:first-child { white-space: nowrap; } a { color: inherit; text-decoration-color: var(--bar); text-underline-offset: 3px; } .failure h3, .again { overflow-wrap: anywhere; }
@media (max-width: 40rem) { header, main { padding: .9rem; } section, .failure { padding: .8rem; } pre { padding: .6rem; font-size: .72rem; }
  .scroll > table { min-width: 44rem; } .bars th { white-space: normal; } }
summary { cursor: pointer; color: var(--soft); } details { margin: .4rem 0; }
`);
