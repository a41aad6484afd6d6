import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rebuildCatalogue } from '#modules/catalogue/index.ts'
import { inTransaction } from '#platform/db/connect.ts'
import { type TestApplication, testApplication } from '../../../../tests/support/application.ts'
import { acceptedExample, exampleReference, exampleUnit } from '../../../../tests/support/catalogue.ts'

let app: TestApplication
let unitId: number
let id: number
let hostile: number
const nasty = `</script><script>alert(1)</script>"'<img src=x onerror=alert(1)>&amp;`

beforeAll(async () => {
  app = await testApplication()
  await exampleReference(app)
  unitId = await exampleUnit(app)
  id = await acceptedExample(app, unitId)
  hostile = await acceptedExample(app, unitId, {
    cname: nasty,
    ename: nasty,
    instrVersion: nasty,
    function: nasty,
    requirement: nasty,
    fee: nasty,
    contact: nasty,
  })
  for (let i = 0; i < 25; i++)
    await acceptedExample(app, unitId, {
      cname: `气相色谱仪${i}`,
      instrCategory: '010401',
      instrVersion: `GC-${i}`,
      city: '深圳市',
    })
  await inTransaction(app.deps.db, (tx) => rebuildCatalogue(tx))
  await app.database.sql`insert into notice (title, title_en, body, source, published_at, valid_until) values
    ('关于开展考核的通知', 'Notice of the assessment', ${'第一段\n\n第二段<b>'}, '科技厅', '2026-11-01', null),
    ('过期通知', '', '旧', '', '2025-01-01', '2025-02-01'), ('未来通知', '', '新', '', '2027-01-01', null)`
  await app.database.sql`insert into site_setting (key, value) values
    ('site', '{"name":{"zh":"共享平台（示例）","en":"Example platform"},"host":{"zh":"科技厅","en":"Department"},"records":{"icp":"ICP 1"}}'),
    ('demonstration', '{"enabled":true,"password":"example-word"}'),
    ('demonstration_accounts', '[{"login":"student","displayName":"示例","role":{"zh":"用户","en":"User"},"unitName":"","whatToTry":{"zh":"预约","en":"Book"}}]')`
})
afterAll(() => app.close())

const page = async (url: string) => {
  const answer = await app.server.inject({ url, headers: { accept: 'text/html' } })
  return { status: answer.statusCode, html: answer.body, headers: answer.headers }
}
const one = (html: string, pattern: RegExp): string => pattern.exec(html)?.[1] ?? ''
const titleOf = (html: string) => one(html, /<title>(.*?)<\/title>/)
const canonicalOf = (html: string) => one(html, /<link rel="canonical" href="(.*?)"/)
const jsonLd = (html: string): Record<string, unknown>[] =>
  [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)].map(
    (match) => JSON.parse(match[1] ?? '') as Record<string, unknown>,
  )
const site = 'http://127.0.0.1:8080'

