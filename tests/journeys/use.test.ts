import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bookNow, type BookedNow } from './support/bookable.ts'
import { now, openStory, type Story } from './support/browser.ts'

let story: Story
let manager: Page
let administrator: Page
let booked: BookedNow
let hoursBefore: number

beforeAll(async () => {
  story = await openStory()
  ;[manager, administrator] = [
    await story.open({ login: 'centre' }),
    await story.open({ login: 'unitadmin' }),
  ]
  for (const page of [manager, administrator]) page.setDefaultTimeout(10_000)
  const student = await story.open({ login: 'student' })
  booked = await bookNow(manager.request, student.request, story.url)
  await student.context().close()
})
afterAll(() => story.close())

/** The unit's effective hours of the year as the card says them. */
async function effectiveHours(): Promise<number> {
  await administrator.goto(`${story.url}/app/figures`)
  const card = administrator.locator('.ant-card', {
    has: administrator.locator('.figure-head', { hasText: /^有效机时/ }),
  })
  return Number((await card.locator('.figure-value').innerText()).replaceAll(/[^\d.]/g, ''))
}

/** `2026-11-24 02:12` on the instrument's wall clock. */
const clockAt = (moment: number) =>
  new Date(moment + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')

describe('A booked use', () => {
  test('begins with the check-in and ends with the check-out', async () => {
    hoursBefore = await effectiveHours()
    await manager.goto(`${story.url}/app/usage/today`)
    const row = manager.getByRole('row', { name: booked.instrumentName }).filter({ hasText: '能谱分析' })
    await story.picture(manager, 'use-1-today')
    await row.getByRole('button', { name: '签到' }).click()
    await manager.getByText('已签到').waitFor()
    await row.getByText('使用中').waitFor()
    await story.picture(manager, 'use-2-running')
    await row.getByRole('button', { name: '签退' }).click()
    await manager.getByRole('dialog').getByLabel('备注').fill('一切正常')
    await manager.getByRole('dialog').getByRole('button', { name: '签退' }).click()
    await manager.getByText('已签退').waitFor()
  })

  test('is corrected with a reason, and says what was changed', async () => {
    await manager.goto(`${story.url}/app/usage/log?instrumentId=${booked.instrumentId}`)
    await manager.locator('.ant-table-row').first().click()
    const drawer = manager.getByRole('dialog')
    await drawer.getByRole('button', { name: '更正' }).click()
    await drawer.getByLabel('开始').fill(clockAt(now() - 2 * 3_600_000 - 60_000))
    await drawer.getByLabel('开始').press('Tab')
    await drawer.getByLabel('开机准备').fill('20')
    await drawer.getByLabel('必需的后处理').fill('10')
    await drawer.getByLabel('空载').fill('10')
    await drawer.getByLabel('测试', { exact: true }).fill('80')
    await drawer.getByLabel('原因').fill('用户两小时前已上机，忘记签到')
    await story.picture(manager, 'use-3-correct')
    await drawer.getByRole('button', { name: '保存更正' }).click()
    await manager.getByText('已更正，服务记录和统计已同步').waitFor()
    await drawer.getByText('原因：用户两小时前已上机，忘记签到').waitFor()
    expect(await drawer.getByRole('row', { name: '有效机时' }).innerText()).toContain('1 小时 50 分')
    await story.picture(manager, 'use-4-corrected')
  })

  test('has become a service record of its effective hours for somebody from outside', async () => {
    await manager.goto(`${story.url}/app/usage/records?instrumentId=${booked.instrumentId}`)
    const record = manager.locator('.ant-table-row').first()
    expect(await record.innerText()).toContain('1.83')
    expect(await record.innerText()).toContain('外部用户')
    await record.click()
    await manager.getByRole('dialog').getByText('补充信息').waitFor()
    await story.picture(manager, 'use-5-record')
  })

  test('adds to the figures of the unit, which lead down to the record', async () => {
    await expect
      .poll(async () => (await effectiveHours()) - hoursBefore, { timeout: 15_000 })
      .toBeCloseTo(110 / 60, 1)
    await administrator.getByRole('button', { name: '“有效机时”怎么算的' }).click()
    await story.picture(administrator, 'use-6-formula')
    await administrator.getByRole('button', { name: '查看背后的仪器' }).click()
    await story.picture(administrator, 'use-7-behind')
    await administrator.locator(`a[href*="instrumentId=${String(booked.instrumentId)}&"]`).click()
    await administrator.waitForURL(/\/app\/usage\/records/)
    expect(await administrator.locator('.ant-table-row').first().innerText()).toContain('1.83')
  })
})
