import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bookInstrumentNow } from './support/bookable.ts'
import { openStory, type Story } from './support/browser.ts'

let story: Story
let reporter: Page
let instrumentId = 0

/** Twelve rows with the troubles of real ledgers; their numbers begin with NL-. */
const ledger = [
  'id,name,price,price_range,buy_time_ms,model,country,manufacturer,unit,place,function_range,technical_indicators,state',
  ...[
    'NL-01,场发射扫描电镜,412376.14万,20万-50万,1298908800000,SU-8X,日本,日立,测试中心,一号楼,看&lt;1微米的形貌,分辨率1 nm',
    'NL-02,X射线衍射仪,655000,50万-100万,2019/1/5,D8-X,德国,布鲁克,测试中心,一号楼,物相分析,角度 0.001°',
    'NL-03,X射线衍射仪,655000,50万-100万,2019/1/5,D8-X,德国,布鲁克,测试中心,一号楼,物相分析,角度 0.001°',
    'NL-04,拉曼光谱仪,８６.５万元,50万-100万,二〇一九年一月五日,inVia-X,英国,雷尼绍,物理学院,二号楼,结构分析,\\N',
    'NL-05,红外光谱仪,430000,20万-50万,2020-11-30,iS5X,美国,赛默飞,化学学院,二号楼,官能团分析,信噪比 40000:1',
    `NL-06,增压稠化仪,296000,20万-50万,2009-07-01,OWC-X,中国,示例仪器,石油学院,三号楼,水泥浆稠化,${'压力 0～275 MPa；'.repeat(50)}`,
    'NL-07,电化学工作站,440100,20万-50万,2012-09-01,PGX302,荷兰,万通,化学学院,二号楼,循环伏安,电位 ±10 V',
    'NL-08,偏光显微镜,210000,20万-50万,2003-12-01,BX51X,日本,奥林巴斯,地学院,四号楼,岩石鉴定,放大 40～400 倍',
    'NL-09,热分析仪,540500,50万-100万,2008-11-01,,瑞士,梅特勒,化学学院,二号楼,热重分析,温度 25～1100 ℃',
    'NL-10,PCR仪,360600.00万,20万-50万,1543766400000,CFX-X,美国,伯乐,生命学院,五号楼,基因扩增,96 孔',
    'NL-11,  三轴试验机,415000,20万-50万,1635696000000,YSS-X,中国,示例数控,土木学院,六号楼,岩石力学,轴向 600 kN',
    'NL-12,,100000,20万以下,2019-01-01,,中国,,土木学院,六号楼,,',
  ].map((row) => `${row},0`),
].join('\n')

/** What all have in common, as the reporter writes it once. */
const written: Readonly<Record<string, string>> = {
  instrVersion: '见铭牌',
  technical: '见厂家说明书',
  serviceContent: '样品测试',
  requirement: '提前三天预约',
  contact: '预约值班岗',
  phone: '020-55500000',
  email: 'lab@gz-ligong.example.org',
  address: '广州市示范路 1 号',
  postalcode: '510640',
}
/** Element, words to search for, the option; an element that cannot be searched has no words. */
const chosen: readonly (readonly [string, string, RegExp])[] = [
  ['instrCategory', '010899', /010899/],
  ['type', '', /通用/],
  ['instrBelongsType', '', /^无$/],
  ['instrSource', '', /购置/],
  ['funds', '', /中央财政资金/],
  ['instrSupervise', '', /^否$/],
  ['subject', '化学', /^化学$/],
  ['province', '广东', /广东省/],
  ['city', '广州', /广州市/],
  ['county', '天河', /天河区/],
]

const list = async (page: Page, state: string) => {
  await page.goto(`${story.url}/app/reports?state=${state}&words=NL-`)
  await page.locator('.ant-table-row').first().waitFor()
}
const chooseAll = async (page: Page, state: string) => {
  await list(page, state)
  await page.locator('thead').getByRole('checkbox').check()
}
const drawer = () => reporter.locator('.ant-drawer-body')

async function choose(element: string, words: string, option: RegExp): Promise<void> {
  const box = drawer().locator(`#${element}`)
  await box.click()
  if (words !== '') await box.fill(words)
  await reporter
    .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)')
    .locator('.ant-select-item-option, .ant-select-tree-node-content-wrapper')
    .filter({ hasText: option })
    .last()
    .click()
  await drawer().getByText('各台相同的内容只填一次').click()
}

/** One act with everything chosen in a state of the list. */
async function withAll(page: Page, state: string, act: string, sure?: string): Promise<void> {
  await chooseAll(page, state)
  await page.getByRole('button', { name: act, exact: true }).click()
  if (sure !== undefined) await page.getByRole('button', { name: sure }).click()
  await page.locator('.ant-message').getByText('已办理 11 台').waitFor()
}