describe('A public page', () => {
  const pages = () => [
    ['/', '共享平台（示例）', '/'],
    ['/instruments', '全部开放仪器 · 共享平台（示例）', '/instruments'],
    ['/instruments?city=440300&sort=name', '深圳市的开放仪器 · 共享平台（示例）', '/instruments?city=440300'],
    ['/instruments?page=2&nonsense=1', '全部开放仪器 · 共享平台（示例）', '/instruments?page=2'],
    [
      `/instruments/${id}`,
      '场发射扫描电子显微镜 JSM-7800F · 示范理工大学 · 共享平台（示例）',
      `/instruments/${id}`,
    ],
    ['/units', '开放单位 · 共享平台（示例）', '/units'],
    [`/units/${unitId}`, '示范理工大学 · 共享平台（示例）', `/units/${unitId}`],
    ['/notices', '通知公告 · 共享平台（示例）', '/notices'],
    ['/notices/1', '关于开展考核的通知 · 共享平台（示例）', '/notices/1'],
    ['/help', '使用帮助 · 共享平台（示例）', '/help'],
    ['/demo', '试用账号 · 共享平台（示例）', '/demo'],
  ]

  test('has its title, its one address, both languages and no script of its own', async () => {
    for (const [url, title, canonical] of pages()) {
      const { status, html } = await page(url ?? '')
      expect([url, status, titleOf(html), canonicalOf(html)]).toEqual([
        url,
        200,
        title,
        `${site}${canonical}`,
      ])
      expect(html).toContain('hrefLang="en"')
      const scripts = [...html.matchAll(/<script(.*?)>/g)].map((match) => match[1] ?? '')
      for (const script of scripts)
        expect(script).toMatch(/type="application\/ld\+json"|src="\/assets\/public\.js/)
      expect(html).not.toMatch(/ on[a-z]+="/)
      expect(jsonLd(html).every((data) => data['@context'] === 'https://schema.org')).toBe(true)
      expect(html.match(/<h1/g)).toHaveLength(1)
    }
  })

  test('has English words in English and no Chinese ones of its own', async () => {
    for (const [url] of pages()) {
      const { status, html } = await page(url === '/' ? '/en' : `/en${url ?? ''}`)
      expect(status).toBe(200)
      expect(html).toContain('<html lang="en">')
      const own = html
        .replaceAll(/<script.*?<\/script>/gs, '')
        .replaceAll(/<([a-z0-9]+)[^>]* lang="zh-CN"[^>]*>.*?<\/\1>/gs, '')
        .replaceAll(/<[^>]*>/g, '')
      expect([
        url,
        own.match(/[\u4e00-\u9fff]+/g)?.filter((word) => !'气相色谱仪示范理工大学'.includes(word)) ?? [],
      ]).toEqual([url, []])
    }
  })

  test('answers within its size', async () => {
    expect((await page('/')).html.length).toBeLessThan(100_000)
    expect((await page('/instruments')).html.length).toBeLessThan(100_000)
  })
})

describe('Phone and e-mail of a contact', () => {
  test('do not stand in the page but behind one link that works without a script', async () => {
    const { html } = await page(`/instruments/${id}`)
    expect(html).toContain('王老师')
    expect(html).not.toContain('020-00000000')
    expect(html).not.toContain('example@example.org')
    const link = one(html, /href="(\/instruments\/\d+\/contact)"/)
    const shown = await page(link)
    expect(shown.html).toContain('020-00000000')
    expect(shown.html).toContain('mailto:example@example.org')
    expect(shown.html).toContain('noindex')
    expect(shown.headers['cache-control']).toContain('private')
  })

  test('are refused to an address that read too many, in words', async () => {
    const answers = await Promise.all(Array.from({ length: 35 }, () => page(`/en/instruments/${id}/contact`)))
    const refused = answers.filter(({ status }) => status === 429)
    expect(refused.length).toBeGreaterThan(0)
    expect(refused[0]?.html).toContain('come back later')
    expect(refused[0]?.html).not.toContain('020-00000000')
  })
})

describe('Hostile text', () => {
  test.each(['', '/en'])('is shown as text (%s)', async (prefix) => {
    for (const url of [
      `/instruments/${hostile}`,
      `/instruments?q=${encodeURIComponent(nasty)}`,
      '/instruments?q=img',
      `/units/${unitId}`,
    ]) {
      const { html, status } = await page(prefix + url)
      expect(status).toBe(200)
      expect(html).not.toContain('<script>alert')
      expect(html).not.toContain('<img src=x')
      expect(jsonLd(html).length).toBeGreaterThan(0)
    }
  })
  test('stays what it is in JSON-LD', async () => {
    const product = jsonLd((await page(`/instruments/${hostile}`)).html).find(
      (data) => data['@type'] === 'Product',
    )
    expect(product?.['name']).toBe(nasty)
  })
})

describe('Results', () => {
  test('mark the words, offer the filters with counts and turn pages by links', async () => {
    const { html } = await page('/instruments?q=%E8%89%B2%E8%B0%B1')
    expect(html).toContain('<mark>色谱</mark>')
    expect(html).toContain('共 25 台（套）')
    expect(html).toMatch(/href="\/instruments\?q=[^"]*page=2"/)
    expect(html).toMatch(/href="\/instruments\?q=[^"]*city=440300"/)
    expect(html).toContain('noindex')
  })
  test('of one filter may be indexed, of two may not', async () => {
    expect((await page('/instruments?city=440300')).html).not.toContain('noindex')
    expect((await page('/instruments?city=440300&class=01')).html).toContain('noindex')
  })
  test('say what to try when there is nothing', async () => {
    const { html } = await page(`/instruments?q=${encodeURIComponent('场发射扫秒电子显微镜')}`)
    expect(html).toContain('没有找到')
    expect(html).toContain(encodeURIComponent('场发射扫描电子显微镜'))
  })
  test.each(['?page=0', '?page=x', '?openTo=all&priceFrom=-3&unit=abc', '?class=99999999'])(
    'forgive an address that says %s',
    async (query) => {
      expect((await page(`/instruments${query}`)).status).toBe(200)
    },
  )
  test('have no page after the last', async () => {
    expect((await page('/instruments?page=99')).status).toBe(404)
  })
})

describe('What is not there', () => {
  test.each([
    '/instruments/999999',
    '/instruments/x',
    '/units/0',
    '/notices/3',
    '/nowhere',
    '/en/nowhere',
    '/assets/class/77.svg',
  ])('%s is answered with the designed page', async (url) => {
    const { status, html } = await page(url)
    expect(status).toBe(404)
    expect(html).toContain('<html lang=')
    expect(html).toContain('role="search"')
  })
  test('is a problem for programs', async () => {
    const { status, headers } = await page('/api/v1/nowhere')
    expect([status, headers['content-type']]).toEqual([404, 'application/problem+json; charset=utf-8'])
  })
})

describe('Notices', () => {
  test('are listed while they are in force; older ones stay readable and say so', async () => {
    expect((await page('/')).html).not.toContain('过期通知')
    expect((await page('/notices')).html).toContain('过期通知')
    expect((await page('/notices')).html).not.toContain('未来通知')
    expect((await page('/notices/2')).html).toContain('已过有效期')
    expect((await page('/notices/1')).html).toContain('<p>第二段&lt;b&gt;</p>')
  })
  test('are published by the operator only, and each publication is in the trail', async () => {
    const operator = await app.person({ grants: [{ role: 'province_operator', scope: 'site', scopeId: '' }] })
    const reporter = await app.person({
      unitId,
      grants: [{ role: 'unit_reporter', scope: 'unit', scopeId: String(unitId) }],
    })
    const notice = { title: '新公告', body: '正文' }
    expect((await reporter.call('POST', '/api/v1/notices', notice)).status).toBe(403)
    const { status, body } = await operator.call<{ id: number }>('POST', '/api/v1/notices', notice)
    expect(status).toBe(201)
    expect((await page(`/notices/${body.id}`)).html).toContain('新公告')
    const wrong = { ...notice, validUntil: '2020-01-01T00:00:00Z' }
    expect((await operator.call('POST', '/api/v1/notices', wrong)).status).toBe(422)
    expect((await operator.call('DELETE', `/api/v1/notices/${body.id}`)).status).toBe(204)
    expect((await page(`/notices/${body.id}`)).status).toBe(404)
    const trail = await app.database.sql`select action from audit_entry where subject = 'notice' order by id`
    expect(trail.map(({ action }) => action as string)).toEqual(['notice.publish', 'notice.withdraw'])
  })
})

describe('For programs that read the site', () => {
  test('the site map names every page once in each language', async () => {
    const index = await page('/sitemap.xml')
    const parts = [...index.html.matchAll(/<loc>(.*?)<\/loc>/g)].map((match) =>
      (match[1] ?? '').replace(site, ''),
    )
    expect(parts).toEqual(['/sitemaps/pages.xml', '/sitemaps/instruments-1.xml'])
    const all = await Promise.all(parts.map(async (part) => (await page(part)).html))
    const locations = all.flatMap((html) =>
      [...html.matchAll(/<loc>(.*?)<\/loc>/g)].map((match) => match[1] ?? ''),
    )
    expect(locations).toContain(`${site}/en/instruments/${id}`)
    expect(locations).toContain(`${site}/units/${unitId}`)
    expect(new Set(locations).size).toBe(locations.length)
    expect((await page('/sitemaps/instruments-2.xml')).status).toBe(404)
  })
  test('robots are told where it is', async () => {
    expect((await page('/robots.txt')).html).toContain(`Sitemap: ${site}/sitemap.xml`)
  })
  test('style and script are small, kept for ever and named by their content', async () => {
    const { html } = await page('/')
    const [style, script] = [
      one(html, /href="(\/assets\/public\.css[^"]*)"/),
      one(html, /src="(\/assets\/public\.js[^"]*)"/),
    ]
    const answers = await Promise.all([page(style), page(script)])
    for (const { status, headers } of answers)
      expect([status, headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable'])
    expect(answers[1]?.html.length).toBeLessThan(5_000)
    expect((await page('/assets/class/01.svg')).headers['content-type']).toContain('image/svg+xml')
  })
})
