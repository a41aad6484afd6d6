import { describe, expect, test } from 'vitest'
import {
  certificateActs,
  certificateRefusals,
  certificateStates,
  certificateSteps,
  lastDay,
  promptDue,
  standingOf,
} from './certificate.ts'
import { afterEnrolmentAct, enrolmentActs, enrolmentStates, enrolRefusals } from './enrolment.ts'
import { attemptActs, attemptStates, attemptSteps } from './exam.ts'
import { practicalActs, practicalStates, practicalSteps } from './practical.ts'
import { instantOf } from '#kernel/time.ts'

/** Every pair of state and act with where it leads, `-` where it is refused. */
const all = <S extends string, A extends string>(
  states: readonly S[],
  acts: readonly A[],
  after: (state: S, act: A) => string | undefined,
) => states.flatMap((state) => acts.map((act) => `${state} ${act} ${after(state, act) ?? '-'}`))

describe('Each aggregate changes by its table alone', () => {
  test('an enrolment', () => {
    const states = ['none', ...enrolmentStates] as const
    const after = (state: (typeof states)[number], act: (typeof enrolmentActs)[number]) =>
      afterEnrolmentAct(state === 'none' ? undefined : state, act)
    expect(all(states, enrolmentActs, after)).toEqual([
      ...['none enrol enrolled', 'none withdraw -', 'none attend attended', 'none miss -'],
      ...['enrolled enrol -', 'enrolled withdraw withdrawn'],
      ...['enrolled attend attended', 'enrolled miss absent'],
      ...['withdrawn enrol enrolled', 'withdrawn withdraw -'],
      ...['withdrawn attend attended', 'withdrawn miss -'],
      ...['attended enrol -', 'attended withdraw -', 'attended attend attended', 'attended miss absent'],
      ...['absent enrol -', 'absent withdraw -', 'absent attend attended', 'absent miss absent'],
    ])
  })
  test('an attempt at an exam', () => {
    expect(all(attemptStates, attemptActs, (state, act) => attemptSteps[state][act])).toEqual([
      ...['running pass passed', 'running fail failed', 'running run_out overdue'],
      ...['passed pass -', 'passed fail -', 'passed run_out -'],
      ...['failed pass -', 'failed fail -', 'failed run_out -'],
      ...['overdue pass -', 'overdue fail -', 'overdue run_out -'],
    ])
  })
  test('a practical check', () => {
    expect(all(practicalStates, practicalActs, (state, act) => practicalSteps[state][act])).toEqual([
      ...['waiting pass passed', 'waiting fail failed'],
      ...['passed pass -', 'passed fail -', 'failed pass -', 'failed fail -'],
    ])
  })
  test('a certificate', () => {
    expect(all(certificateStates, certificateActs, (state, act) => certificateSteps[state][act])).toEqual([
      ...['valid suspend suspended', 'valid restore -', 'valid revoke revoked', 'valid replace replaced'],
      ...['suspended suspend -', 'suspended restore valid'],
      ...['suspended revoke revoked', 'suspended replace replaced'],
      ...['revoked suspend -', 'revoked restore -', 'revoked revoke -', 'revoked replace -'],
      ...['replaced suspend -', 'replaced restore -', 'replaced revoke -', 'replaced replace -'],
    ])
  })
})

describe('A certificate', () => {
  const days = [60, 14, 3]
  const until = (validUntil: string | undefined) => ({
    ...{ state: 'valid' as const, validFrom: '2026-01-01', validUntil },
  })
  test.each([
    ['2025-12-31', '2026-12-31', 'not_yet', undefined],
    ['2026-06-01', '2026-12-31', 'valid', undefined],
    ['2026-11-01', '2026-12-31', 'expiring', 60],
    ['2026-12-20', '2026-12-31', 'expiring', 14],
    ['2026-12-31', '2026-12-31', 'expiring', 3],
    ['2027-01-01', '2026-12-31', 'expired', 0],
    ['2027-03-01', '2026-12-31', 'expired', undefined],
    ['2027-03-01', undefined, 'valid', undefined],
  ])('on %s until %s is %s, prompt %s', (today, end, standing, prompt) => {
    expect(standingOf(until(end), today, days)).toBe(standing)
    expect(promptDue(until(end), today, days)).toBe(prompt)
  })
  test('counts months to the day before', () => {
    expect(lastDay('2026-01-31', 1)).toBe('2026-02-27')
    expect(lastDay('2024-02-29', 12)).toBe('2025-02-27')
    expect(lastDay('2026-03-01', undefined)).toBeUndefined()
  })
  test('is not taken away without a reason, nor twice', () => {
    const codes = certificateRefusals('revoked', 'suspend', ' ').map(({ code }) => code)
    expect(codes).toEqual(['qualification.certificate_not_so', 'qualification.reason_needed'])
    expect(certificateRefusals('valid', 'suspend', 'x')).toEqual([])
  })
})

describe('A seat at a session', () => {
  const now = instantOf('2026-11-24T09:00:00+08:00')
  const session = { startsAt: instantOf('2026-11-25T09:00:00+08:00'), seats: 2, state: 'planned' as const }
  test.each([
    ['free', session, 1, undefined, []],
    ['full', session, 2, undefined, ['qualification.session_full']],
    ['taken already', session, 1, 'enrolled' as const, ['qualification.enrolled_already']],
    ['given back before', session, 1, 'withdrawn' as const, []],
    ['begun', { ...session, startsAt: now }, 0, undefined, ['qualification.session_begun']],
    [
      'called off',
      { ...session, state: 'cancelled' as const },
      0,
      undefined,
      ['qualification.session_cancelled'],
    ],
  ])('%s', (_name, at, taken, state, codes) => {
    expect(enrolRefusals(at, taken, state, now).map(({ code }) => code)).toEqual(codes)
  })
})
