import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStory, type Story } from './support/browser.ts'

const name = '离子阱回旋共振质谱仪'
/** All a record needs but its class, its disciplines and where the money came from. */
const elements = {
  cname: name,
  ename: 'Ion trap cyclotron resonance mass spectrometer',
  instrBelongsType: '无',
  insideDepart: '分析测试中心',
  instrSource: '购置',
  instrSupervise: '否',
  worth: 890,
  nation: '德国',
  manufacturer: '布鲁克',
  beginDate: '2024-05-06',
  type: '专用',
  instrVersion: 'solariX 7T',
  technical: '质量分辨率大于100万；质量范围100～10000。',
  function: '复杂混合物的超高分辨质谱分析。',
  serviceContent: '石油组学、天然有机质分析',
  requirement: '样品须先除盐。请提前三天联系。',
  fee: '单位内部400元/小时，其他单位800元/小时。',
  province: '440000',
  city: '440100',
  county: '440106',
  street: '五山路示范1号',
  contact: '预约值班室',
  phone: '020-55500000',
  email: 'ms@gz-ligong.example.org',
  address: '五山路示范1号',
  postalcode: '510640',
}

let story: Story
let reporter: Page
let instrument: string

/** Takes the option with these words in the list a field opens. */
async function choose(page: Page, field: string, words: string, option: RegExp): Promise<void> {
  const box = page.getByRole('combobox', { name: field })
  await box.click()
  await box.fill(words)
  // The form saves by itself a moment later; what comes next starts from what was saved.
  const saved = page.waitForResponse(
    (response) => response.request().method() === 'PUT' && response.url().endsWith('/elements'),
  )
  await page
    .locator('.ant-select-item-option, .ant-select-tree-node-content-wrapper', { hasText: option })
    .last()
    .click()
  await page.keyboard.press('Escape')
  await saved
}

/** The instrument among those that wait for judgement. */
async function openReview(login: string): Promise<Page> {
  const page = await story.open({ login })
  page.setDefaultTimeout(8_000)
  await page.goto(`${story.url}/app/review`)
  await page.locator('.review-item', { hasText: name }).click()
  await page.locator('.ant-card-head-title', { hasText: name }).waitFor()
  return page
}

async function submit(): Promise<void> {
  await reporter.getByRole('button', { name: '提交单位审核' }).click()
  await reporter.getByText('已提交，等待单位审核人办理').waitFor()
}

/** Decisions wait a moment so that they can be taken back; here they leave at once. */
async function sendNow(page: Page): Promise<void> {
  await page.getByRole('button', { name: '立即发送 (S)' }).click()
  await page.getByText('待发送 0 · 本次已办 1').waitFor()
}

async function passInUnit(): Promise<void> {
  const page = await openReview('reviewer')
  await page.getByRole('button', { name: '报省级审核 (A)' }).click()
  await sendNow(page)
  await page.context().close()
}

beforeAll(async () => {
  story = await openStory()
  reporter = await story.open({ login: 'reporter' })
  reporter.setDefaultTimeout(8_000)
})
afterAll(() => story.close())

describe('A report on its way to the public', () => {
  test('is begun by hand and filled in until nothing is missing', async () => {
    await reporter.goto(`${story.url}/app/reports/new`)
    await reporter.getByLabel('所在单位仪器编号').fill('JY-7001')
    await reporter.getByLabel('仪器设备名称').fill(name)
    await reporter.getByRole('button', { name: '继续填写' }).click()
    await reporter.waitForURL(/\/app\/reports\/\d+$/)
    instrument = reporter.url()
    const id = /\d+$/.exec(instrument)?.[0] ?? ''
    const opened = await reporter.request.get(`${story.url}/api/v1/reports/${id}`)
    const { revision } = (await opened.json()) as { revision: number }
    const saved = await reporter.request.put(`${story.url}/api/v1/reports/${id}/elements`, {
      data: { revision, elements: { innerId: 'JY-7001', ...elements } },
    })
    expect(saved.status(), await saved.text()).toBe(200)
    await reporter.reload()
    await choose(reporter, '仪器分类编码', '质谱', /质谱/)
    await choose(reporter, '主要学科领域', '化学', /^化学/)
    await choose(reporter, '主要购置经费来源', '', /中央财政资金/)
    await reporter.getByText('已保存').waitFor()
    await reporter.getByText('应报送').first().waitFor()
    await story.picture(reporter, 'report-1-form')
  })

  test('is submitted once it is declared not secret', async () => {
    const button = reporter.getByRole('button', { name: '提交单位审核' })
    expect(await button.isDisabled()).toBe(true)
    await reporter.getByRole('checkbox', { name: '我已核实' }).check()
    await submit()
  })

  test('passes the unit and comes back from the province with a reason on one element', async () => {
    await passInUnit()
    const operator = await openReview('operator')
    await operator.getByRole('rowheader', { name: '主要技术指标' }).click()
    await operator.getByRole('textbox', { name: '“主要技术指标”的退回原因' }).fill('请写明质量精度')
    await story.picture(operator, 'report-2-review')
    await operator.getByRole('button', { name: '退回 (R)' }).click()
    await sendNow(operator)
    await operator.context().close()
  })

  test('shows the reporter the reason where it belongs, is mended and sent again', async () => {
    await reporter.goto(`${story.url}/app`)
    await reporter.getByText('台仪器被退回').waitFor()
    await story.picture(reporter, 'report-3-todo')
    await reporter.goto(instrument)
    const field = reporter.locator('.ant-form-item', { hasText: '主要技术指标' })
    await field.getByText('退回原因：请写明质量精度').waitFor()
    await story.picture(reporter, 'report-4-returned')
    await field.getByRole('textbox').fill(`${elements.technical}质量精度优于0.6 ppm。`)
    await reporter.getByText('已保存').waitFor()
    await submit()
    await passInUnit()
  })

  test('is accepted and found by a visitor at once', async () => {
    const operator = await openReview('operator')
    await story.picture(operator, 'report-5-review-again')
    await operator.getByRole('button', { name: '通过 (A)' }).click()
    await sendNow(operator)
    const visitor = await story.open()
    await expect
      .poll(
        async () => {
          await visitor.goto(`${story.url}/instruments?q=${encodeURIComponent('回旋共振')}`)
          return (
            (await visitor
              .locator('.rows')
              .textContent({ timeout: 2_000 })
              .catch(() => '')) ?? ''
          )
        },
        { timeout: 30_000 },
      )
      .toContain(name)
    await visitor.locator('.rows h2 a').first().click()
    expect(await visitor.locator('h1').textContent()).toContain(name)
    expect(await visitor.locator('main').innerText()).toContain('质量精度优于0.6 ppm')
    await story.picture(visitor, 'report-6-public')
  })

  test('keeps every step and version in its history', async () => {
    await reporter.goto(`${instrument}?tab=history`)
    await reporter.getByText('审核通过').first().waitFor()
    const history = await reporter.locator('.ant-timeline').innerText()
    const steps = ['提交单位审核', '报省级审核', '省级退回', '提交单位审核', '报省级审核', '审核通过']
    const positions = steps
      .toReversed()
      .reduce<number[]>((found, step) => [...found, history.indexOf(step, (found.at(-1) ?? -1) + 1)], [])
    expect(positions).not.toContain(-1)
    expect(history).toContain('请写明质量精度')
    await story.picture(reporter, 'report-7-history')
  })
})
