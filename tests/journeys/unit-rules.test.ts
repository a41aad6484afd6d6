import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { now, openStory, type Story } from './support/browser.ts'

const day = (ahead: number) => new Date(now() + ahead * 86_400_000).toISOString().slice(0, 10)
const title = '大型仪器夜间开放办法'
const certificate = 'CNAS L90017'

let story: Story
let unitId = 0
beforeAll(async () => {
  story = await openStory()
})
afterAll(() => story.close())

async function openAs(login: string | undefined, path: string, name = ''): Promise<Page> {
  const page = await story.open(login === undefined ? {} : { login })
  page.setDefaultTimeout(10_000)
  await page.goto(story.url + path)
  if (name !== '') await page.getByRole('heading', { level: 1, name }).waitFor()
  return page
}

/** Takes one of the choices a field offers. */
async function choose(form: Locator, field: string, option: string | RegExp): Promise<void> {
  await form.getByRole('combobox', { name: field }).click()
  const options = form.page().locator('.ant-select-dropdown:visible .ant-select-item-option')
  await options.filter({ hasText: option }).first().click()
}

describe('What a unit publishes', () => {
  test('is a rule with its date of effect, written by the administrator', { timeout: 40_000 }, async () => {
    const page = await openAs('unitadmin', '/app/my-unit?tab=rules')
    const session = await page.request.get(`${story.url}/api/v1/session`)
    unitId = ((await session.json()) as { unitId: number }).unitId
    await page.getByRole('button', { name: '发布制度' }).first().click()
    const form = page.getByRole('dialog')
    await choose(form, '类别', '开放')
    await form.getByLabel('名称', { exact: true }).fill(title)
    await form.getByLabel('施行日期').fill(day(40))
    await form.getByLabel('正文').fill('第一条 夜间开放须有两人在场。')
    await form.getByRole('button', { name: '发布', exact: true }).click()
    const row = page.getByRole('row', { name: title })
    await row.getByText(day(40)).waitFor()
    await row.getByText('待施行').waitFor()
    await page.context().close()
  })

  test('is a qualification with its validity', { timeout: 40_000 }, async () => {
    const page = await openAs('unitadmin', '/app/my-unit?tab=qualifications')
    await page.getByRole('button', { name: '登记资质' }).first().click()
    const form = page.getByRole('dialog')
    await choose(form, '类别', 'CNAS')
    await form.getByLabel('证书编号').fill(certificate)
    await form.getByLabel('有效期起').fill(day(-30))
    await form.getByLabel('有效期至').fill(day(700))
    await form.getByRole('button', { name: '保存', exact: true }).click()
    await page.getByRole('row', { name: certificate }).getByText('有效', { exact: true }).waitFor()
    await page.context().close()
  })

  test('stands on the public page of the unit for everybody', { timeout: 40_000 }, async () => {
    const page = await openAs(undefined, `/units/${unitId}`)
    const rule = page.getByRole('listitem').or(page.getByRole('row')).filter({ hasText: title })
    expect(await rule.first().innerText()).toContain(day(40))
    await page.getByText(certificate).first().waitFor()
    await page.getByRole('link', { name: title }).first().click()
    await page.getByText('夜间开放须有两人在场').waitFor()
    await page.context().close()
  })
})

describe('The watch over units', () => {
  test('ranks them, opens what stands behind a figure, and prompts who is behind', {
    timeout: 40_000,
  }, async () => {
    const page = await openAs('operator', '/app/watch', '信息维护')
    await page.getByRole('table').getByRole('link').first().click()
    await page.getByText('先做什么').waitFor()
    await page.locator('.cell-link').first().click()
    const behind = page.getByRole('dialog')
    await behind
      .getByText(/共 [\d,]+ 项/)
      .first()
      .waitFor()
    await page.goto(`${story.url}/app/watch`)
    await page.getByRole('button', { name: '提醒各单位' }).click()
    await page.locator('.ant-popconfirm-buttons .ant-btn-primary').click()
    await page.getByText(/已提醒 \d+ 个单位/).waitFor()
    await page.context().close()
  })
})
