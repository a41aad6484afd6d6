/** Home, results, instrument, unit and the rest. */
export const pageCss = `
.hero { background: var(--ground); border-bottom: 1px solid var(--line); margin: -20px 0 24px; padding: 48px 0 40px; }
.hero h1 { max-width: 30em; margin-bottom: 20px; } .hero h1 span { display: inline-block; white-space: pre-wrap; }
.hero .note { max-width: 720px; margin-bottom: 0; }
.examples { display: flex; flex-wrap: wrap; gap: 4px 16px; margin-top: 12px; color: var(--text-secondary); }
.slots { display: grid; grid-template-columns: repeat(auto-fill, minmax(260px, 1fr)); gap: 12px; }
.slots li { border: 1px solid var(--line); border-radius: var(--radius); padding: 12px 16px; }
.slots time { display: block; font-weight: 600; }
.slots a { display: block; }
.two { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 16px; align-items: start; }
.tiles { display: grid; grid-template-columns: repeat(9, minmax(0, 1fr)); gap: 6px; }
.tiles li { grid-row: var(--row); grid-column: var(--column); }
.tiles a { display: flex; flex-direction: column; justify-content: center; align-items: center; aspect-ratio: 1; border-radius: var(--radius); text-decoration: none; color: var(--text); font-size: var(--size-caption); line-height: 1.3; text-align: center; border: 1px solid var(--line); overflow-wrap: normal; }
.tiles strong { font-size: var(--size-workbench); }
.tiles a:hover { outline: 2px solid var(--primary); outline-offset: 1px; color: var(--text); }
.tiles .s0 { background: var(--shade-0); } .tiles .s1 { background: var(--shade-1); } .tiles .s2 { background: var(--shade-2); }
.tiles .s3 { background: var(--shade-3); } .tiles .s4 { background: var(--shade-4); }
.tiles .s3, .tiles .s4, .tiles .s3:hover, .tiles .s4:hover { color: var(--tile-turn); }
.figures { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 16px; }
.figures div { border-inline-start: 3px solid var(--primary); padding-inline-start: 12px; display: flex; flex-direction: column; }
.figures dt { order: 2; } .figures dd { margin: 0; }
.figures .value { font-size: var(--size-title); line-height: 1.2; font-weight: 600; }
.figures + p { margin: 16px 0 0; }
.figures .quiet { order: 3; font-size: var(--size-caption); }
.notices li { display: flex; flex-wrap: wrap; gap: 4px 16px; padding: 8px 0; border-bottom: 1px solid var(--line); }
.notices li:last-child { border: 0; }
.notices a { flex: 1 1 16em; }
.notices time { color: var(--text-secondary); font-size: var(--size-workbench); }
.results { display: grid; grid-template-columns: 264px minmax(0, 1fr); gap: 24px; align-items: start; margin-top: 16px; }
.results > .list { grid-column: 2; grid-row: 1; } .results > .filters { grid-column: 1; grid-row: 1; }
.tofilters { display: none; }
.filters { font-size: var(--size-workbench); }
.filters section { border-bottom: 1px solid var(--line); padding: 12px 0; }
.filters h2 { font-size: 1rem; margin: 0 0 4px; }
.filters li { display: flex; justify-content: space-between; gap: 8px; }
.filters li a { color: var(--text); text-decoration: none; flex: 1; padding: 3px 0; }
.filters li a:hover { color: var(--primary); text-decoration: underline; }
.filters li[data-on] a { color: var(--primary); font-weight: 600; }
.filters li[data-on] a::before { content: '✓ '; }
.filters .level1 { padding-inline-start: 14px; } .filters .level2 { padding-inline-start: 28px; }
.filters details > summary { cursor: pointer; color: var(--primary); padding: 3px 0; }
.filters form { display: flex; flex-wrap: wrap; gap: 4px; align-items: center; margin-top: 8px; }
.filters input { width: 5.5em; padding: 4px 8px; }
.filters form button { padding: 4px 10px; }
.chosen { display: flex; flex-wrap: wrap; gap: 8px; margin: 12px 0 0; font-size: var(--size-workbench); }
.chosen a { border: 1px solid var(--primary); border-radius: var(--radius); padding: 2px 10px; text-decoration: none; background: var(--primary-pale); }
.listhead { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 8px 16px; align-items: baseline; margin-bottom: 8px; }
.sorts { display: flex; flex-wrap: wrap; gap: 4px 14px; font-size: var(--size-workbench); }
.sorts [aria-current] { color: var(--text); font-weight: 600; }
.rows > li { display: grid; grid-template-columns: 96px minmax(0, 1fr) auto; gap: 16px; padding: 16px; background: var(--ground); border: 1px solid var(--line); border-bottom-width: 0; }
.rows > li:first-child { border-radius: var(--radius) var(--radius) 0 0; } .rows > li:last-child { border-bottom-width: 1px; border-radius: 0 0 var(--radius) var(--radius); }
.rows > li:only-child { border-radius: var(--radius); }
.rows img { width: 96px; height: 96px; object-fit: cover; border-radius: var(--radius); display: block; }
.rows h2, .rows h3 { font-size: 1.0625rem; margin: 0; }
.rows h2 a, .rows h3 a { text-decoration: none; } .rows h2 a:hover, .rows h3 a:hover { text-decoration: underline; }
.rows p { margin: 2px 0; }
.rows .does { display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; overflow: hidden; }
.rows .act { font-size: var(--size-workbench); width: 232px; display: flex; flex-direction: column; gap: 8px; align-items: flex-start; justify-content: space-between; }
.rows .act p { margin: 0; } .rows .next { color: var(--good); }
.rows .price { color: var(--text-secondary); font-size: var(--size-workbench); }
.nothing li { padding: 4px 0; }
.instrument { display: grid; grid-template-columns: minmax(0, 1fr) 320px; gap: 0 24px; align-items: start; }
.instrument > .lead, .instrument > .rest { grid-column: 1; } .instrument > .book { grid-column: 2; grid-row: 1 / span 2; }
.instrument .lead { display: grid; grid-template-columns: 200px minmax(0, 1fr); gap: 24px; }
.instrument .lead img { width: 200px; height: 200px; object-fit: cover; border-radius: var(--radius); border: 1px solid var(--line); }
.book { position: sticky; top: 16px; border-top: 3px solid var(--accent); }
.book .button { display: block; text-align: center; margin-top: 12px; }
.book ul { margin: 8px 0; } .book li { padding: 4px 0; border-bottom: 1px solid var(--line); }
.keys th { width: 10em; } .lead .tags { margin-bottom: 12px; }
.qr { display: none; }
.inline { display: flex; flex-wrap: wrap; gap: 4px 16px; margin: 4px 0 8px; }
.hours { display: flex; flex-wrap: wrap; gap: 16px 32px; } .hours div { display: flex; flex-direction: column-reverse; } .hours { margin-bottom: 16px; } .hours dd { font-size: var(--size-heading); font-weight: 600; }
.accounts code { background: var(--primary-pale); border-radius: 3px; padding: 2px 6px; user-select: all; }
.message { text-align: center; padding: 64px 16px; } .message .code { font-size: 4rem; font-weight: 700; color: var(--primary); line-height: 1; }
.message .search { margin: 20px auto; }
.note { border-inline-start: 3px solid var(--attention); background: var(--attention-pale); padding: 8px 16px; border-radius: 0 var(--radius) var(--radius) 0; }
.files li { padding: 4px 0; }
@media (max-width: 1000px) { .results > .list, .results > .filters { grid-column: auto; grid-row: auto; } .tofilters { display: inline-block; } .results, .instrument, .two { grid-template-columns: minmax(0, 1fr); } .instrument > .book { position: static; grid-column: 1; grid-row: auto; } }
@media (max-width: 640px) {
  .hero { padding: 28px 0 24px; }
  .hero h1 { font-size: 1.25rem; }
  .tiles { grid-template-columns: repeat(3, minmax(0, 1fr)); }
  .tiles li { grid-row: auto; grid-column: auto; }
  .tiles a { aspect-ratio: auto; padding: 8px 4px; }
  .rows > li { grid-template-columns: 64px minmax(0, 1fr); gap: 12px; padding: 12px; }
  .rows img { width: 64px; height: 64px; }
  .rows .act { grid-column: 1 / -1; flex-direction: row; width: 100%; align-items: center; }
  .units .side { display: none; } .units th { white-space: normal; } .units td:nth-child(3) { white-space: nowrap; }
  .instrument .lead { grid-template-columns: minmax(0, 1fr); }
  .instrument .lead img { width: 120px; height: 120px; }
  .keys th { white-space: normal; width: 7em; }
  .accounts, .accounts tbody, .accounts tr, .accounts td, .accounts th { display: block; } .accounts thead { display: none; } .accounts tr { border-bottom: 1px solid var(--line); padding: 8px 0; } .accounts td, .accounts th { border: 0; padding: 2px 0; }
}
`
