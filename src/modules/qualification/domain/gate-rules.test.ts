import { describe, expect, test } from 'vitest'
import { instantAt } from '#kernel/time.ts'
import type { Level } from './levels.ts'
import { courseTowards, gateRefusals, type HeldCertificate, levelNeeded, touchesNight } from './gate-rules.ts'

const zone = 'Asia/Shanghai'
const levels: readonly Level[] = ['guided', 'independent', 'night'].map((code) => ({
  ...{ code, name: code, nameEn: code },
}))
const night = { nightFrom: '22:00', nightUntil: '07:00' }
const slot = (date: string, from: string, to: string, until = date) => ({
  start: instantAt(date, from, zone),
  end: instantAt(until, to, zone),
})
const now = instantAt('2026-11-24', '09:00', zone)

describe('A night from 22:00 to 07:00', () => {
  test.each([
    ['2026-11-24', '09:00', '22:00', '2026-11-24', false],
    ['2026-11-24', '21:00', '22:30', '2026-11-24', true],
    ['2026-11-24', '06:30', '08:00', '2026-11-24', true],
    ['2026-11-24', '07:00', '08:00', '2026-11-24', false],
    ['2026-11-24', '21:00', '09:00', '2026-11-25', true],
    ['2026-11-24', '00:00', '01:00', '2026-11-24', true],
  ])('%s %s–%s of %s touches it: %s', (date, from, to, until, expected) => {
    expect(touchesNight(slot(date, from, to, until), night, zone)).toBe(expected)
  })
  test('within one day, and none at all', () => {
    const siesta = { nightFrom: '12:00', nightUntil: '14:00' }
    expect(touchesNight(slot('2026-11-24', '13:00', '15:00'), siesta, zone)).toBe(true)
    expect(touchesNight(slot('2026-11-24', '14:00', '15:00'), siesta, zone)).toBe(false)
    expect(
      touchesNight(slot('2026-11-24', '00:00', '24:00'), { nightFrom: '00:00', nightUntil: '00:00' }, zone),
    ).toBe(false)
  })
})

describe('The level a time needs', () => {
  const asked = { byDay: 'independent', atNight: 'night', guided: undefined, ...night }
  test.each([
    ['self', '09:00', '10:00', 'independent'],
    ['self', '21:00', '23:00', 'night'],
    ['guided', '09:00', '10:00', undefined],
    ['commissioned', '09:00', '10:00', undefined],
    ['remote', '22:00', '23:00', undefined],
  ])('%s %s–%s is %s', (way, from, to, level) => {
    expect(levelNeeded(asked, slot('2026-11-25', from, to), way, zone)).toBe(level)
  })
  test('at night is that of the day when the night asks for nothing of its own', () => {
    const wish = slot('2026-11-25', '22:00', '23:00')
    expect(levelNeeded({ ...asked, atNight: undefined }, wish, 'self', zone)).toBe('independent')
  })
})

const held = (given: Partial<HeldCertificate> = {}): HeldCertificate => ({
  ...{ level: 'independent', validFrom: '2026-01-01', validUntil: '2026-12-31', state: 'valid' },
  ...given,
})
const ground = (certificates: readonly HeldCertificate[]) => ({
  requirement: { byDay: 'independent', atNight: undefined, guided: undefined, ...night },
  certificates,
  courses: [],
})
const wish = { slot: slot('2026-11-25', '09:00', '10:00'), serviceWay: 'self', zone, now }

describe('An instrument that asks for independent use answers', () => {
  test.each<[string, HeldCertificate[], string[]]>([
    ['nobody certified', [], ['qualification.needed']],
    ['somebody certified', [held()], []],
    ['a higher level', [held({ level: 'night' })], []],
    ['a lower level', [held({ level: 'guided' })], ['qualification.needed']],
    ['a level the rules do not know', [held({ level: 'master' })], ['qualification.needed']],
    ['one that ended', [held({ validUntil: '2026-11-23' })], ['qualification.expired']],
    ['one that ends on the day', [held({ validUntil: '2026-11-25' })], []],
    ['one that ends before', [held({ validUntil: '2026-11-24' })], ['qualification.expires_before_slot']],
    ['one that never ends', [held({ validUntil: undefined })], []],
    ['one that begins later', [held({ validFrom: '2026-11-26' })], ['qualification.needed']],
    ['a suspended one', [held({ state: 'suspended' })], ['qualification.suspended']],
    ['a revoked one', [held({ state: 'revoked' })], ['qualification.needed']],
    ['an ended and a good one', [held({ validUntil: '2026-11-23' }), held()], []],
    [
      'an ended and a suspended one',
      [held({ validUntil: '2026-11-23' }), held({ state: 'suspended' })],
      ['qualification.suspended'],
    ],
  ])('%s: %#', (_name, certificates, expected) => {
    expect(gateRefusals(ground(certificates), wish, levels).map(({ code }) => code)).toEqual(expected)
  })
  test('a slot that runs past the last day', () => {
    const over = { ...wish, slot: slot('2026-11-25', '20:00', '02:00', '2026-11-26') }
    const until = [held({ validUntil: '2026-11-25' })]
    expect(gateRefusals(ground(until), over, levels)).toMatchObject([
      { code: 'qualification.expires_before_slot', validUntil: '2026-11-25', level: 'independent' },
    ])
    expect(
      gateRefusals(ground(until), { ...wish, slot: slot('2026-11-25', '20:00', '24:00') }, levels),
    ).toEqual([])
  })
  test('with what is held and the way there', () => {
    const nextAt = instantAt('2026-11-27', '14:00', zone)
    const course = { id: 7, title: '课', titleEn: '', level: 'night', online: false, nextAt, place: 'A101' }
    const [refusal] = gateRefusals(
      { ...ground([held({ level: 'guided' })]), courses: [course] },
      wish,
      levels,
    )
    expect(refusal).toMatchObject({
      ...{ code: 'qualification.needed', context: 'session', held: 'guided', link: '/courses/7' },
      ...{ nextSession: '2026-11-27T14:00:00+08:00', nextTime: '2026-11-27 14:00', courseTitleEn: '课' },
    })
  })
})

test('The lowest level that is enough leads there, then what can be begun soonest', () => {
  const offered = { title: '', titleEn: '', place: '', online: false, nextAt: undefined }
  const courses = [
    { ...offered, id: 1, level: 'night', online: true },
    { ...offered, id: 2, level: 'independent' },
    { ...offered, id: 3, level: 'independent', nextAt: now },
    { ...offered, id: 4, level: 'guided', online: true },
  ]
  expect(courseTowards(courses, levels, 'independent')?.id).toBe(3)
  expect(courseTowards(courses.slice(3), levels, 'independent')).toBeUndefined()
})
