import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStory, type Story } from './support/browser.ts'

interface Dictionary {
  readonly elements: readonly { readonly id: string; readonly no?: number }[]
}

let story: Story
beforeAll(async () => {
  story = await openStory()
})
afterAll(() => story.close())

describe('An element nobody programmed', () => {
  const label = '本年度开放日次数'

  test('comes with a dictionary an operator uploads, and is in the form, the export and the description of the API', async () => {
    const page = await story.open({ login: 'operator' })
    page.setDefaultTimeout(10_000)
    await page.goto(`${story.url}/app/element-dictionaries`)
    const given = await page.request.get(`${story.url}/api/v1/element-dictionaries/1?version=g2-1-2019`)
    const before = (await given.json()) as Dictionary
    const added = {
      ...{
        id: 'openDays',
        no: before.elements.length + 1,
        label: { zh: label, en: 'Open days' },
        heading: label,
      },
      ...{ help: { zh: '对公众开放的天数。', en: 'Days open to the public.' }, section: 'opening' },
      ...{ type: 'integer', min: 0, required: true },
    }
    const wrong = {
      ...before,
      version: 'g2-1-journey',
      elements: [...before.elements, { ...added, requird: true }],
    }
    const right = {
      ...before,
      version: 'g2-1-journey',
      effectiveFrom: '2020-01-01',
      elements: [...before.elements, added],
    }
    const choose = (dictionary: object) =>
      page.locator('input[type=file]').setInputFiles({
        ...{ name: 'centre.json', mimeType: 'application/json' },
        buffer: Buffer.from(JSON.stringify(dictionary)),
      })
    await page.getByRole('button', { name: '上传新版本' }).click()
    await choose(wrong)
    await page.getByText('“openDays”的 requird 不是词典认识的内容').waitFor()
    await choose(right)
    await page.getByRole('dialog').getByText(label).waitFor()
    await page.getByRole('button', { name: '启用这个版本' }).click()
    await page.getByText('已添加版本 g2-1-journey').waitFor()

    const reporter = await story.open({ login: 'reporter' })
    reporter.setDefaultTimeout(10_000)
    await reporter.goto(`${story.url}/app/resources?kind=1`)
    await reporter.getByRole('button', { name: '新建' }).click()
    await reporter.getByLabel('内部编号').fill('ZX-JOURNEY')
    const dialog = reporter.getByRole('dialog')
    await dialog.getByLabel('名称').fill('示例中心')
    await dialog.locator('.ant-btn-primary').click()
    await reporter.getByText(label).first().waitFor()

    const sheet = await reporter.request.get(`${story.url}/api/v1/resource-record-exports?kind=1&format=csv`)
    expect((await sheet.text()).split('\r\n')[0]).toContain(label)
    const schema = await reporter.request.get(`${story.url}/api/v1/element-dictionaries/1/schema`)
    expect(await schema.json()).toMatchObject({ properties: { openDays: { type: 'integer', minimum: 0 } } })
  })
})
