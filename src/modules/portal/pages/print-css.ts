/** An instrument prints to one A4 page with a code that leads back to it. */
export const printCss = `
@media print {
  @page { size: A4; margin: 11mm; }
  :root, :root[data-theme='dark'] { color-scheme: light; --text: #000; --text-secondary: #333; --ground: #fff; --page: #fff; --line: #bbb; --primary: #000; }
  body { font-size: 8.5pt; line-height: 1.3; background: #fff; }
  .top nav, .tools, .crumbs, .foot p, .skip, .book, .similar, .filters, .sorts, .pages, [data-print], .search { display: none !important; }
  .top, .foot, .panel { border: 0; padding: 0; background: none; }
  .foot { border-top: 1px solid #bbb; padding-top: 6px; font-size: 8pt; }
  .panel { margin-bottom: 5px; break-inside: avoid; } .panel p, .hours, .tags { margin-bottom: 2px; }
  main { padding: 0; min-height: 0; }
  a { color: inherit; text-decoration: none; }
  h1 { font-size: 15pt; } h2 { font-size: 10pt; margin-bottom: 2px; } h3 { font-size: 9pt; margin: 0; }
  th, td { padding: 1px 8px 1px 0; } .quiet, .tags { font-size: 8pt; } .hours { gap: 0 24px; } .hours dd { font-size: 9pt; }
  .instrument { display: block; }
  .instrument .lead { grid-template-columns: 110px minmax(0, 1fr); gap: 12px; } .instrument .lead img { width: 110px; height: 110px; }
  .qr { display: block; float: right; width: 96px; margin-left: 12px; font-size: 7pt; text-align: center; } .qr img { width: 96px; height: 96px; }
}
`
