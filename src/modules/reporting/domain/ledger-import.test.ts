import { describe, expect, test } from 'vitest'
import {
  importActs,
  importJobSteps,
  importStates,
  importTransition,
  isAtWork,
  possibleActs,
} from './ledger-import.ts'

const targets = new Map([
  ['map mapping', 'checking'],
  ['map checked', 'checking'],
  ['fix checked', 'checking'],
  ['decide checked', 'checked'],
  ['import checked', 'importing'],
  ['cancel reading', 'cancelled'],
  ['cancel mapping', 'cancelled'],
  ['cancel checking', 'cancelled'],
  ['cancel checked', 'cancelled'],
  ['reject reading', 'unreadable'],
  ['ask reading', 'mapping'],
  ['recognise reading', 'checking'],
  ['judge checking', 'checked'],
  ['finish importing', 'done'],
])

describe('The way of an import', () => {
  test.each(
    [...importActs, ...importJobSteps].flatMap((act) => importStates.map((from) => [act, from] as const)),
  )('%s from %s leads where the table says, or nowhere', (act, from) => {
    expect(importTransition(act, from)).toBe(targets.get(`${act} ${from}`))
  })

  test.each(importStates)('a person is offered in %s what leads somewhere', (state) => {
    expect(possibleActs(state)).toEqual(importActs.filter((act) => targets.has(`${act} ${state}`)))
  })

  test('a job leaves every state it is at work in', () => {
    for (const state of importStates.filter(isAtWork))
      expect(importJobSteps.some((step) => importTransition(step, state) !== undefined)).toBe(true)
  })
})
