import { describe, expect, test } from 'vitest'
import { type Ability, may, type Role, roles } from '#kernel/permissions.ts'
import { instrumentStates } from '#modules/registry/domain/instrument.ts'
import {
  type ReportState,
  reportStates,
  type ReportStep,
  reportSteps,
  transitionFor,
} from './report-transitions.ts'

/** Where each step leads from each state, and which roles may take it; everything not named here is impossible. */
const expected: Record<ReportStep, Partial<Record<ReportState, [ReportState, Role[]]>>> = {
  submit_to_unit: {
    draft: ['unit_review', ['unit_reporter', 'instrument_lead']],
    returned: ['unit_review', ['unit_reporter', 'instrument_lead']],
  },
  return_in_unit: { unit_review: ['returned', ['unit_reviewer']] },
  submit_to_province: { unit_review: ['province_review', ['unit_reviewer']] },
  accept: { province_review: ['accepted', ['province_operator']] },
  return: { province_review: ['returned', ['province_operator']] },
  withdraw: {
    unit_review: ['draft', ['unit_reporter', 'instrument_lead']],
    province_review: ['draft', ['unit_reviewer']],
  },
  withdraw_from_public: {
    accepted: ['draft', ['province_operator', 'unit_reviewer']],
    draft: ['draft', ['province_operator', 'unit_reviewer']],
    returned: ['returned', ['province_operator', 'unit_reviewer']],
    unit_review: ['unit_review', ['province_operator', 'unit_reviewer']],
    province_review: ['province_review', ['province_operator', 'unit_reviewer']],
  },
  reopen: {
    accepted: ['draft', ['unit_reporter', 'instrument_lead']],
    returned: ['draft', ['unit_reporter', 'instrument_lead']],
  },
  amend: { accepted: ['accepted', ['unit_reporter', 'instrument_lead']] },
}

const place = { unitId: 1, departmentId: 2, cityCode: '440100', instrumentId: 3 }
const mayTake = (role: Role, by: readonly Ability[]) =>
  by.some((ability) => may([{ role, scope: 'site', scopeId: '' }], ability, place))

describe('The way of a report', () => {
  test('has the states an instrument has', () => {
    expect(reportStates).toEqual(instrumentStates)
  })

  const all = reportSteps.flatMap((step) => reportStates.map((state) => [step, state] as const))
  test.each(all)('%s from %s leads where the table says, for the roles it says', (step, state) => {
    const transition = transitionFor(step, state)
    const [to, allowed] = expected[step][state] ?? [undefined, []]
    expect(transition?.to).toBe(to)
    const takers = roles.filter((role) => mayTake(role, transition?.by ?? []))
    expect(takers.toSorted()).toEqual(allowed.toSorted())
  })

  const elsewhere = { unitId: 9, departmentId: 8, cityCode: '440300', centreId: 6, instrumentId: 7 }
  const scopes = [
    ['unit', '1'],
    ['department', '2'],
    ['city', '440100'],
    ['centre', '4'],
    ['instrument', '3'],
  ] as const
  test.each(all)(
    '%s from %s is taken by the same roles over their own and never over others',
    (step, state) => {
      const by = transitionFor(step, state)?.by ?? []
      const allowed = expected[step][state]?.[1] ?? []
      for (const role of roles)
        for (const [scope, scopeId] of scopes) {
          const takes = (where: typeof elsewhere) =>
            by.some((ability) => may([{ role, scope, scopeId }], ability, where))
          expect([role, scope, takes({ ...place, centreId: 4 })]).toEqual([
            role,
            scope,
            allowed.includes(role),
          ])
          expect([role, scope, takes(elsewhere)]).toEqual([role, scope, false])
        }
    },
  )
})
