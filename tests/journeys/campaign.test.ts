import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BoardView } from '#modules/reporting/contract.ts'
import { now, openStory, type Story } from './support/browser.ts'

const name = '共享仪器补充报送'
const dayIn = (days: number) => new Date(now() + days * 86_400_000).toISOString().slice(0, 10)

interface Unit {
  readonly id: number
  readonly name: string
}
interface Waiting {
  readonly name: string
  readonly unitId: number
  readonly eligibility?: { readonly result: string }
}

let story: Story
let operator: Page
let unit: Unit
let campaign = ''
beforeAll(async () => {
  story = await openStory()
})
afterAll(() => story.close())

async function openAs(login: string, path: string): Promise<Page> {
  const page = await story.open({ login })
  page.setDefaultTimeout(12_000)
  await page.goto(story.url + path)
  return page
}
const read = async (page: Page, path: string): Promise<unknown> =>
  (await page.request.get(`${story.url}/api/v1${path}`)).json()

/** Presses a button that asks back, and answers that it is meant. */
async function confirm(page: Page, act: string): Promise<void> {
  await page.getByRole('button', { name: act, exact: true }).click()
  await page.locator('.ant-popconfirm').getByRole('button', { name: act }).click()
}

const ownRow = async () =>
  ((await read(operator, `/campaigns/${campaign}/board`)) as BoardView).rows.find(
    ({ key }) => key === String(unit.id),
  )

describe('A campaign', () => {
  test('is prepared by the form, gets an annex and is opened', { timeout: 90_000 }, async () => {
    const reviewer = await openAs('reviewer', '/app/')
    const { unitId } = (await read(reviewer, '/session')) as { unitId: number }
    await reviewer.context().close()
    operator = await openAs('operator', '/app/campaigns/new')
    unit = (await read(operator, `/units/${unitId}`)) as Unit
    await operator.getByLabel('批次名称').fill(name)
    await operator.getByRole('radio', { name: '指定单位' }).check()
    await operator.locator('#units').fill(unit.name)
    await operator.locator('.ant-select-item-option', { hasText: unit.name }).first().click()
    await operator.keyboard.press('Escape')
    for (const [field, day] of [
      ['reportBy', dayIn(10)],
      ['forwardBy', dayIn(30)],
    ] as const) {
      await operator.locator(`#${field}`).fill(day)
      await operator.locator(`#${field}`).press('Enter')
    }
    await operator.getByLabel('填报说明').fill('请补报上次未报送的仪器。')
    await operator.getByRole('button', { name: '存为草稿' }).click()
    await operator.getByRole('button', { name: '启动批次' }).waitFor()
    campaign = /campaigns\/(\d+)/.exec(operator.url())?.[1] ?? ''
    await operator.locator('input[type=file]').setInputFiles({
      ...{ name: '填报须知.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF\n') },
    })
    await operator.getByRole('button', { name: /填报须知\.pdf（/ }).waitFor()
    await confirm(operator, '启动批次')
    await operator.getByText('批次已启动，已通知各单位').waitFor()
  })

  test('stands in the unit’s to-do list, and its review moves the board', { timeout: 90_000 }, async () => {
    const reviewer = await openAs('reviewer', '/app/')
    await reviewer.getByText(`“${name}”还有`).first().waitFor()
    const before = await ownRow()
    const { items } = (await read(
      reviewer,
      `/review-queue?level=unit&campaignId=${campaign}&limit=200`,
    )) as { items: Waiting[] }
    expect(items.length).toBeGreaterThan(0)
    expect(items.every((one) => one.unitId === unit.id)).toBe(true)
    const one = items.find(({ eligibility }) => eligibility?.result === 'must_report')
    if (one === undefined) throw new Error('nothing waits that must be reported')
    await reviewer.goto(`${story.url}/app/review?campaignId=${campaign}`)
    await reviewer.locator('.review-item', { hasText: one.name }).first().click()
    await reviewer.getByRole('button', { name: '报省级审核 (A)' }).click()
    await reviewer.getByRole('button', { name: '立即发送 (S)' }).click()
    await reviewer.getByText('待发送 0 · 本次已办 1').waitFor()
    expect((await ownRow())?.figures.handedIn).toBe((before?.figures.handedIn ?? 0) + 1)
  })

  test('is exported, handed over to the nation and closed with its figures', { timeout: 90_000 }, async () => {
    await operator.reload()
    await operator.getByText('上报国家平台').first().waitFor()
    await story.picture(operator, 'campaign-board')
    const exported = operator.waitForEvent('download')
    await operator.getByRole('button', { name: '导出 Excel' }).click()
    expect((await exported).suggestedFilename()).toContain(name)
    const open = (await ownRow())?.handOver.find(({ kind }) => kind === 4)?.open ?? 0
    expect(open).toBeGreaterThan(0)
    const sheet = operator.waitForEvent('download')
    await operator.getByRole('button', { name: '上报国家', exact: true }).first().click()
    await operator.getByRole('dialog').getByLabel('备注（选填）').fill('已在国家平台导入')
    await operator.getByRole('dialog').getByRole('button', { name: '上报国家', exact: true }).click()
    await operator.getByText(`已记录上报 ${open} 条`).waitFor()
    expect((await sheet).suggestedFilename()).toMatch(/\.xlsx$/)
    await story.picture(operator, 'campaign-handed-over')
    await confirm(operator, '结束批次')
    await operator.getByText('批次已结束，数据已固定').waitFor()
    expect((await ownRow())?.handOver.find(({ kind }) => kind === 4)).toMatchObject({ open: 0, handedOver: open })
  })
})
