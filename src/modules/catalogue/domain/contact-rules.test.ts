import { describe, expect, test } from 'vitest'
import { contactRefusals } from './contact-rules.ts'

const limits = { perHour: 30, perDay: 100, keepDays: 190 }

describe('A source that may read 30 contacts an hour and 100 a day', () => {
  test.each([
    [0, 0, []],
    [29, 99, []],
    [30, 30, [{ limit: 30, hours: 1 }]],
    [0, 100, [{ limit: 100, hours: 24 }]],
    [30, 100, [{ limit: 100, hours: 24 }]],
  ])('having read %i in the hour and %i in the day, meets %j', (inHour, inDay, expected) => {
    expect(contactRefusals({ inHour, inDay }, limits)).toEqual(
      expected.map((one) => ({ code: 'catalogue.too_many_contacts', ...one })),
    )
  })
})
