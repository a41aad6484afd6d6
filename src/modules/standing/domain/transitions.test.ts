import { describe, expect, test } from 'vitest'
import { instant } from '#kernel/time.ts'
import { priorityRulesOf } from '../data/rule-sets.ts'
import {
  type AppealAct,
  appealActs,
  appealRefusals,
  type AppealState,
  appealStates,
  appealTransitions,
  biasRefusals,
} from './appeal.ts'
import { standingRefusals } from './gate-rules.ts'
import {
  namingRefusals,
  type ProjectAct,
  projectActRefusals,
  projectActs,
  type ProjectState,
  projectStates,
  projectTransitions,
  submitRefusals,
} from './project.ts'

const appeals: Record<AppealState, readonly (AppealState | undefined)[]> = {
  // grant, refuse, withdraw
  waiting: ['granted', 'refused', 'withdrawn'],
  granted: [undefined, undefined, undefined],
  refused: [undefined, undefined, undefined],
  withdrawn: [undefined, undefined, undefined],
}
const projects: Record<ProjectState, readonly (ProjectState | undefined)[]> = {
  // change, submit, accept, return, withdraw
  draft: ['draft', 'waiting', undefined, undefined, 'withdrawn'],
  waiting: [undefined, undefined, 'checked', 'returned', 'withdrawn'],
  checked: [undefined, undefined, undefined, 'returned', 'withdrawn'],
  returned: ['returned', 'waiting', undefined, undefined, 'withdrawn'],
  withdrawn: [undefined, undefined, undefined, undefined, undefined],
}

describe('Every step from every state', () => {
  const ofAppeal = appealStates.flatMap((state) =>
    appealActs.map((act, i): [AppealState, AppealAct, AppealState | undefined] => [
      state,
      act,
      appeals[state][i],
    ]),
  )
  test.each(ofAppeal)('an appeal that is %s: %s leads to %s', (state, act, to) => {
    expect(appealTransitions[state][act]).toBe(to)
    expect(appealRefusals(state, act).length).toBe(to === undefined ? 1 : 0)
  })
  const ofProject = projectStates.flatMap((state) =>
    projectActs.map((act, i): [ProjectState, ProjectAct, ProjectState | undefined] => [
      state,
      act,
      projects[state][i],
    ]),
  )
  test.each(ofProject)('a project that is %s: %s leads to %s', (state, act, to) => {
    expect(projectTransitions[state][act]).toBe(to)
    expect(projectActRefusals(state, act).length).toBe(to === undefined ? 1 : 0)
  })
})

describe('An appeal', () => {
  test.each([
    ['whose it is', 1, 2, 1, 1],
    ['who noted it', 1, 2, 2, 1],
    ['somebody else', 1, 2, 3, 0],
    ['anybody, when nobody noted it', 1, undefined, 3, 0],
  ])('is not decided by those concerned: %s', (_, accountId, notedBy, decider, refusals) => {
    expect(biasRefusals(decider, { accountId, notedBy }).length).toBe(refusals)
  })
})

describe('A project', () => {
  const rules = priorityRulesOf(undefined)
  const good = { level: 'national_key', validUntil: '2028-12-31', hasProof: true }
  test.each([
    ['complete', good, []],
    ['of no known level', { ...good, level: 'x' }, ['standing.level_unknown']],
    ['over', { ...good, validUntil: '2026-11-22' }, ['standing.project_over']],
    ['valid for too long', { ...good, validUntil: '2032-11-24' }, ['standing.project_too_long']],
    [
      'without proof and over',
      { ...good, hasProof: false, validUntil: '2020-01-01' },
      ['standing.project_over', 'standing.proof_needed'],
    ],
  ])('is handed in: %s', (_, project, codes) => {
    expect(submitRefusals(project, rules, '2026-11-23').map(({ code }) => code)).toEqual(codes)
  })
  const named = { state: 'checked' as ProjectState, validUntil: '2026-12-31', mine: true }
  test.each([
    ['checked, mine', named, []],
    ['nobody knows it', undefined, ['standing.project_not_yours']],
    ['somebody else’s', { ...named, mine: false, state: 'draft' as const }, ['standing.project_not_yours']],
    ['waiting', { ...named, state: 'waiting' as const }, ['standing.project_not_checked']],
    ['its last day', { ...named, validUntil: '2026-11-23' }, []],
    ['over', { ...named, validUntil: '2026-11-22' }, ['standing.project_expired']],
  ])('is named on a booking: %s', (_, project, codes) => {
    expect(namingRefusals(project, '2026-11-23').map(({ code }) => code)).toEqual(codes)
  })
})

describe('The gate', () => {
  const endsAt = instant(Date.parse('2026-12-23T16:00:00Z'))
  const asked = { balance: 100, needed: 60, bars: [], manages: false, zone: 'Asia/Shanghai' }
  const bar = { kind: 'instrument', endsAt, reason: '' } as const
  test.each([
    ['in good standing', asked, []],
    ['just enough', { ...asked, balance: 60 }, []],
    ['too low', { ...asked, balance: 59 }, ['standing.credit_too_low']],
    [
      'barred by rule and too low',
      { ...asked, balance: 0, bars: [bar] },
      ['standing.barred_by_rule', 'standing.credit_too_low'],
    ],
    ['barred by hand', { ...asked, bars: [{ ...bar, reason: 'x' }] }, ['standing.barred']],
    ['whoever manages the instrument', { ...asked, balance: 0, bars: [bar], manages: true }, []],
  ])('%s', (_, question, codes) => {
    expect(standingRefusals(question).map(({ code }) => code)).toEqual(codes)
  })
  test('says until when, on the clock of the instrument, and where to appeal', () => {
    expect(standingRefusals({ ...asked, bars: [bar] })).toEqual([
      {
        code: 'standing.barred_by_rule',
        kind: 'instrument',
        until: '2026-12-24 00:00',
        untilAt: '2026-12-24T00:00:00+08:00',
        why: '',
        link: '/standing',
      },
    ])
  })
})
