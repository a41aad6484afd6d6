/** JSON for a `<script type="application/ld+json">`: nothing in it can end the element or be taken for markup. */
export const safeJson = (value: object): string =>
  JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('>', '\\u003e')
    .replaceAll('&', '\\u0026')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')

export interface Crumb {
  readonly name: string
  /** Absent for the page itself. */
  readonly path?: string
}

/** The way to a page as schema.org says it. */
export const breadcrumbList = (crumbs: readonly Crumb[], absolute: (path: string) => string) => ({
  '@context': 'https://schema.org',
  '@type': 'BreadcrumbList',
  itemListElement: crumbs.map((crumb, i) => ({
    '@type': 'ListItem',
    position: i + 1,
    name: crumb.name,
    ...(crumb.path === undefined ? {} : { item: absolute(crumb.path) }),
  })),
})
