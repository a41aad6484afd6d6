import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { workbookParts, worksheet, zipOf } from '../support/zip.ts'
import { openStory, type Story } from './support/browser.ts'

let story: Story
let page: Page

beforeAll(async () => {
  story = await openStory()
  page = await story.open({ login: 'reporter' })
  page.setDefaultTimeout(15_000)
})
afterAll(() => story.close())

const headings = ['资产编号', '仪器名称', '规格型号', '原值', '建账日期', '生产厂家']
const row = (number: string, name: string, model: string, maker: string) => [
  ...[number, name, model, '60万元', '2020-01-05', maker],
]
const workbook = zipOf(
  workbookParts({
    填报说明: worksheet([['填报说明'], ['一个学院一张表']]),
    物理学院: worksheet([
      headings,
      row('XY-1', '高效液相色谱仪', 'LC-20AT', '岛津'),
      row('XY-2', '高效液相色谱仪', 'LC-20AD', '岛津'),
    ]),
    化学学院: worksheet([headings, row('XY-3', '高效液相色谱仪', 'LC-2030C', '岛津')]),
    往年: worksheet([headings, row('XY-9', '旧离心机', 'X-1', '示例厂')]),
  }),
)
const file = {
  name: '各学院台账.xlsx',
  mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  buffer: workbook,
}
async function uploaded(): Promise<void> {
  await page.goto(`${story.url}/app/ledger`)
  await page.locator('input[type=file]').setInputFiles(file)
}
const suggestion = (value: string) => page.getByRole('row').filter({ hasText: value }).first()

describe('A ledger with a worksheet for each college', () => {
  test('names the worksheets it takes, and leaves one out', async () => {
    await uploaded()
    await page.getByText('3 个工作表合并为一次导入').waitFor()
    await page.getByText('表头不同、没有读取的工作表：填报说明').waitFor()
    await page.getByRole('checkbox', { name: '往年（1 行）' }).uncheck()
    await story.picture(page, 'sheets-1-choice')
    await page.getByRole('button', { name: '检查各行' }).click()
    await page.getByRole('button', { name: '导入 3 行' }).waitFor()
  })

  test('has a class taken for all its rows and a country refused for one, each with its reason', async () => {
    const line = suggestion('液相色谱仪')
    expect(await suggestion('把握大').innerText()).toContain('名称含')
    await line.getByRole('button', { name: '采用', exact: true }).click()
    await page.getByText('由', { exact: false }).filter({ hasText: '采用建议' }).first().waitFor()
    const country = suggestion('日本')
    await country.getByRole('button', { name: /展开|Expand/ }).click()
    const one = page.getByRole('row').filter({ hasText: 'XY-3' }).last()
    expect(await one.innerText()).toContain('化学学院')
    await one.getByRole('button', { name: '不采用' }).click()
    await page.getByText('不采用', { exact: false }).filter({ hasText: '日本' }).first().waitFor()
    await story.picture(page, 'sheets-2-suggestions')
  })

  test('goes in with what was taken, and the form says who took it', async () => {
    await page.getByRole('button', { name: '导入 3 行' }).click()
    await page.getByText('全部导入，没有退回的行').waitFor()
    await page.goto(`${story.url}/app/reports?words=XY-3`)
    await page.getByRole('row', { name: '高效液相色谱仪' }).first().waitFor()
    const found = await page.request.get(`${story.url}/api/v1/reports?words=XY-3`)
    const { items } = (await found.json()) as { items: { instrumentId: number }[] }
    await page.goto(`${story.url}/app/reports/${items[0]?.instrumentId ?? 0}`)
    await page.getByText('采用建议：', { exact: false }).first().waitFor()
    await story.picture(page, 'sheets-3-form')
  })

  test('needs one click the next year', async () => {
    await uploaded()
    await page.getByRole('button', { name: /^导入 \d 行$/ }).click()
    await page.getByText('全部导入，没有退回的行').waitFor()
    expect(await page.locator('.ant-descriptions-item-content').first().innerText()).toBe('0')
  })
})
