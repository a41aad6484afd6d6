import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { violationsOn } from './support/axe.ts'
import { openStory, type Story } from './support/browser.ts'

let story: Story
beforeAll(async () => {
  story = await openStory()
})
afterAll(() => story.close())

async function search(page: Page, words: string): Promise<void> {
  await page.goto(`${story.url}/`)
  await page.getByRole('searchbox').fill(words)
  await page.getByRole('searchbox').press('Enter')
  await page.waitForURL(/\/instruments\?/)
}
const canonicalOf = (page: Page) => page.locator('link[rel=canonical]').getAttribute('href')

describe('A visitor whose browser runs no scripts', () => {
  let page: Page
  beforeAll(async () => {
    page = await story.open({ javaScript: false })
    page.setDefaultTimeout(8_000)
  })

  test.each(['扫描电镜', 'smdj', 'SEM'])('finds scanning electron microscopes by %s', async (words) => {
    await search(page, words)
    const names = await page.locator('.rows h2').allInnerTexts()
    expect(names.length).toBeGreaterThan(2)
    expect(names.filter((name) => /扫描电/.test(name)).length).toBeGreaterThan(2)
  })

  test('narrows them to a city and opens one', async () => {
    await search(page, '扫描电镜')
    await story.picture(page, 'visitor-2-results')
    await page.locator('#filters').getByText('广州市').click()
    const apply = page.locator('#filters').getByRole('button')
    if (await apply.first().isVisible()) await apply.first().click()
    await page.waitForURL(/city=/)
    const places = await page.locator('.rows li').allInnerTexts()
    expect(places.length).toBeGreaterThan(0)
    for (const place of places) expect(place).toContain('广州市')
    const link = page.locator('.rows h2 a').first()
    const name = await link.innerText()
    await link.click()
    await page.waitForURL(/\/instruments\/\d+$/)
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain(name)
  })

  test('gets a page that machines understand and one sheet of paper can hold', async () => {
    expect(await canonicalOf(page)).toBe(page.url())
    const data = await page.locator('script[type="application/ld+json"]').allTextContents()
    const types = data.flatMap((text) => {
      const parsed = JSON.parse(text) as { '@type': string } | { '@type': string }[]
      return [parsed].flat().map((one) => one['@type'])
    })
    expect(types).toContain('BreadcrumbList')
    expect(types.length).toBeGreaterThan(1)
    await story.picture(page, 'visitor-3-instrument')
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('header.top nav').isVisible()).toBe(false)
    await story.picture(page, 'visitor-4-print')
    await page.emulateMedia({ media: null })
  })
})

/** Chinese on the page that is neither marked as Chinese nor a name that is written so. */
function chineseWords(): string[] {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const found: string[] = []
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const place = node.parentElement
    if (place === null || place.closest('[lang^=zh], script, style') !== null) continue
    if (/\p{Script=Han}/u.test(node.textContent ?? '')) found.push(node.textContent?.trim() ?? '')
  }
  return found
}

describe('A reader of English', () => {
  test.each(['/', '/instruments?q=SEM', '/units', '/notices', '/help', '/demo'])(
    'meets no Chinese words of ours on %s',
    async (path) => {
      const page = await story.open({ locale: 'en' })
      await page.goto(`${story.url}/en${path === '/' ? '' : path}`)
      expect(await page.evaluate(chineseWords)).toEqual([])
      await story.picture(page, `visitor-5-en${path.replaceAll(/\W+/g, '-')}`)
      await page.context().close()
    },
  )

  test('reads an instrument page whose words are English', async () => {
    const page = await story.open({ locale: 'en' })
    await page.goto(`${story.url}/en/instruments?q=SEM`)
    await page.locator('.rows h2 a').first().click()
    await page.waitForURL(/\/en\/instruments\/\d+/)
    expect(await page.evaluate(chineseWords)).toEqual([])
    await story.picture(page, 'visitor-6-en-instrument')
    await page.context().close()
  })
})

describe('Somebody who reads with ears or keyboard', () => {
  let bookable: string
  beforeAll(async () => {
    const page = await story.open({ javaScript: false })
    await search(page, '扫描电镜')
    const link = await page.locator('.rows a[href^="/app/book/"]').first().getAttribute('href')
    bookable = /\d+$/.exec(link ?? '')?.[0] ?? ''
    await page.context().close()
  })
  const address = (path: string) => story.url + path.replace(':bookable', bookable)

  test.each(['/', '/instruments?q=扫描电镜', '/instruments/:bookable', '/units/1', '/app/sign-in'])(
    'meets no obstacle on %s',
    async (path) => {
      const page = await story.open({ bypassCSP: true })
      await page.goto(address(path))
      await page.getByRole('heading').first().waitFor()
      expect(await violationsOn(page)).toEqual([])
      await page.context().close()
    },
  )

  test.each([
    ['lead', '/app/', '.ant-layout-content h1'],
    ['reporter', '/app/reports', '.ant-table-row'],
    // At the end of a week nothing of it may be free any more, which is said in its place.
    ['student', '/app/book/:bookable', '.free-list li, .ant-empty'],
    ['unitadmin', '/app/figures', '.figure-value'],
  ])('signed in as %s meets no obstacle on %s', async (login, path, shown) => {
    const page = await story.open({ login, bypassCSP: true })
    await page.goto(address(path))
    await page.locator(shown).first().waitFor()
    await story.picture(page, `visitor-7${path.replaceAll(/\W+/g, '-')}`)
    expect(await violationsOn(page)).toEqual([])
    await page.context().close()
  })
})
