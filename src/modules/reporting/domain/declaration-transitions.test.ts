import { describe, expect, test } from 'vitest'
import { type Ability, may, type Role, roles } from '#kernel/permissions.ts'
import {
  type DeclarationState,
  declarationStates,
  type DeclarationStep,
  declarationSteps,
  declarationTransition,
} from './declaration-transitions.ts'

const writer: Role[] = ['unit_reporter']
const leader: Role[] = ['unit_administrator', 'unit_reviewer']

/** Where each step leads from each state, and which roles may take it; everything not named here is impossible. */
const expected: Record<DeclarationStep, Partial<Record<DeclarationState, [DeclarationState, Role[]]>>> = {
  hand_in: { draft: ['unit_review', writer], returned: ['unit_review', writer] },
  sign: { unit_review: ['department_review', leader] },
  confirm: { department_review: ['province_review', ['department']] },
  file: { province_review: ['filed', ['province']] },
  return: {
    unit_review: ['returned', leader],
    department_review: ['returned', ['department']],
    province_review: ['returned', ['province']],
  },
  take_back: {
    unit_review: ['draft', writer],
    department_review: ['draft', leader],
    province_review: ['draft', leader],
  },
  withdraw: {
    draft: ['withdrawn', writer],
    returned: ['withdrawn', writer],
    filed: ['withdrawn', [...leader, 'province']],
  },
  expire: { filed: ['expired', []] },
}

const place = { unitId: 1, departmentId: 2, cityCode: '440100' }
const mayTake = (role: Role, by: readonly Ability[]) =>
  by.some((ability) => may([{ role, scope: 'site', scopeId: '' }], ability, place))

describe('The way of a declaration', () => {
  const all = declarationSteps.flatMap((step) => declarationStates.map((state) => [step, state] as const))
  test.each(all)('%s from %s leads where the table says, for the roles it says', (step, state) => {
    const transition = declarationTransition(step, state)
    const [to, allowed] = expected[step][state] ?? [undefined, []]
    expect(transition?.to).toBe(to)
    expect(roles.filter((role) => mayTake(role, transition?.by ?? [])).toSorted()).toEqual(allowed.toSorted())
  })
})
