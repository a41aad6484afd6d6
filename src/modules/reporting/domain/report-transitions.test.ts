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
})
