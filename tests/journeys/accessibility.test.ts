import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { violationsOn } from './support/axe.ts'
import { openStory, type Story } from './support/browser.ts'

let story: Story
const ids: Record<string, string> = {}
beforeAll(async () => {
  story = await openStory()
  const page = await story.open({ javaScript: false })
  await page.goto(`${story.url}/instruments?q=${encodeURIComponent('扫描电镜')}`)
  const link = await page.locator('.rows a[href^="/app/book/"]').first().getAttribute('href')
  ids[':bookable'] = /\d+$/.exec(link ?? '')?.[0] ?? ''
  await page.context().close()
  const lead = await story.open({ login: 'lead' })
  const managed = await lead.request.get(`${story.url}/api/v1/booking-instruments`)
  const { items } = (await managed.json()) as { items: { instrumentId: number }[] }
  ids[':own'] = String(items[0]?.instrumentId)
  await lead.context().close()
})
afterAll(() => story.close())

const address = (path: string) =>
  story.url + Object.entries(ids).reduce((text, [name, id]) => text.replace(name, id), path)

/** Names of what reaches beyond the right edge, which a phone would have to scroll to. */
const beyondTheEdge = (page: Page) =>
  page.evaluate(() => {
    const edge = document.documentElement.clientWidth
    const scrolls = document.documentElement.scrollWidth > edge + 1 ? ['the page'] : []
    const tables = [...document.querySelectorAll('.fitting .ant-table-content')].filter(
      (table) => table.scrollWidth > table.clientWidth + 1,
    )
    return [...scrolls, ...tables.map((table) => table.className)]
  })

async function settled(page: Page, path: string): Promise<void> {
  await page.goto(address(path))
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.waitForLoadState('networkidle')
}

const publicPages = [
  ...['/', '/instruments', '/instruments?q=扫描电镜', '/instruments?q=zzzz', '/instruments/:bookable'],
  ...['/instruments/:bookable/contact', '/units', '/units/1', '/notices', '/notices/1', '/help', '/demo'],
  ...['/nowhere', '/en/instruments/:bookable', '/app/sign-in', '/app/register'],
]
const workbench: readonly (readonly [string, readonly string[]])[] = [
  ['student', ['/app/', '/app/bookings', '/app/book/:bookable', '/app/usage/mine', '/app/account']],
  ['lead', ['/app/usage/today', '/app/usage/log', '/app/usage/records', '/app/booking-approvals']],
  ['lead', ['/app/booking-instruments', '/app/booking-instruments/:own']],
  ['reporter', ['/app/', '/app/reports', '/app/reports/new', '/app/ledger']],
  ['reviewer', ['/app/review']],
  ['unitadmin', ['/app/my-unit', '/app/my-unit?tab=members', '/app/my-unit?tab=centres', '/app/figures']],
  ['operator', ['/app/units', '/app/units/1', '/app/code-tables']],
  ['admin', ['/app/accounts?q=a', '/app/audit']],
]

describe.each(['light', 'dark'] as const)('In the %s theme nobody meets a serious obstacle', (theme) => {
  test('on the public pages', async () => {
    const page = await story.open({ bypassCSP: true })
    await page.emulateMedia({ colorScheme: theme })
    for (const path of publicPages) {
      await settled(page, path)
      expect([path, await violationsOn(page, 'serious')]).toEqual([path, []])
    }
    await page.context().close()
  })

  test.each(workbench)('signed in as %s, on %j', async (login, paths) => {
    const page = await story.open({ login, bypassCSP: true })
    await page.emulateMedia({ colorScheme: theme })
    for (const path of paths) {
      await settled(page, path)
      expect([path, await violationsOn(page, 'serious')]).toEqual([path, []])
    }
    await page.context().close()
  })
})

describe('On a phone', () => {
  test.each(workbench)('no page scrolls sideways for %s: %j', async (login, paths) => {
    const page = await story.open({ login, width: 390 })
    for (const path of paths) {
      await settled(page, path)
      expect([path, await beyondTheEdge(page)]).toEqual([path, []])
    }
    await page.context().close()
  })
})
