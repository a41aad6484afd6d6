import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStory, type Story } from './support/browser.ts'
import { gb18030 } from './support/gb18030.ts'

let story: Story
let page: Page

beforeAll(async () => {
  story = await openStory()
  page = await story.open({ login: 'reporter' })
  page.setDefaultTimeout(15_000)
})
afterAll(() => story.close())

const headings = ['购置日期', '设备名称', '金额', '能干什么', '资产编号', '规格型号', '国别', '生产厂家']
const good = [
  [
    '2019/1/5',
    '场发射扫描电子显微镜',
    '412376.14万',
    '看&lt;1微米的形貌',
    'JY-0001',
    'JSM-7900F',
    '日本',
    '日本电子',
  ],
  ['二〇一九年一月五日', '高效液相色谱仪', '386000', '分离', 'JY-０００２', 'LC-20AT', '日本', '岛津'],
  ['1546617600000', '气相色谱质谱联用仪', '655000', '\\N', 'JY-0003', '7890B-5977B', '米国', '安捷伦'],
  ['2020-11-30', '傅里叶变换红外光谱仪', '430000', '官能团分析', 'JY-0004', 'Nicolet iS50', '米国', '赛默飞'],
]
const bad = ['某年某月', '超导核磁共振谱仪', '3200000', '结构解析', 'JY-0005', 'AVANCE NEO', '德国', '布鲁克']
const ledger = [headings, ...good, bad].map((row) => row.join(',')).join('\r\n')
const file = { name: '设备台账（导出）.csv', mimeType: 'text/csv', buffer: gb18030(ledger) }

/** The first step: choosing the file. */
async function uploadLedger(given = file): Promise<void> {
  await page.goto(`${story.url}/app/ledger`)
  await page.locator('input[type=file]').setInputFiles(given)
}

/** How many instruments the result counts as new. */
const created = () => page.locator('.ant-descriptions-item-content').first().innerText()
const figure = (title: string) =>
  page.locator('.ant-statistic', { hasText: title }).locator('.ant-statistic-content')

describe('A ledger in the old encoding with mistakes of every kind', () => {
  test('is read, and each column says what it was taken for', async () => {
    await uploadLedger()
    await page.getByRole('button', { name: '检查各行' }).waitFor()
    await page.getByText('GB18030', { exact: false }).waitFor()
    for (const [heading, element] of [
      ['资产编号', '所在单位仪器编号'],
      ['设备名称', '仪器设备名称'],
      ['金额', '原值'],
    ] as const)
      expect(await page.getByRole('row', { name: heading }).innerText()).toContain(element)
    await story.picture(page, 'ledger-1-columns')
  })

  test('lets the reporter say what the unknown column is', async () => {
    const row = page.getByRole('row', { name: '能干什么' })
    await row.getByRole('combobox').click()
    await row.getByRole('combobox').fill('主要功能')
    await page.locator('.ant-select-item-option', { hasText: '主要功能' }).first().click()
    await row.getByText('您的选择').waitFor()
    await page.getByRole('button', { name: '检查各行' }).click()
    await page.getByText('可以导入（行）').waitFor()
    await story.picture(page, 'ledger-2-problems')
    expect(await figure('全部（行）').innerText()).toBe('5')
  })

  test('has one decision mend all the rows with the same mistake, and says how the rest was read', async () => {
    const kind = page.getByRole('row', { name: '米国' })
    await kind.getByRole('combobox').click()
    await kind.getByRole('combobox').fill('美国')
    await page.locator('.ant-select-item-option', { hasText: '美国' }).first().click()
    await page.getByRole('button', { name: '应用 1 种处理' }).click()
    await page.getByRole('button', { name: '导入 4 行' }).waitFor()
    expect(await figure('有错误（行）').innerText()).toBe('1')
    await page.getByText('已更正', { exact: false }).first().click()
    await page.getByText('412376.14万', { exact: false }).first().waitFor()
    await story.picture(page, 'ledger-3-mended')
  })

  test('takes the good rows in and gives the bad one back as a sheet with its reason', async () => {
    await page.getByRole('button', { name: '导入 4 行' }).click()
    await page.getByText('1 行有问题，没有导入').waitFor()
    await story.picture(page, 'ledger-4-result')
    expect(await created()).toBe('4')
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'csv', exact: true }).click()
    const sheet = await readFile(await (await download).path(), 'utf8')
    expect(sheet).toContain('JY-0005')
    expect(sheet).toContain('不是能认出的日期')
    expect(sheet).not.toContain('JY-0001')
  })

  test('put the values in as they were meant', async () => {
    await page.goto(`${story.url}/app/reports?words=JY-0001`)
    const row = page.getByRole('row', { name: '场发射扫描电子显微镜' })
    expect(await row.innerText()).toContain('41.24')
    expect(await row.innerText()).toContain('2019-01-05')
    await row.click()
    await page.getByText('看<1微米的形貌').waitFor()
    await story.picture(page, 'ledger-5-panel')
  })

  test('changes nothing when it is imported again, and asks nothing about columns it knows', async () => {
    await uploadLedger()
    await page.getByText('可以导入（行）').waitFor()
    await story.picture(page, 'ledger-6-again')
    await page.getByRole('button', { name: /^导入 \d 行$/ }).click()
    await page.getByText('行有问题，没有导入').waitFor()
    await story.picture(page, 'ledger-7-again')
    expect(await created()).toBe('0')
  })

  test('shows a changed asset number as a link to confirm, and makes no second instrument of it', async () => {
    const renumbered = ledger.replace('JY-0001', '2026-JY-1')
    await uploadLedger({ ...file, buffer: gb18030(renumbered) })
    const link = page.locator('.ant-card-small', { hasText: '换了编号' }).last()
    await link.getByText('2026-JY-1').waitFor()
    await story.picture(page, 'ledger-8-renumbered')
    expect(await page.getByRole('button', { name: /^导入 \d 行$/ }).isDisabled()).toBe(true)
    await page.getByRole('button', { name: /^全部确认/ }).click()
    await link.getByText('已确认').waitFor()
    await page.getByRole('button', { name: /^导入 \d 行$/ }).click()
    await page.getByText('行有问题，没有导入').waitFor()
    expect(await created()).toBe('0')
    await page.goto(`${story.url}/app/reports?words=JY-0001`)
    await page.getByRole('row', { name: '场发射扫描电子显微镜' }).waitFor()
  })
})
