import fc from 'fast-check'
import ICAL from 'ical.js'
import { describe, expect, test } from 'vitest'
import { instantOf } from '#kernel/time.ts'
import { type CalendarEvent, calendarText, escaped } from './calendar-text.ts'

const event: CalendarEvent = {
  uid: 'booking-7@gy.test',
  sequence: 3,
  status: 'CONFIRMED',
  start: instantOf('2026-11-26T09:00:00+08:00'),
  end: instantOf('2026-11-26T11:30:00+08:00'),
  stamp: instantOf('2026-11-24T00:00:00Z'),
  summary: '透射电子显微镜',
}
/** The text as an independent parser reads it. */
function parsed(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[])
  const [first] = calendar.getAllSubcomponents('vevent')
  return { calendar, vevent: first, event: new ICAL.Event(first) }
}
/** Characters a calendar keeps: whole ones, no controls but line feed. */
const textOf = fc
  .string({ unit: 'binary', maxLength: 200 })
  .map((text) => text.replaceAll(/[\u0000-\u0009\u000B-\u001F\u007F]/g, '').toWellFormed())

describe('A calendar', () => {
  test('says when, how firmly and in which version, in Universal Time', () => {
    const read = parsed(calendarText({ name: '我的预约', events: [event] }))
    expect(read.calendar.getFirstPropertyValue('version')).toBe('2.0')
    expect(read.calendar.getFirstPropertyValue('x-wr-calname')).toBe('我的预约')
    expect(read.event.uid).toBe(event.uid)
    expect(read.event.sequence).toBe(3)
    expect(read.event.startDate.toJSDate().toISOString()).toBe('2026-11-26T01:00:00.000Z')
    expect(read.event.endDate.toJSDate().toISOString()).toBe('2026-11-26T03:30:00.000Z')
    expect(read.vevent?.getFirstPropertyValue('status')).toBe('CONFIRMED')
    expect(String(read.vevent?.getFirstPropertyValue('dtstamp'))).toBe('2026-11-24T00:00:00Z')
  })

  test('as a message carries method, organizer and attendee', () => {
    const people = {
      organizer: { name: '共仪 "平台"', email: 'noreply@example.org' },
      attendee: { name: '王, 小明;', email: 'w@example.org' },
    }
    const read = parsed(
      calendarText({ method: 'CANCEL', events: [{ ...event, ...people, status: 'CANCELLED' }] }),
    )
    expect(read.calendar.getFirstPropertyValue('method')).toBe('CANCEL')
    expect(read.vevent?.getFirstPropertyValue('attendee')).toBe('mailto:w@example.org')
    expect(read.vevent?.getFirstProperty('attendee')?.getParameter('cn')).toBe('王, 小明;')
    expect(read.vevent?.getFirstProperty('organizer')?.getParameter('cn')).toBe('共仪 平台')
    expect(read.vevent?.getFirstPropertyValue('transp')).toBe('TRANSPARENT')
  })

  test('keeps every text as it was, in lines of at most 75 octets', () => {
    fc.assert(
      fc.property(textOf, textOf, (summary, description) => {
        const text = calendarText({ events: [{ ...event, summary: `a${summary}`, description }] })
        for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
        const read = parsed(text)
        expect(read.event.summary).toBe(`a${summary}`)
        expect(read.event.description ?? '').toBe(description)
      }),
    )
  })

  test('lets nobody write a line of their own', () => {
    const text = calendarText({
      events: [{ ...event, summary: 'x\r\nEND:VEVENT\rATTENDEE:mailto:a@b\u0000' }],
    })
    expect(parsed(text).event.summary).toBe('x\nEND:VEVENT\nATTENDEE:mailto:a@b')
    expect(escaped('a\\b;c,d\ne')).toBe('a\\\\b\\;c\\,d\\ne')
  })
})
