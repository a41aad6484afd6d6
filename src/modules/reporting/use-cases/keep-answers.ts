import type { SignedIn } from '#kernel/actor.ts'
import type { Instant } from '#kernel/time.ts'
import { writeAudit } from '#modules/identity/index.ts'
import type { Tx } from '#platform/db/connect.ts'
import { answersOfRows, type StoredAnswer } from '../data/ledger-answer-repository.ts'
import type { JudgedRow, RowOutcome } from '../data/ledger-row-repository.ts'
import { rememberRefused } from '../data/suggestion-refusal-repository.ts'
import { noteTaken } from '../data/suggestion-taken-repository.ts'
import { stands } from '../domain/ledger-answers.ts'
import type { ImportKey } from './read-ledger.ts'

type KeptAnswer = StoredAnswer & { readonly instrumentId: number }

/** One audit entry for each instrument, under the name of the person who took the values. */
async function auditTaken(
  tx: Tx,
  { unitId, importId }: ImportKey,
  taken: readonly KeptAnswer[],
  now: Instant,
) {
  for (const [accountId, answers] of Map.groupBy(taken, ({ by }) => by)) {
    const displayName = answers[0]?.byName ?? ''
    const person: SignedIn = { ...{ kind: 'account', accountId, displayName, unitId, grants: [] } }
    const entries = [...Map.groupBy(answers, ({ instrumentId }) => instrumentId)].map(([subjectId, own]) => ({
      ...{ action: 'instrument.suggestion_taken', subject: 'instrument', subjectId, unitId },
      changes: { elements: own.map(({ element }) => element), importId },
    }))
    await writeAudit(tx, person, now, entries)
  }
}

/** What was answered in the preview goes on with the instruments: whose suggestion a value is, and what nobody wants. */
export async function keepAnswers(
  tx: Tx,
  key: ImportKey,
  rows: readonly JudgedRow[],
  outcomes: readonly RowOutcome[],
  now: Instant,
): Promise<void> {
  const { unitId, importId } = key
  const instruments = new Map(outcomes.map(({ no, instrumentId }) => [no, instrumentId]))
  const values = new Map(rows.map(({ no, elements }) => [no, elements]))
  const answers = await answersOfRows(
    tx,
    key,
    rows.map(({ no }) => no),
  )
  const kept = answers.flatMap((one): KeptAnswer[] => {
    const instrumentId = instruments.get(one.no)
    return instrumentId === undefined ? [] : [{ ...one, instrumentId }]
  })
  if (kept.length === 0) return
  const taken = kept.filter((one) => stands(values.get(one.no) ?? {}, one))
  await noteTaken(
    tx,
    taken.map(({ instrumentId, element, value, by, byName }) => ({
      ...{ unitId, instrumentId, element, value, importId, by, byName },
    })),
    now,
  )
  await auditTaken(tx, key, taken, now)
  const refused = kept.filter(({ answer }) => answer === 'refused')
  for (const [by, own] of Map.groupBy(refused, (one) => one.by)) {
    const unwanted = own.map(({ instrumentId, element, value }) => ({ unitId, instrumentId, element, value }))
    await rememberRefused(tx, unwanted, by, now)
  }
}
