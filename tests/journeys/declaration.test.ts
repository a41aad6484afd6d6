import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { violationsOn } from './support/axe.ts'
import { openStory, type Story } from './support/browser.ts'

const number = '不报送-0001'
const name = '真空联锁专用试验装置'

let story: Story
let instrument = ''
let address = ''
beforeAll(async () => {
  story = await openStory()
})
afterAll(() => story.close())

/** A person's page that shows the declaration. */
async function openAs(login: string, at = address): Promise<Page> {
  const page = await story.open({ login, bypassCSP: true })
  page.setDefaultTimeout(10_000)
  await page.goto(at)
  return page
}

/** Presses the button of a step, says something if it must, and waits until it is done. */
async function take(page: Page, act: string, done: string, comment = ''): Promise<void> {
  await page.getByRole('button', { name: act, exact: true }).click()
  const dialog = page.getByRole('dialog')
  if (comment !== '') await dialog.getByRole('textbox').fill(comment)
  await dialog.getByRole('button', { name: act, exact: true }).click()
  await page.getByRole('alert').getByText(done).waitFor()
}

/** An instrument the unit would have to report. */
async function enterInstrument(page: Page): Promise<string> {
  const session = (await (await page.request.get(`${story.url}/api/v1/session`)).json()) as { unitId: number }
  const answer = await page.request.post(`${story.url}/api/v1/reports`, {
    headers: { origin: story.url },
    data: {
      ...{ unitId: session.unitId, innerId: number },
      elements: {
        cname: name,
        instrVersion: 'ZK-1',
        worth: 320,
        funds: ['中央财政资金'],
        beginDate: '2021-03-04',
      },
    },
  })
  expect(answer.ok()).toBe(true)
  return String(((await answer.json()) as { instrumentId: number }).instrumentId)
}

describe('A declaration of not reporting', () => {
  test('begins at the list of instruments and is handed in by the reporter', {
    timeout: 90_000,
  }, async () => {
    const page = await openAs('reporter', `${story.url}/app/`)
    instrument = await enterInstrument(page)
    await page.goto(`${story.url}/app/reports?words=${encodeURIComponent(number)}`)
    await page.getByRole('checkbox').last().check()
    await page.getByRole('button', { name: '填写不报送说明' }).click()
    await page.getByText(`${name}（${number}）`).waitFor()
    await page.getByRole('radio', { name: '功能特殊' }).check()
    await page
      .getByRole('textbox', { name: '具体情况' })
      .fill('装置承担涉密任务以外的联锁试验，离线后不能运行。')
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '确认不涉密，继续' }).click()
    await page.getByText('所列仪器（1 台）').waitFor()
    address = page.url()
    expect(await violationsOn(page, 'serious')).toEqual([])
    await take(page, '提交签署', '已提交签署')
    await page.context().close()
  })

  test('is signed by the leader, confirmed by the department and filed by the province', {
    timeout: 90_000,
  }, async () => {
    const leader = await openAs('unitadmin')
    await take(leader, '签署并上报', '已签署并上报')
    await leader.context().close()
    const department = await openAs('dept')
    await take(department, '确认', '已确认', '情况属实，同意不报送。')
    await department.context().close()
    const province = await openAs('province')
    await take(province, '备案', '已备案')
    await province
      .getByText(/粤科仪备〔\d{4}〕\d+号/)
      .first()
      .waitFor()
    await province.context().close()
  })

  test('is printed with what was decided, and its instrument need not be reported', {
    timeout: 90_000,
  }, async () => {
    const page = await openAs('reporter')
    for (const [format, head] of [
      ['Word 文档（docx）', 'PK'],
      ['PDF', '%P'],
    ] as const) {
      const waiting = page.waitForEvent('download')
      await page.getByRole('button', { name: '下载说明函' }).click()
      await page.getByRole('menuitem', { name: format }).click()
      const file = await waiting
      expect(file.suggestedFilename()).toContain(`关于${name}不报送的说明`)
      expect((await readFile(await file.path())).subarray(0, 2).toString('latin1')).toBe(head)
    }
    await page.goto(`${story.url}/app/reports/${instrument}`)
    await page.getByText('不报送说明：功能特殊').waitFor()
    await page.getByText('已备案不报送').waitFor()
    await page.context().close()
  })
})
