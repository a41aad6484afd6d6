/** The page of free time. */
export const slotsCss = `
.wishes .fields { display: grid; grid-template-columns: repeat(auto-fill, minmax(170px, 1fr)); gap: 12px 16px; margin-bottom: 12px; }
.wishes label { display: flex; flex-direction: column; gap: 4px; font-size: var(--size-workbench); color: var(--text-secondary); min-width: 0; }
.wishes label input, .wishes label select { width: 100%; min-width: 0; height: 42px; font-size: 1rem; }
.wishes .words { grid-column: span 2; }
.wishes .check { flex-direction: row; align-items: center; align-self: end; min-height: 42px; } .wishes .check input { width: auto; height: auto; margin: 0 4px 0 0; }
.wishes summary { cursor: pointer; color: var(--primary); padding: 4px 0; margin-bottom: 8px; }
.quick ul { display: flex; flex-wrap: wrap; gap: 8px; margin-bottom: 16px; }
.quick a { display: inline-block; border: 1px solid var(--line); border-radius: 16px; padding: 4px 14px; text-decoration: none; background: var(--ground); }
.quick a[aria-current] { background: var(--primary); border-color: var(--primary); color: var(--on-primary); }
.slotrows > li { display: grid; grid-template-columns: 176px minmax(0, 1fr) auto; gap: 16px; align-items: center; padding: 16px; background: var(--ground); border: 1px solid var(--line); border-bottom-width: 0; }
.slotrows > li:last-child { border-bottom-width: 1px; border-radius: 0 0 var(--radius) var(--radius); } .slotrows > li:first-child { border-radius: var(--radius) var(--radius) 0 0; } .slotrows > li:only-child { border-radius: var(--radius); }
.slotrows .when { display: flex; flex-direction: column; align-self: start; margin: 0; border-inline-start: 3px solid var(--good); padding-inline-start: 12px; }
.slotrows .when .day, .slotrows .when strong { display: block; } .slotrows .when strong { font-size: 1.125rem; }
.slotrows h2 { font-size: 1.0625rem; margin: 0; } .slotrows h2 a { text-decoration: none; } .slotrows h2 a:hover { text-decoration: underline; }
.slotrows p { margin: 2px 0; } .slotrows .tags { margin: 4px 0; }
.slotrows .later { display: flex; flex-wrap: wrap; gap: 4px 14px; font-size: var(--size-workbench); }
.more { text-align: center; margin: 16px 0; } .slotrows + .quiet, .more + .quiet { margin-top: 12px; }
@media (max-width: 640px) {
  .wishes .fields { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .slotrows > li { grid-template-columns: minmax(0, 1fr); gap: 8px; padding: 12px; }
  .slotrows .button { text-align: center; }
}
`
