import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readSheet } from '#platform/sheets/read-sheet.ts'
import { bytesInMemory } from '#platform/sheets/sheet.ts'
import { type Bookable, openInstrument } from './support/bookable.ts'
import { openStory, type Story } from './support/browser.ts'

let story: Story
let lead: Page
let instrument: Bookable
beforeAll(async () => {
  story = await openStory()
  lead = await story.open({ login: 'lead' })
  lead.setDefaultTimeout(10_000)
  instrument = await openInstrument(lead.request, story.url, 'none')
})
afterAll(() => story.close())

/** Three bookings of an older system: a user's, a guest's from a unit outside, and one at night. */
const sheet = () =>
  [
    '预约编号,仪器编号,日期,开始时间,结束时间,预约人,姓名,预约人单位,用途',
    `旧-1,${instrument.id},${instrument.day},09:00,10:00,student,,,薄膜形貌`,
    `旧-2,${instrument.id},${instrument.day},11:00,12:00,,赵访客,某检测公司,断口分析`,
    `旧-3,${instrument.id},${instrument.day},22:00,23:00,student,,,夜间测试`,
  ].join('\n')

describe('Bookings of an older system', () => {
  test('are looked at, the refused row goes back as a sheet, and the good ones are booked', {
    timeout: 40_000,
  }, async () => {
    await lead.goto(`${story.url}/app/booking-import`)
    await lead.locator('input[type=file]').setInputFiles({
      ...{ name: '旧系统预约.csv', mimeType: 'text/csv' },
      buffer: Buffer.from(`\uFEFF${sheet()}`),
    })
    await lead.getByText('2 行可预约，0 行已有，1 行退回。尚未预约。').waitFor()
    await lead
      .getByRole('row', { name: /夜间|22:00/ })
      .first()
      .waitFor()
    const waiting = lead.waitForEvent('download')
    await lead.getByRole('button', { name: '下载退回的 1 行' }).click()
    const file = await waiting
    expect(file.suggestedFilename()).toMatch(/\.xlsx$/)
    const returned = await readSheet(bytesInMemory(await readFile(await file.path())), {
      isKnownHeading: () => true,
    })
    const rows: string[] = []
    for await (const batch of returned.batches) rows.push(...batch.map(({ cells }) => cells.join('|')))
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatch(/旧-3.*22:00.*开放时间/u)
    await lead.locator('.ant-segmented-item', { hasText: '全部 3' }).click()
    await lead.getByText('计为平台外单位：某检测公司').waitFor()
    await story.picture(lead, 'booking-import-preview')
    await lead.getByRole('button', { name: '预约这 2 行' }).click()
    await lead.getByText('已预约 2 个').waitFor()
    await lead.goto(`${story.url}/app/bookings`)
    await lead.getByText('断口分析').first().waitFor()
  })
})
