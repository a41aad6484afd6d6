import { describe, expect, test } from 'vitest'
import { type RecordStep, recordStepRefusals, recordSteps, recordWaysFrom } from './record-rules.ts'
import { type ReportState, reportStates } from './report-transitions.ts'

const ways: Readonly<Record<ReportState, Partial<Record<RecordStep, ReportState>>>> = {
  draft: { submit_to_unit: 'unit_review' },
  unit_review: { return_in_unit: 'returned', submit_to_province: 'province_review', withdraw: 'draft' },
  province_review: { accept: 'accepted', return: 'returned', withdraw: 'draft' },
  accepted: {},
  returned: { submit_to_unit: 'unit_review' },
}
const record = { recordId: 1, version: 2, problems: 0, secretWords: [], submittedBy: 5 }
const act = { version: 2, actorId: 9, reasons: 1 }

describe('A record of another kind', () => {
  test.each(reportStates)('goes from %s only where the table says', (state) => {
    const found = Object.fromEntries(recordWaysFrom(state).map(({ step, to }) => [step, to]))
    expect(found).toEqual(ways[state])
  })

  test.each(reportStates.flatMap((state) => recordSteps.map((step) => [state, step] as const)))(
    'in %s, asked to %s, is refused unless there is such a way',
    (state, step) => {
      const refused = recordStepRefusals({ ...record, state }, step, act).map(({ code }) => code)
      const reopens =
        (step === 'reopen' && (state === 'accepted' || state === 'returned')) ||
        (step === 'amend' && state === 'accepted')
      expect(refused).toEqual(ways[state][step] !== undefined || reopens ? [] : ['reporting.wrong_state'])
    },
  )

  test('is told every reason at once', () => {
    const state = 'unit_review'
    const bad = { ...record, state, problems: 3, secretWords: ['机密'] } as const
    expect(
      recordStepRefusals(bad, 'submit_to_province', { version: 1, actorId: 5, reasons: 0 }).map(
        ({ code }) => code,
      ),
    ).toEqual([
      'changed_meanwhile',
      'reporting.has_problems',
      'reporting.secret_wording',
      'reporting.own_submission',
    ])
    expect(
      recordStepRefusals({ ...record, state }, 'return_in_unit', { ...act, reasons: 0 }).map(
        ({ code }) => code,
      ),
    ).toEqual(['reporting.reason_needed'])
  })
})
