import { describe, expect, test } from 'vitest'
import { instantOf, plus, minute } from '#kernel/time.ts'
import { asBookedRefusals, checkInRefusals, noShowRefusals, windowFrom } from './check-in-rules.ts'
import { changesBetween, evidenceAfter, factsRefusals } from './correction-rules.ts'
import { noParts } from './effective-hours.ts'
import { maskedElements, maskedEmail, maskedName, maskedPhone } from './masking.ts'
import { serviceTypeOf } from './service-type-rules.ts'
import { stepRefusals } from './use-transitions.ts'
import { yearDeltas } from './year-sums.ts'

const at = (time: string) => instantOf(`2026-11-23T${time}:00+08:00`)
const zone = 'Asia/Shanghai'
const window = windowFrom({})
const codes = (refusals: readonly { code: string }[]) => refusals.map(({ code }) => code)
const booked = (status: string) => ({ status, start: at('14:00'), end: at('16:00') })

describe('Check-in to a booking 14:00–16:00', () => {
  test.each([
    ['13:29', false, 'confirmed', ['usage.check_in_too_early']],
    ['13:30', false, 'confirmed', []],
    ['14:29', false, 'confirmed', []],
    ['14:30', false, 'confirmed', ['usage.check_in_too_late']],
    ['14:30', true, 'confirmed', []],
    ['16:00', true, 'confirmed', ['usage.check_in_too_late']],
    ['14:00', true, 'pending', ['usage.booking_not_confirmed']],
    ['13:00', true, 'cancelled', ['usage.booking_not_confirmed', 'usage.check_in_too_early']],
  ])('at %s, by the lead: %s, booking %s, answers %j', (time, byLead, status, expected) => {
    expect(codes(checkInRefusals(booked(status), { now: at(time), byLead, zone }, window))).toEqual(expected)
  })

  test('is as wide as the rule set says, and as usual where it is silent', () => {
    expect(windowFrom({ checkInEarlyMinutes: 10, noShowAfterMinutes: 45 })).toEqual({
      earlyMinutes: 10,
      lateMinutes: 30,
      noShowAfterMinutes: 45,
    })
  })

  test('is missed from half an hour after its start, used as booked once it is over', () => {
    expect(codes(noShowRefusals(booked('confirmed'), { now: at('14:29'), zone }, window))).toEqual([
      'usage.no_show_too_early',
    ])
    expect(noShowRefusals(booked('confirmed'), { now: at('14:30'), zone }, window)).toEqual([])
    expect(codes(asBookedRefusals(booked('confirmed'), at('15:59')))).toEqual(['usage.booking_not_over'])
    expect(asBookedRefusals(booked('confirmed'), at('16:00'))).toEqual([])
  })
})

describe('The kind of user', () => {
  test.each([
    ['of the managing legal person', 7, 120],
    ['of another legal person', 8, 130],
    ['a natural person', undefined, 130],
  ])('%s', (_, userUnitId, expected) => {
    expect(serviceTypeOf(7, userUnitId)).toBe(expected)
  })
})

describe('Facts of a use entered at 18:00', () => {
  const other = { id: 9, span: { start: at('11:00'), end: at('12:00') } }
  const judged = (from: string, to: string, measuringMinutes = 0) =>
    codes(
      factsRefusals(
        { startedAt: at(from), endedAt: at(to), parts: { ...noParts, measuringMinutes } },
        [other],
        at('18:00'),
      ),
    )
  test.each([
    ['09:00', '11:00', 120, []],
    ['12:00', '13:00', 60, []],
    ['09:00', '11:01', 60, ['usage.overlaps_another_use']],
    ['17:00', '18:01', 60, ['usage.ends_in_the_future']],
    ['10:00', '10:00', 0, ['usage.ends_before_start']],
    [
      '11:30',
      '19:00',
      451,
      ['usage.parts_longer_than_use', 'usage.ends_in_the_future', 'usage.overlaps_another_use'],
    ],
  ])('%s–%s with %d minutes measuring are refused with %j', (from, to, minutes, expected) => {
    expect(judged(from, to, minutes)).toEqual(expected)
  })

  test('may be corrected in the very minute it ended, which was rounded up', () => {
    const facts = { startedAt: at('17:00'), endedAt: at('18:00'), parts: noParts }
    expect(factsRefusals(facts, [], instantOf('2026-11-23T17:59:20+08:00'))).toEqual([])
    expect(codes(factsRefusals(facts, [], at('17:59')))).toEqual(['usage.ends_in_the_future'])
  })
  test('lasting longer than two weeks are a forgotten check-out', () => {
    const startedAt = plus(at('09:00'), -15 * 24 * 60 * minute)
    const refusals = factsRefusals({ startedAt, endedAt: at('09:00'), parts: noParts }, [], at('18:00'))
    expect(codes(refusals)).toEqual(['usage.use_too_long'])
  })
})

describe('A correction', () => {
  const before = {
    startedAt: at('09:00'),
    endedAt: at('10:00'),
    parts: { ...noParts, measuringMinutes: 60 },
    kind: 'service',
    amountFen: 0,
    note: '',
  } as const

  test('keeps what it was and what it became, field by field', () => {
    const after = { ...before, parts: { ...before.parts, measuringMinutes: 50, idleMinutes: 10 } }
    expect(changesBetween(before, after)).toEqual({
      measuringMinutes: { from: 60, to: 50 },
      idleMinutes: { from: 0, to: 10 },
    })
  })

  test('of the times makes a logged use a declared one, of the parts does not', () => {
    expect(evidenceAfter('logged', before, before)).toBe('logged')
    expect(evidenceAfter('logged', before, { ...before, endedAt: at('11:00') })).toBe('declared')
  })

  test.each([
    ['running', 'correct', false],
    ['running', 'check_out', true],
    ['finished', 'correct', true],
    ['finished', 'check_out', false],
    ['void', 'correct', false],
    ['void', 'void', false],
  ] as const)('of a %s use: %s is possible: %s', (status, step, possible) => {
    expect(stepRefusals(status, step).length === 0).toBe(possible)
  })
})

describe('Personal data in lists', () => {
  test.each([
    [maskedPhone('13812345678'), '138****5678'],
    [maskedPhone('12345'), '*****'],
    [maskedEmail('li.ming@example.org'), 'l***@example.org'],
    [maskedEmail('nobody'), '******'],
    [maskedName('李明'), '李*'],
    [maskedName('𠮷田'), '𠮷*'],
  ])('shows %s', (shown, expected) => {
    expect(shown).toBe(expected)
  })

  test('masks only what is personal', () => {
    expect(maskedElements({ applicant: '李明', subjectName: '李明的课题' })).toEqual({
      applicant: '李*',
      subjectName: '李明的课题',
    })
  })
})

test('a correction across New Year takes the hours from one year and gives them to the other', () => {
  const record = { year: 2025, effectiveMinutes: 90, serviceType: 130, amountFen: 500 } as const
  expect(yearDeltas(record, { ...record, year: 2026, serviceType: 120 })).toEqual([
    {
      year: 2025,
      records: -1,
      effectiveMinutes: -90,
      externalMinutes: -90,
      externalRecords: -1,
      amountFen: -500,
    },
    { year: 2026, records: 1, effectiveMinutes: 90, externalMinutes: 0, externalRecords: 0, amountFen: 500 },
  ])
})
