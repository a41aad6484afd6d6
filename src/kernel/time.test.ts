import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dateIn, instant, instantAt, instantOf, isoIn, isoOf } from './time.ts'

const zones = [
  'Asia/Shanghai',
  'Europe/London',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'UTC',
]
const moments = fc.integer({ min: Date.UTC(1995, 0, 1), max: Date.UTC(2060, 0, 1) }).map((ms) => instant(ms))
const zone = fc.constantFrom(...zones)

describe('Local time', () => {
  test('is written as Temporal writes it, in every zone and at every change of summer time', () => {
    fc.assert(
      fc.property(moments, zone, (at, of) => {
        const expected = Temporal.Instant.fromEpochMilliseconds(at)
        expect(isoIn(at, of)).toBe(expected.toString({ timeZone: of, smallestUnit: 'second' }))
        expect(dateIn(at, of)).toBe(expected.toZonedDateTimeISO(of).toPlainDate().toString())
      }),
      { numRuns: 2_000 },
    )
  })

  test('is read as Temporal reads it, whatever was asked before', () => {
    fc.assert(
      fc.property(moments, zone, moments, (at, of, before) => {
        isoIn(before, of)
        const date = dateIn(at, of)
        const time = isoIn(at, of).slice(11, 16)
        const expected = Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(of).epochMilliseconds
        expect(instantAt(date, time, of)).toBe(expected)
      }),
      { numRuns: 2_000 },
    )
  })

  test.each([
    ['2026-03-29', '00:30', '2026-03-29T00:30:00+00:00'],
    ['2026-03-29', '01:30', '2026-03-29T02:30:00+01:00'],
    ['2026-10-25', '01:30', '2026-10-25T01:30:00+01:00'],
    ['2026-10-25', '02:00', '2026-10-25T02:00:00+00:00'],
    ['2026-10-25', '24:00', '2026-10-26T00:00:00+00:00'],
    ['2026-12-31', '24:00', '2027-01-01T00:00:00+00:00'],
  ])('%s %s in London is %s', (date, time, expected) => {
    expect(isoIn(instantAt(date, time, 'Europe/London'), 'Europe/London')).toBe(expected)
  })

  test('at the very instant of a change belongs to what follows', () => {
    const change = instantOf('2026-03-29T01:00:00Z')
    isoIn(change, 'Europe/London')
    expect(isoIn(instant(change - 1), 'Europe/London')).toBe('2026-03-29T00:59:59+00:00')
    expect(isoIn(change, 'Europe/London')).toBe('2026-03-29T02:00:00+01:00')
    expect(isoOf(change)).toBe('2026-03-29T01:00:00Z')
  })
})
