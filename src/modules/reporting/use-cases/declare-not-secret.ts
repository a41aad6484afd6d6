import type { Actor } from '#kernel/actor.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { dateIn } from '#kernel/time.ts'
import { writeAudit } from '#modules/identity/index.ts'
import {
  type Instrument,
  lockedInstruments,
  setNotSecret,
  markingsIn,
  secretMarkingsOn,
  type SecrecyMarkings,
} from '#modules/registry/index.ts'
import { inTransaction } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { changeRefusals, refuseTheOnlyOne } from './judged-each.ts'
import type { StepResult } from './take-step.ts'

function refusalsFor(
  actor: Actor,
  instrumentId: number,
  instrument: Instrument | undefined,
  markings: SecrecyMarkings,
): Refusal[] {
  const refusals = changeRefusals(actor, 'report.submit_to_unit', instrument)
  if (instrument === undefined || refusals.some(({ code }) => code !== 'registry.under_review'))
    return refusals
  const wording = markingsIn(Object.values(instrument.elements).map(String), markings)
  if (wording.length === 0) return refusals
  return [...refusals, { code: 'reporting.secret_wording', instrumentId, words: wording.join('、') }]
}

/** The unit answers for instruments not being secret; without this nothing is submitted (design.md §3.9). */
export function declareNotSecret(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  instrumentIds: readonly number[],
): Promise<StepResult> {
  return inTransaction(deps.db, async (tx) => {
    const now = deps.clock.now()
    const instruments = new Map((await lockedInstruments(tx, instrumentIds)).map((one) => [one.id, one]))
    const markings = await secretMarkingsOn(tx, dateIn(now, 'Asia/Shanghai'))
    const judged = [...new Set(instrumentIds)].map((instrumentId) => ({
      instrumentId,
      refusals: refusalsFor(actor, instrumentId, instruments.get(instrumentId), markings),
    }))
    const done = judged.filter((one) => one.refusals.length === 0).map((one) => one.instrumentId)
    const refused = judged.filter((one) => one.refusals.length > 0)
    refuseTheOnlyOne(judged.length, refused)
    await setNotSecret(tx, now, done)
    const entries = done.map((id) => ({
      action: 'instrument.declared_not_secret',
      subject: 'instrument',
      subjectId: id,
      unitId: instruments.get(id)?.unitId,
    }))
    await writeAudit(tx, actor, now, entries)
    return { done, refused }
  })
}
