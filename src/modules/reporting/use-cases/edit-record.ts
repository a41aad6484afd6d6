import { type Actor, requireAbility } from '#kernel/actor.ts'
import { found, refuse, refuseIfAny } from '#kernel/refusal.ts'
import type { Instant } from '#kernel/time.ts'
import { placeOfUnit } from '#modules/organizations/index.ts'
import {
  type Attached,
  type Elements,
  lockedResourceRecords,
  numberElement,
  type RecordToSave,
  type RecordsSaved,
  type ResourceKind,
  saveRecords,
} from '#modules/registry/index.ts'
import { inTransaction, type Tx } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { insertRecordSteps, type NewRecordStep, recordStepsOf } from '../data/record-step-repository.ts'
import { authorOf } from './note-reopened.ts'
import { visibleRecord } from './read-record.ts'
import { recordReviewNeeds } from './review-rules-in-force.ts'

type Editing = Pick<Deps, 'db' | 'clock'>

/** Saves records and keeps the step that editing took: accepted and returned ones are drafts again, or stay accepted with what needs no review. */
export async function saveAndReopen(
  tx: Tx,
  actor: Actor,
  now: Instant,
  of: { readonly unitId: number; readonly kind: ResourceKind },
  given: readonly RecordToSave[],
): Promise<RecordsSaved> {
  const result = await saveRecords(tx, actor, now, of, given, await recordReviewNeeds(tx, now))
  const steps = result.saved.flatMap(({ id, version, reopenedFrom, amended }): NewRecordStep[] => {
    const head = { unitId: of.unitId, recordId: id, version, reasons: [], comment: '' }
    if (amended === true) return [{ ...head, step: 'amend', from: 'accepted', to: 'accepted' }]
    return reopenedFrom === undefined ? [] : [{ ...head, step: 'reopen', from: reopenedFrom, to: 'draft' }]
  })
  await insertRecordSteps(tx, steps, authorOf(actor), now)
  return result
}

/** A person starts a record by its number, which must be new in the unit. Answers its id. */
export function createRecord(
  deps: Editing,
  actor: Actor,
  wish: {
    readonly unitId: number
    readonly kind: ResourceKind
    readonly innerId: string
    readonly elements: Elements
  },
): Promise<number> {
  return inTransaction(deps.db, async (tx) => {
    const { unitId, kind, innerId, elements } = wish
    requireAbility(actor, 'instrument.edit', await placeOfUnit(tx, unitId))
    const { saved, refused } = await saveAndReopen(tx, actor, deps.clock.now(), { unitId, kind }, [
      { innerId, elements, cause: 'form' },
    ])
    refuseIfAny(refused)
    const [made] = saved
    if (made?.outcome !== 'created') return refuse('conflict', { code: 'reporting.number_taken', innerId })
    return made.id
  })
}

/** Saves the elements a person edited, if nobody saved since they looked; an unfinished record is fine. */
export function editRecord(
  deps: Editing,
  actor: Actor,
  edit: {
    readonly recordId: number
    readonly revision: number
    readonly elements: Elements
    /** Absent: what is attached stays as it is. */
    readonly attached?: Attached | undefined
    readonly centreId?: number | null | undefined
  },
): Promise<void> {
  return inTransaction(deps.db, async (tx) => {
    const { unitId, place } = await visibleRecord(tx, actor, edit.recordId)
    requireAbility(actor, 'instrument.edit', place)
    const record = found((await lockedResourceRecords(tx, [edit.recordId]))[0], 'resource_record')
    if (record.revision !== edit.revision) refuse('conflict', { code: 'changed_meanwhile' })
    const { kind, innerId } = record
    const number = edit.elements[numberElement(kind)]
    if (number !== undefined && String(number) !== innerId)
      refuse('conflict', { code: 'reporting.number_fixed', innerId })
    const judged = (await recordStepsOf(tx, unitId, record.id)).some(
      ({ version, step }) => version === record.version && step !== 'reopen' && step !== 'amend',
    )
    const { refused } = await saveAndReopen(tx, actor, deps.clock.now(), { unitId, kind }, [
      {
        ...{ innerId, elements: edit.elements, attached: edit.attached, centreId: edit.centreId },
        ...{ cause: 'form', untouched: !judged },
      },
    ])
    refuseIfAny(refused)
  })
}
