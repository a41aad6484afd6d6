import { describe, expect, test } from 'vitest'
import { type Grant, may, type Role, roles } from '#kernel/permissions.ts'
import {
  type Standing,
  type StandingAct,
  standingActs,
  standingChange,
  standingOf,
  standings,
} from './standing.ts'

const expected: Record<StandingAct, Partial<Record<Standing, [Standing, Role[]]>>> = {
  show: { hidden: ['shown', ['province_operator']], shown: ['shown', ['province_operator']] },
  withdraw: { shown: ['hidden', ['province_operator', 'unit_reviewer']] },
  dispose: {
    hidden: ['disposed', ['instrument_lead', 'unit_reporter']],
    shown: ['disposed', ['instrument_lead', 'unit_reporter']],
    disposed: ['disposed', ['instrument_lead', 'unit_reporter']],
  },
  take_back: { disposed: ['hidden', ['instrument_lead', 'unit_reporter']] },
}
const own = { unitId: 1, departmentId: 2, cityCode: '440100', instrumentId: 3 }
const other = { unitId: 9, departmentId: 8, cityCode: '440300', instrumentId: 7 }
const ofOwnUnit = (role: Role): Grant => ({ role, scope: 'unit', scopeId: '1' })

describe('How an instrument stands', () => {
  const all = standingActs.flatMap((act) => standings.map((from) => [act, from] as const))
  test.each(all)('%s of what is %s leads where the table says, for the roles it says', (act, from) => {
    const change = standingChange(act, from)
    const [to, allowed] = expected[act][from] ?? [undefined, []]
    expect(change?.to).toBe(to)
    const takers = (place: typeof own) =>
      roles.filter((role) => change !== undefined && may([ofOwnUnit(role)], change.by, place)).toSorted()
    expect(takers(own)).toEqual(allowed)
    expect(takers(other)).toEqual([])
  })

  test.each([
    [undefined, undefined, 'hidden'],
    [2, undefined, 'shown'],
    [undefined, '2026-01-01', 'disposed'],
    [2, '2026-01-01', 'disposed'],
  ])('accepted version %s, disposed on %s: %s', (acceptedVersion, disposedOn, standing) => {
    expect(standingOf({ acceptedVersion, disposedOn })).toBe(standing)
  })
})
