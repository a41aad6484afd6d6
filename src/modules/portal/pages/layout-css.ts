/** Frame, type, forms and buttons of the public pages. */
export const layoutCss = `
*, *::before, *::after { box-sizing: border-box; }
body { margin: 0; font-size: 1rem; line-height: 1.6; color: var(--text); background: var(--page); font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
h1 { font-size: var(--size-title); line-height: 1.3; margin: 0 0 8px; text-wrap: balance; }
h2 { font-size: var(--size-heading); line-height: 1.3; margin: 0 0 12px; }
h3 { font-size: 1rem; margin: 0 0 8px; }
p { margin: 0 0 12px; }
ul, ol, dl, dd { margin: 0; padding: 0; }
ul, ol { list-style: none; }
a { color: var(--primary); text-underline-offset: 3px; }
a:hover { color: var(--primary-hover); }
img { max-width: 100%; }
mark { background: var(--attention-pale); color: inherit; border-radius: 2px; box-shadow: 0 0 0 1px var(--attention-pale); font-weight: 600; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
main:focus { outline: none; }
.wide { width: min(1200px, 100% - 32px); margin-inline: auto; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: 16px; top: -64px; background: var(--ground); padding: 8px 16px; z-index: 10; }
.skip:focus { top: 8px; }
.quiet { color: var(--text-secondary); font-size: var(--size-workbench); }
.panel { background: var(--ground); border: 1px solid var(--line); border-radius: var(--radius); padding: 20px 24px; margin-bottom: 16px; }
.top { background: var(--ground); border-bottom: 1px solid var(--line); }
.top .wide { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 24px; padding: 12px 0; }
.mark { display: flex; align-items: center; gap: 8px; font-weight: 600; color: var(--text); text-decoration: none; }
.mark img { display: block; flex: none; }
.top nav { flex: 1; }
.top nav ul { display: flex; flex-wrap: wrap; gap: 4px 20px; }
.top nav a { color: var(--text); text-decoration: none; padding: 4px 0; display: inline-block; }
.top nav a:hover { color: var(--primary); }
.top nav a[aria-current] { color: var(--primary); box-shadow: inset 0 -2px var(--primary); }
.tools { display: flex; align-items: center; gap: 12px; }
.tools button { border: 1px solid var(--line); background: var(--ground); color: var(--text); border-radius: var(--radius); min-width: 32px; height: 32px; padding: 0 8px; font: inherit; font-size: var(--size-workbench); cursor: pointer; }
.tools button[aria-pressed='true'] { background: var(--primary-pale); border-color: var(--primary); }
.sizes:not([hidden]) { display: inline-flex; gap: 4px; }
.button, button.accent, button.plain { display: inline-block; border: 1px solid var(--primary); border-radius: var(--radius); padding: 6px 16px; color: var(--primary); background: var(--ground); text-decoration: none; font: inherit; line-height: 1.5; cursor: pointer; white-space: nowrap; }
.button:hover, button.plain:hover { background: var(--primary-pale); color: var(--primary-hover); }
button.accent, a.button.accent { background: var(--accent); border-color: var(--accent); color: var(--on-primary); font-weight: 600; }
button.accent:hover, a.button.accent:hover { background: var(--accent); color: var(--on-primary); filter: brightness(0.93); }
.search { display: flex; gap: 8px; max-width: 720px; }
.search input[type='search'] { flex: 1; min-width: 0; }
.search.large input[type='search'], .search.large button { font-size: 1.125rem; padding-block: 12px; }
.search button { white-space: nowrap; }
input, select { font: inherit; color: var(--text); background: var(--ground); border: 1px solid var(--placeholder); border-radius: var(--radius); padding: 8px 12px; max-width: 100%; }
input::placeholder { color: var(--placeholder); opacity: 1; }
.crumbs { padding-top: 12px; font-size: var(--size-workbench); }
.crumbs ol { display: flex; flex-wrap: wrap; gap: 4px; color: var(--text-secondary); }
.crumbs li + li::before { content: '/'; margin-inline: 4px 8px; color: var(--placeholder); }
main { display: block; padding: 20px 0 48px; min-height: 60vh; }
.foot { background: var(--ground); border-top: 1px solid var(--line); padding: 24px 0; font-size: var(--size-workbench); color: var(--text-secondary); }
.foot dl { display: flex; flex-wrap: wrap; gap: 4px 24px; margin-bottom: 12px; }
.foot dl div { display: flex; gap: 4px; }
.foot dt::after { content: var(--colon, ':'); }
.foot dd { color: var(--text); }
.foot p { display: flex; gap: 20px; margin: 0; }
html[lang='zh-CN'] { --colon: '：'; }
.tags { display: flex; flex-wrap: wrap; gap: 4px 8px; font-size: var(--size-workbench); }
.tags li { border: 1px solid var(--line); border-radius: var(--radius); padding: 0 8px; color: var(--text-secondary); }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: start; padding: 8px 12px 8px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th { font-weight: 400; color: var(--text-secondary); white-space: nowrap; }
td.figure, th.figure { text-align: end; }
.prose { max-width: 720px; }
.prose p { white-space: pre-line; }
.pages { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 16px; }
.pages a, .pages span { min-width: 36px; text-align: center; padding: 4px 8px; border: 1px solid var(--line); border-radius: var(--radius); text-decoration: none; background: var(--ground); }
.pages span[aria-current] { background: var(--primary); color: var(--on-primary); border-color: var(--primary); }
.pages .gap { border: 0; background: none; }
@media (prefers-reduced-motion: no-preference) { a, button { transition: background-color 120ms, color 120ms; } }
@media (max-width: 640px) {
  .panel { padding: 16px; }
  .top .wide { gap: 4px 12px; }
  .top nav { order: 3; flex-basis: 100%; }
  .tools { margin-left: auto; gap: 8px; }
  .sizes:not([hidden]) { display: none; }
  .mark span { max-width: 13em; line-height: 1.3; font-size: var(--size-workbench); } html[lang='en'] .mark span { font-size: 0.75rem; }
  thead th { white-space: normal; overflow-wrap: normal; }
  .tools .button { padding: 4px 10px; }
}
`
