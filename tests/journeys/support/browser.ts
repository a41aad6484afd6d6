import { existsSync, mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { inject } from 'vitest'

/** A browser for one story; screenshots land in var/screenshots. */
export interface Story {
  readonly url: string
  /** A visitor's or a signed-in person's window. */
  open(options?: {
    login?: string
    locale?: 'zh-CN' | 'en'
    width?: number
    javaScript?: boolean
    /** Lets the test bring scripts of its own into the page. */
    bypassCSP?: boolean
  }): Promise<Page>
  picture(page: Page, name: string): Promise<void>
  close(): Promise<void>
}

const executablePath =
  process.env['CHROMIUM'] ?? (existsSync('/usr/bin/chromium') ? '/usr/bin/chromium' : undefined)

/** The password all demonstration accounts share, as the sign-in page shows it. */
async function demonstrationPassword(url: string): Promise<string> {
  const response = await fetch(`${url}/api/v1/demonstration`)
  const body = (await response.json()) as { password?: string }
  return body.password ?? ''
}

async function signIn(context: BrowserContext, url: string, login: string): Promise<void> {
  const password = await demonstrationPassword(url)
  const response = await context.request.post(`${url}/api/v1/session`, { data: { login, password } })
  if (!response.ok())
    throw new Error(`${login} cannot sign in: ${response.status()} ${await response.text()}`)
}

/** The moment the story happens at, milliseconds; the machine's unless the stories were told another. */
export const now = (): number => Date.now() + inject('province').ahead

/** Sets the clock of a page ahead. */
const shiftedBy = (ahead: number) => `{
  const RealDate = Date
  globalThis.Date = class extends RealDate {
    constructor(...given) { given.length === 0 ? super(RealDate.now() + ${ahead}) : super(...given) }
    static now() { return RealDate.now() + ${ahead} }
  }
}`

/** Starts Chromium for a story. */
export async function openStory(): Promise<Story> {
  const { url, ahead } = inject('province')
  const browser: Browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })
  const folder = resolve('var/screenshots')
  mkdirSync(folder, { recursive: true })
  return {
    url,
    async open({ login, locale = 'zh-CN', width = 1440, javaScript = true, bypassCSP = false } = {}) {
      const context = await browser.newContext({
        locale,
        viewport: { width, height: 900 },
        timezoneId: 'Asia/Shanghai',
        javaScriptEnabled: javaScript,
        bypassCSP,
      })
      if (ahead !== 0) await context.addInitScript({ content: shiftedBy(ahead) })
      if (locale === 'en') await context.addCookies([{ name: 'gongyi_locale', value: 'en', url }])
      if (login !== undefined) await signIn(context, url, login)
      return context.newPage()
    },
    async picture(page, name) {
      await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
    },
    close: () => browser.close(),
  }
}
