import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { creditCodeCheckCharacter } from '#kernel/credit-code.ts'
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

const openCalendar = async (page: Page) => {
  await page.goto(`${story.url}/app/book/${instrument.id}?from=${instrument.day}`)
  await page.locator('.free-list li').first().waitFor()
}

/** Draws over hours of a day of an empty calendar, which begins an hour before the instrument opens at 8. */
async function drag(page: Page, day: number, from: number, to: number): Promise<void> {
  const box = await page.locator('.week-day').nth(day).boundingBox()
  if (box === null) throw new Error('no calendar')
  const [x, top] = [box.x + box.width / 2, box.y]
  const hour = box.height / 14
  await page.mouse.move(x, top + (from - 7) * hour + 4)
  await page.mouse.down()
  await page.mouse.move(x, top + (to - 7) * hour - 4, { steps: 4 })
  await page.mouse.up()
}

const form = (page: Page) => page.getByRole('dialog')
const rowOf = (page: Page, clock: string) =>
  page.getByRole('row', { name: instrument.name }).filter({ hasText: clock })

describe('Booking an instrument', () => {
  test('is done from the list with the keyboard alone', async () => {
    await openCalendar(student)
    await story.picture(student, 'booking-1-calendar')
    await student.locator('.free-list button').first().focus()
    await student.keyboard.press('Enter')
    await form(student).getByText('可以预约，提交后立即生效').waitFor()
    await form(student).getByLabel('用途').focus()
    await student.keyboard.type('粉末样品形貌')
    await form(student).getByRole('button', { name: '预约', exact: true }).focus()
    await student.keyboard.press('Enter')
    await student.getByText('预约成功').waitFor()
    await rowOf(student, '08:00–09:00').getByText('已确认').waitFor()
  })

  test('is refused with all its reasons when the time is closed and too long', async () => {
    await openCalendar(student)
    await drag(student, 1, 15, 21)
    const refused = form(student).getByRole('alert')
    await refused.getByText('最多 240 分钟').waitFor()
    await refused.getByText('不在开放时间内').waitFor()
    expect(await form(student).getByRole('button', { name: '预约', exact: true }).isDisabled()).toBe(true)
    await story.picture(student, 'booking-2-refused')
  })

  test('is done by drawing on the calendar, moved and cancelled', async () => {
    await openCalendar(student)
    await drag(student, 1, 10, 12)
    await form(student).getByLabel('用途').fill('断口观察')
    await form(student).getByRole('button', { name: '预约', exact: true }).click()
    await student.getByText('预约成功').waitFor()
    await rowOf(student, '10:00–12:00').getByRole('button', { name: '改期' }).click()
    await student.locator('.free-list li').first().waitFor()
    await drag(student, 1, 14, 16)
    await form(student).getByText('可以预约').waitFor()
    await story.picture(student, 'booking-3-move')
    await form(student).getByRole('button', { name: '改期' }).click()
    await student.getByText('已改期').waitFor()
    await rowOf(student, '14:00–16:00').getByRole('button', { name: '取消预约' }).click()
    await form(student).getByText('现在取消不计入记录').waitFor()
    await form(student).getByRole('button', { name: '取消预约' }).click()
    await student.getByText('预约已取消').waitFor()
    await rowOf(student, '14:00–16:00').getByText('已取消').waitFor()
    await story.picture(student, 'booking-4-mine')
  })
})

describe('Somebody new from a company', () => {
  const code = `91440101MA5JY01H0${creditCodeCheckCharacter('91440101MA5JY01H0') ?? ''}`
  let guest: Page

  test('registers with the credit code of the company and signs in', async () => {
    guest = await story.open()
    guest.setDefaultTimeout(10_000)
    await guest.goto(`${story.url}/app/register`)
    await guest.getByLabel('统一社会信用代码').fill('91440101MA5JY01H00')
    await guest.getByLabel('统一社会信用代码').blur()
    await guest.getByText('代码校验不通过').waitFor()
    await guest.getByLabel('统一社会信用代码').fill(code)
    await guest.getByLabel('单位名称').fill('示例精密材料有限公司')
    await guest.getByLabel('姓名').fill('黎新')
    await guest.getByLabel('用户名').fill('lixin')
    await guest.getByLabel('密码', { exact: true }).fill('Kuai-Le-2026')
    await guest.getByRole('checkbox').check()
    await story.picture(guest, 'booking-5-register')
    await guest.getByRole('button', { name: '注册' }).click()
    await guest.getByText('注册成功').waitFor()
    await guest.getByRole('button', { name: '登录' }).click()
    await guest.getByLabel('用户名').fill('lixin')
    await guest.getByLabel('密码', { exact: true }).fill('Kuai-Le-2026')
    await guest.getByRole('button', { name: '登录', exact: true }).click()
    await guest.getByText('示例精密材料有限公司').first().waitFor()
    await story.picture(guest, 'booking-6-first-page')
  })

  test('asks for a time that the lead has to grant, and gets it', async () => {
    await openInstrument(lead.request, story.url, 'external')
    await openCalendar(guest)
    await drag(guest, 2, 9, 11)
    await form(guest).getByText('可申请：审批期间为您保留').waitFor()
    await form(guest).getByLabel('用途').fill('来料检查')
    await form(guest).getByRole('button', { name: '提交申请' }).click()
    await guest.getByText('申请已提交，等待审批').waitFor()
    await rowOf(guest, '09:00–11:00').getByText('待审批').waitFor()

    await lead.goto(`${story.url}/app/booking-approvals`)
    const request = rowOf(lead, '09:00–11:00').filter({ hasText: '黎新' })
    await story.picture(lead, 'booking-7-approvals')
    await request.getByRole('button', { name: '同意' }).click()
    await form(lead).getByLabel('给用户的说明').fill('请带样品清单')
    await form(lead).getByRole('button', { name: '同意' }).click()
    await lead.getByText('已同意，预约生效').waitFor()

    await guest.reload()
    await rowOf(guest, '09:00–11:00').getByText('已确认').waitFor()
    await rowOf(guest, '09:00–11:00').getByText('09:00–11:00').click()
    await guest.getByText('请带样品清单').first().waitFor()
    await story.picture(guest, 'booking-8-granted')
  })
})