const nameOf = async (page: Page): Promise<string> => {
  const session = await page.request.get(`${story.url}/api/v1/session`)
  return ((await session.json()) as { displayName: string }).displayName
}

/** The reporter names who leads the instrument. */
async function entrust(name: string): Promise<void> {
  await reporter.goto(`${story.url}/app/reports/${String(instrumentId)}?tab=assign`)
  const box = reporter.locator('#leadAccountId')
  await box.click()
  await box.fill(name)
  await reporter.locator('.ant-select-item-option', { hasText: name }).first().click()
  await reporter
    .getByRole('button', { name: /保 ?存/ })
    .last()
    .click()
  await reporter.getByText('已保存').first().waitFor()
}

beforeAll(async () => {
  story = await openStory()
  reporter = await story.open({ login: 'reporter' })
  reporter.setDefaultTimeout(15_000)
})
afterAll(() => story.close())

describe('A ledger with troubles of every kind', () => {
  test('goes in, apart from the row without a name', async () => {
    await reporter.goto(`${story.url}/app/ledger`)
    const file = { name: 'nasty.csv', mimeType: 'text/csv', buffer: Buffer.from(ledger) }
    await reporter.locator('input[type=file]').setInputFiles(file)
    await reporter.getByRole('button', { name: '检查各行' }).click()
    await reporter.getByRole('button', { name: '导入 11 行' }).click()
    await reporter.getByText('1 行有问题，没有导入').waitFor()
  })

  test('is completed for all instruments at once', async () => {
    await chooseAll(reporter, 'draft')
    await reporter.getByRole('button', { name: '批量补填' }).click()
    await drawer().getByText('可填 11 台').waitFor()
    for (const proposal of await drawer().locator('.report-mends').getByRole('checkbox').all())
      await proposal.check()
    await drawer().locator('#ename').fill('Instrument of the example university')
    for (const [element, text] of Object.entries(written)) await drawer().locator(`#${element}`).fill(text)
    for (const [element, words, option] of chosen) await choose(element, words, option)
    await story.picture(reporter, 'whole-1-fill')
    await reporter.getByRole('button', { name: /补填 \d+ 项/ }).click()
    await reporter.getByText('已补填 11 台，所选仪器中 11 台已没有问题').waitFor()
    await reporter.getByText('扫描电镜', { exact: false }).first().waitFor()
    await story.picture(reporter, 'whole-2-complete')
  })

  test('is declared, submitted, reviewed by another person and accepted, eleven at a time', async () => {
    await withAll(reporter, 'draft', '声明不涉密', '我已核实，声明不涉密')
    await withAll(reporter, 'draft', '提交单位审核')
    for (const [login, state, act] of [
      ['reviewer', 'unit_review', '报省级审核'],
      ['operator', 'province_review', '通过'],
    ] as const) {
      const page = await story.open({ login })
      page.setDefaultTimeout(15_000)
      await withAll(page, state, act)
      await page.context().close()
    }
  })

  test.each(['NL-X 场发射扫描电镜 SU-8X', 'SU-8X', 'cfssmdj SU-8X'])(
    'is found by a visitor without JavaScript who writes %s',
    async (words) => {
      const visitor = await story.open({ javaScript: false })
      await expect
        .poll(
          async () => {
            await visitor.goto(`${story.url}/instruments?q=${encodeURIComponent(words.replace('NL-X ', ''))}`)
            return visitor.locator('main').innerText()
          },
          { timeout: 20_000, interval: 1_000 },
        )
        .toContain('SU-8X')
      await visitor.context().close()
    },
  )

  test('lends an instrument to somebody from outside, whose use becomes a record', async () => {
    await list(reporter, 'accepted')
    await reporter.getByRole('row', { name: 'NL-01' }).click()
    await reporter.getByRole('button', { name: '去填写' }).click()
    await reporter.waitForURL(/\/reports\/\d+/)
    instrumentId = Number(/reports\/(\d+)/.exec(reporter.url())?.[1])
    const lead = await story.open({ login: 'lead' })
    const student = await story.open({ login: 'student' })
    lead.setDefaultTimeout(15_000)
    await entrust(await nameOf(lead))
    await bookInstrumentNow(lead.request, student.request, story.url, instrumentId)

    await lead.goto(`${story.url}/app/usage/today`)
    const row = lead.getByRole('row', { name: '场发射扫描电镜' }).filter({ hasText: '能谱分析' })
    await row.getByRole('button', { name: '签到' }).click()
    await row.getByText('使用中').waitFor()
    await row.getByRole('button', { name: '签退' }).click()
    await lead.getByRole('dialog').getByRole('button', { name: '签退' }).click()
    await lead.getByText('已签退').waitFor()
    await lead.goto(`${story.url}/app/usage/records?instrumentId=${String(instrumentId)}`)
    const record = lead.locator('.ant-table-row').first()
    expect(await record.innerText()).toContain('外部用户')
    await story.picture(lead, 'whole-3-record')
  })
})
