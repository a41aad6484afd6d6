import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day } from '#kernel/time.ts'
import { violationsOn } from './support/axe.ts'
import { now, openStory, type Story } from './support/browser.ts'

let story: Story
let page: Page
beforeAll(async () => {
  story = await openStory()
  page = await story.open()
  page.setDefaultTimeout(10_000)
})
afterAll(() => story.close())

const ahead = (days: number) => new Date(now() + days * day).toISOString().slice(0, 10)

describe('A visitor who needs two hours next week', () => {
  test('asks one question over all instruments and gets times with price and what is still needed', async () => {
    await page.goto(`${story.url}/`)
    await page.getByRole('link', { name: '查全省仪器的空闲机时' }).click()
    await page.getByLabel('找什么仪器').fill('显微镜')
    await page.getByLabel('需要多长时间').selectOption({ label: '2 小时' })
    await page.getByLabel('从哪天').fill(ahead(6))
    await page.getByLabel('到哪天').fill(ahead(12))
    await page.getByRole('button', { name: '查机时' }).click()
    await page.locator('.slotrows li').first().waitFor()
    await story.picture(page, 'find-slot-1-results')
    const rows = await page.locator('.slotrows > li').allInnerTexts()
    expect(rows.length).toBeGreaterThan(2)
    for (const row of rows) expect(row).toMatch(/提交即确认|需仪器负责人确认/)
  })

  test('signs in where a slot is chosen, finds the form filled, and has it', async () => {
    const question = page.url()
    const atOnce = () => page.locator('.slotrows > li', { hasText: '提交即确认' }).first()
    await atOnce()
      .getByRole('link', { name: /^登录并预约/ })
      .click()
    await page.waitForURL(/sign-in/)
    await page.getByRole('textbox').first().fill('student')
    await page.locator('input[type=password]').fill('gongyi-2026')
    await page.keyboard.press('Enter')
    const form = page.getByRole('dialog')
    await form.getByLabel('用途').waitFor()
    // The same question again, judged for the student.
    await page.goto(question)
    const clock = (await atOnce().locator('.when strong').innerText()).trim()
    await atOnce().getByRole('link', { name: /^预约/ }).click()
    await form.getByText('可以预约，提交后立即生效').waitFor()
    await story.picture(page, 'find-slot-2-form')
    await form.getByLabel('用途').fill('断口观察')
    await form.getByRole('button', { name: '预约', exact: true }).click()
    await page.getByText('预约成功').waitFor()
    await page.getByRole('row').filter({ hasText: clock }).first().getByText('已确认').waitFor()
  })

  test('is told which wish to give up when nothing fits, and comes on from there', async () => {
    await page.goto(`${story.url}/slots?q=${encodeURIComponent('显微镜')}&minutes=120&priceCap=1`)
    const loosen = page.locator('.nothing a').first()
    expect(await loosen.innerText()).toContain('价格')
    await story.picture(page, 'find-slot-3-nothing')
    await loosen.click()
    await page.locator('.slotrows li').first().waitFor()
    expect(page.url()).not.toContain('priceCap')
  })
})

test('Finding a slot puts no obstacle in anybody’s way, on a phone in English too', async () => {
  const phone = await story.open({ width: 390, bypassCSP: true })
  for (const path of ['/en/slots?minutes=60&city=440100', '/slots?q=zzzz', '/slots']) {
    await phone.goto(story.url + path)
    expect(await violationsOn(phone)).toEqual([])
    const wide = await phone.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(wide).toBeLessThanOrEqual(1)
  }
})
