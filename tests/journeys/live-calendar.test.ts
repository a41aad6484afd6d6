import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Bookable, openInstrument } from './support/bookable.ts'
import { openStory, type Story } from './support/browser.ts'

let story: Story
let lead: Page
let student: Page
let instrument: Bookable

beforeAll(async () => {
  story = await openStory()
  ;[lead, student] = [await story.open({ login: 'lead' }), await story.open({ login: 'student' })]
  for (const page of [lead, student]) page.setDefaultTimeout(10_000)
  instrument = await openInstrument(lead.request, story.url, 'none')
})
afterAll(() => story.close())

const openWeek = async (page: Page) => {
  await page.goto(`${story.url}/app/book/${instrument.id}?from=${instrument.day}`)
  await page.locator('.free-list li').first().waitFor()
}

/** Where an hour of a day lies on a calendar that begins at seven. */
async function placeOf(page: Page, day: number, hour: number): Promise<{ x: number; y: number }> {
  const box = await page.locator('.week-day').nth(day).boundingBox()
  if (box === null) throw new Error('no calendar')
  return { x: box.x + box.width / 2, y: box.y + ((hour - 7) * box.height) / 14 }
}
async function drag(page: Page, day: number, from: number, to: number): Promise<void> {
  const [a, b] = [await placeOf(page, day, from), await placeOf(page, day, to)]
  await page.mouse.move(a.x, a.y + 9)
  await page.mouse.down()
  await page.mouse.move(b.x, b.y - 5, { steps: 5 })
  await page.mouse.up()
}
const form = (page: Page) => page.getByRole('dialog')

describe('Two people who look at one week', () => {
  test('one books by drawing, the other sees it without reload', async () => {
    await openWeek(lead)
    await openWeek(student)
    await drag(student, 1, 10, 12)
    await form(student).getByLabel('用途').fill('断口观察')
    await form(student).getByRole('button', { name: '预约', exact: true }).click()
    await student.getByText('预约成功').waitFor()
    await lead.locator('.week-taken.week-loose').waitFor({ timeout: 5_000 })
    await story.picture(lead, 'live-1-seen')
  })

  test('it is moved by drawing, and back by the keyboard alone; the other sees where it is', async () => {
    await openWeek(student)
    await student.locator('.week-mine.week-loose').waitFor()
    await drag(student, 1, 10.5, 15)
    await form(student).getByText('可以预约').waitFor()
    await form(student).getByRole('button', { name: '改期' }).click()
    await student.getByText('已改期').waitFor()
    const grid = student.getByRole('application')
    await grid.focus()
    const said = student.locator('.week-said')
    await student.keyboard.press('ArrowRight')
    for (let step = 0; step < 11; step++) await student.keyboard.press('ArrowDown')
    expect(await said.textContent()).toContain('我的预约')
    await student.keyboard.press('Enter')
    await said.getByText('已拿起预约').waitFor()
    for (let step = 0; step < 2; step++) await student.keyboard.press('ArrowUp')
    await student.keyboard.press('Shift+ArrowUp')
    await story.picture(student, 'live-2-keys')
    await student.keyboard.press('Enter')
    await form(student).getByText('可以预约').waitFor()
    await form(student).getByRole('button', { name: '改期' }).press('Enter')
    await form(student).waitFor({ state: 'hidden' })
    await lead.locator('.week-taken[title*="–"]').first().waitFor()
    await story.picture(lead, 'live-3-moved')
  })

  test('a time that is refused says why, and the booking stays where it was', async () => {
    await openWeek(student)
    const before = await student.locator('.week-mine.week-loose').getAttribute('title')
    const box = await student.locator('.week-mine.week-loose').boundingBox()
    if (box === null) throw new Error('no booking')
    await student.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    await student.mouse.down()
    const to = await placeOf(student, 1, 20.6)
    await student.mouse.move(to.x, to.y, { steps: 5 })
    await student.mouse.up()
    await form(student).getByText('不在开放时间内').waitFor()
    await student.keyboard.press('Escape')
    await form(student).waitFor({ state: 'hidden' })
    expect(await student.locator('.week-mine.week-loose').getAttribute('title')).toBe(before)
  })
})
