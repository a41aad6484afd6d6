import { refuse } from '#kernel/refusal.ts'
import type { Page } from '#platform/http/pages.ts'
import type { Deps } from '#platform/module/module.ts'
import { mappedInstruments, mappedPages, type MappedAddress, siteMapParts } from '../use-cases/site-map.ts'

const english = (path: string): string => (path === '/' ? '/en' : `/en${path}`)
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
const heading = '<?xml version="1.0" encoding="UTF-8"?>\n'
const namespace = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'

function addressOf(publicUrl: string, { path, changed }: MappedAddress): string {
  const [zh, en] = [escaped(publicUrl + path), escaped(publicUrl + english(path))]
  const alternates = `<xhtml:link rel="alternate" hreflang="zh-CN" href="${zh}"/><xhtml:link rel="alternate" hreflang="en" href="${en}"/>`
  const lastmod = changed === undefined ? '' : `<lastmod>${changed}</lastmod>`
  return [zh, en].map((loc) => `<url><loc>${loc}</loc>${lastmod}${alternates}</url>`).join('\n')
}

const xml = (text: string) => ({
  text: heading + text,
  mediaType: 'application/xml',
  cacheSeconds: 600,
  sameForAll: true,
})

const indexPage: Page<Deps> = {
  path: '/sitemap.xml',
  bilingual: false,
  async render(_call, deps) {
    const { publicUrl } = deps.config
    const parts = await siteMapParts(deps)
    const names = ['pages', ...Array.from({ length: parts }, (_, i) => `instruments-${i + 1}`)]
    const lines = names.map(
      (name) => `<sitemap><loc>${escaped(publicUrl)}/sitemaps/${name}.xml</loc></sitemap>`,
    )
    return xml(`<sitemapindex ${namespace}>\n${lines.join('\n')}\n</sitemapindex>\n`)
  },
}

const partPage: Page<Deps> = {
  path: '/sitemaps/:file',
  bilingual: false,
  async render({ params }, deps) {
    const [, pages, number] = /^(?:(pages)|instruments-([1-9]\d{0,3}))\.xml$/.exec(params['file'] ?? '') ?? []
    const addresses =
      pages !== undefined
        ? await mappedPages(deps)
        : number !== undefined
          ? await mappedInstruments(deps, Number(number))
          : []
    if (addresses.length === 0) return refuse('not_found', { code: 'not_found', subject: 'page' })
    const lines = addresses.map((address) => addressOf(deps.config.publicUrl, address))
    return xml(
      `<urlset ${namespace} xmlns:xhtml="http://www.w3.org/1999/xhtml">\n${lines.join('\n')}\n</urlset>\n`,
    )
  },
}

const robotsPage: Page<Deps> = {
  path: '/robots.txt',
  bilingual: false,
  render: (_call, deps) =>
    Promise.resolve({
      text: `User-agent: *\nDisallow: /app/\nDisallow: /api/\nDisallow: /*?*sort=\nDisallow: /*/contact\nSitemap: ${deps.config.publicUrl}/sitemap.xml\n`,
      mediaType: 'text/plain',
      cacheSeconds: 3_600,
      sameForAll: true,
    }),
}

/** What programs that read the site ask for first. */
export const siteMapPages: readonly Page<Deps>[] = [indexPage, partPage, robotsPage]
