import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStory, type Story } from './support/browser.ts'

interface Suggestion {
  readonly element: string
  readonly label: string
}
interface Waiting {
  readonly items: readonly { innerId: string; instrumentId: number; suggestions: readonly Suggestion[] }[]
}

let story: Story
let reporter: Page
beforeAll(async () => {
  story = await openStory()
  reporter = await story.open({ login: 'reporter' })
  reporter.setDefaultTimeout(10_000)
})
afterAll(() => story.close())

/** An instrument of which only name, model and a maker in a foreign spelling are known. */
async function begin(innerId: string, elements: Record<string, unknown>): Promise<number> {
  const session = await reporter.request.get(`${story.url}/api/v1/session`)
  const { unitId } = (await session.json()) as { unitId: number }
  const answer = await reporter.request.post(`${story.url}/api/v1/reports`, {
    headers: { origin: story.url },
    data: { unitId, innerId, elements },
  })
  expect(answer.ok(), await answer.text()).toBe(true)
  return ((await answer.json()) as { instrumentId: number }).instrumentId
}

const offered = async (innerId: string): Promise<number> => {
  const answer = await reporter.request.get(`${story.url}/api/v1/suggestions`)
  const { items } = (await answer.json()) as Waiting
  return items.find((one) => one.innerId === innerId)?.suggestions.length ?? 0
}

const rowOf = (innerId: string) => reporter.locator('.suggestion-row', { hasText: innerId }).first()

describe('What the program suggests', () => {
  test('is taken with one click and refused with another', { timeout: 40_000 }, async () => {
    const taken = await begin('建议-0001', { cname: '扫描电子显微镜', instrVersion: 'SU8010', worth: 320 })
    await begin('建议-0002', { cname: '气相色谱仪', instrVersion: 'GC-2030', worth: 120 })
    expect(await offered('建议-0001')).toBeGreaterThan(0)
    const before = await offered('建议-0002')
    await reporter.goto(`${story.url}/app/suggestions?kind=class`)
    const label = await rowOf('建议-0001').locator('strong').innerText()
    await rowOf('建议-0001').getByRole('button', { name: '采用', exact: true }).click()
    await reporter.getByText('已采用 1 台仪器的建议').waitFor()
    await rowOf('建议-0002').getByRole('button', { name: '不采用' }).click()
    await reporter.getByText('已记下 1 台仪器不采用，不再提示').waitFor()
    expect(await offered('建议-0002')).toBeLessThan(before)
    await reporter.goto(`${story.url}/app/reports/${taken}`)
    const last = label.split(/\s+/u).at(-1) ?? label
    await reporter.getByText(last).first().waitFor()
  })
})
