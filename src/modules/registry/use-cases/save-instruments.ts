import type { Actor } from '#kernel/actor.ts'
import { refuse, type Refusal } from '#kernel/refusal.ts'
import { dateIn, type Instant } from '#kernel/time.ts'
import { writeAudit } from '#modules/identity/index.ts'
import { sqlState, type Tx } from '#platform/db/connect.ts'
import {
  type Author,
  expectManyRows,
  type InstrumentRow,
  insertInstruments,
  insertVersions,
  lockedStanding,
  type Standing,
  updateInstruments,
  type Written,
} from '../data/instrument-writer.ts'
import { validationGround } from '../data/reference-reader.ts'
import { cleanElements, derivedFigures, differingElements } from '../domain/derived-figures.ts'
import { continuesSession } from '../domain/editing-session.ts'
import { errorsAmong, problemsOf, type ValidationGround } from '../domain/element-validation.ts'
import type { Elements, InstrumentState, VersionCause } from '../domain/instrument.ts'

/** The kind of data a single instrument is (domain.md §1.2). */
export const instrumentKind = 4

export interface InstrumentToSave {
  readonly unitId: number
  /** The unit's own number; the record is found by it and it never changes. */
  readonly innerId: string
  readonly elements: Elements
  readonly cause: VersionCause
  /** Nobody has submitted or judged the version that stands, so its author may go on with it. */
  readonly untouched?: boolean
}
export interface SavedInstrument extends Written {
  readonly outcome: 'created' | 'updated' | 'unchanged'
  /** The state it was in, when a change made it a draft again. */
  readonly reopenedFrom?: InstrumentState
  /** Shown with its new version at once, without a review. */
  readonly amended?: true
}
/** Judges whether an accepted record may take a change without a new review. */
export type NeedsNoReview = (change: {
  readonly elements: Elements
  /** Ids of the elements that differ from what the public sees. */
  readonly changed: readonly string[]
  readonly problems: number
}) => boolean
export interface SaveResult {
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly saved: readonly SavedInstrument[]
  /** Under review nothing may be changed; these were left as they are. */
  readonly refused: readonly (Refusal & { readonly unitId: number; readonly innerId: string })[]
}

const batchSize = 1_000
const keyOf = (of: { unitId: number; innerId: string }) => `${of.unitId}/${of.innerId}`
const authorOf = (actor: Actor): Author =>
  actor.kind === 'account'
    ? { accountId: actor.accountId, name: actor.displayName }
    : { accountId: undefined, name: actor.kind }

interface PreparedRow extends InstrumentRow {
  readonly cause: VersionCause
  readonly untouched: boolean
}

function prepared(given: InstrumentToSave, ground: ValidationGround): PreparedRow {
  const innerId = given.innerId.trim()
  const elements = cleanElements({ ...given.elements, innerId })
  return {
    unitId: given.unitId,
    innerId,
    elements,
    cause: given.cause,
    untouched: given.untouched === true,
    dictionary: ground.dictionary.version,
    problems: errorsAmong(problemsOf(elements, ground)),
    ...derivedFigures(elements),
  }
}

const underReview = (standing: Standing | undefined) =>
  standing?.state === 'unit_review' || standing?.state === 'province_review'

/** Whether a save replaces the version that stands: a draft nobody has looked at, in the same editing session. */
const continues = (row: PreparedRow, standing: Standing | undefined, actor: Actor, now: Instant): boolean =>
  row.untouched &&
  standing?.state === 'draft' &&
  continuesSession(standing.made, { by: authorOf(actor).accountId, at: now, cause: row.cause })

async function inserted(tx: Tx, rows: readonly InstrumentRow[], now: Instant): Promise<Written[]> {
  try {
    return await insertInstruments(tx, rows, now)
  } catch (error) {
    if (sqlState(error) === '23505') return refuse('conflict', { code: 'changed_meanwhile' })
    throw error
  }
}

/** What became of an instrument that stood there already. */
function updatedFrom(written: Written, before: Standing | undefined, amended: boolean): SavedInstrument {
  if (amended) return { ...written, outcome: 'updated', amended }
  const reopened = before !== undefined && before.state !== 'draft' ? { reopenedFrom: before.state } : {}
  return { ...written, outcome: 'updated', ...reopened }
}

interface Saving {
  readonly tx: Tx
  readonly actor: Actor
  readonly now: Instant
  readonly needsNoReview: NeedsNoReview
}

/** Whether the new version of an accepted record is shown at once. */
function staysAccepted(row: PreparedRow, shown: Elements | null | undefined, saving: Saving): boolean {
  if (shown === null || shown === undefined) return false
  const { elements, problems } = row
  return saving.needsNoReview({ elements, problems, changed: differingElements(shown, elements) })
}

async function saveBatch(
  saving: Saving,
  rows: readonly PreparedRow[],
): Promise<Pick<SaveResult, 'saved' | 'refused'>> {
  const { tx, actor, now } = saving
  const standing = new Map((await lockedStanding(tx, rows)).map((one) => [keyOf(one), one]))
  const changed = rows.filter((row) => standing.get(keyOf(row))?.same === false)
  const [locked, open] = [
    changed.filter((row) => underReview(standing.get(keyOf(row)))),
    changed.filter((row) => !underReview(standing.get(keyOf(row)))),
  ]
  const fresh = rows.filter((row) => !standing.has(keyOf(row)))
  const created = await inserted(tx, fresh, now)
  const changes = open.map((row) => ({
    ...row,
    continues: continues(row, standing.get(keyOf(row)), actor, now),
    staysAccepted: staysAccepted(row, standing.get(keyOf(row))?.shown, saving),
  }))
  const updated = await updateInstruments(tx, changes, now)
  const amended = new Set(changes.filter((row) => row.staysAccepted).map(keyOf))
  const byKey = new Map(rows.map((row) => [keyOf(row), row]))
  const versions = [...created, ...updated].flatMap((written) => {
    const row = byKey.get(keyOf(written))
    return row === undefined ? [] : [{ ...written, elements: row.elements, cause: row.cause }]
  })
  await insertVersions(tx, versions, authorOf(actor), now)
  const same = [...standing.values()].filter((one) => one.same)
  return {
    saved: [
      ...created.map((written): SavedInstrument => ({ ...written, outcome: 'created' })),
      ...updated.map((written) =>
        updatedFrom(written, standing.get(keyOf(written)), amended.has(keyOf(written))),
      ),
      ...same.map(
        ({ unitId, innerId, id, version }): SavedInstrument => ({
          ...{ unitId, innerId, id, version },
          outcome: 'unchanged',
        }),
      ),
    ],
    refused: locked.map(({ unitId, innerId }) => ({ code: 'registry.under_review', unitId, innerId })),
  }
}

async function auditSaved(tx: Tx, actor: Actor, now: Instant, saved: readonly SavedInstrument[]) {
  const written = saved.filter((one) => one.outcome !== 'unchanged')
  const [only] = written
  if (written.length === 1 && only !== undefined) {
    const { unitId, id, version, innerId } = only
    const action = `instrument.${only.outcome}`
    const entry = { action, subject: 'instrument', subjectId: id, unitId, changes: { version, innerId } }
    await writeAudit(tx, actor, now, [entry])
    return
  }
  const counted = (ones: readonly SavedInstrument[], outcome: string) =>
    ones.filter((one) => one.outcome === outcome).length
  const entries = [...Map.groupBy(written, (one) => one.unitId)].map(([unitId, ones]) => ({
    action: 'instrument.saved_many',
    subject: 'unit',
    subjectId: unitId,
    unitId,
    changes: { created: counted(ones, 'created'), updated: counted(ones, 'updated') },
  }))
  await writeAudit(tx, actor, now, entries)
}

/**
 * Saves instruments by unit and number: new ones become drafts, changed ones get a new version and are drafts again
 * (what the public sees stays), equal ones are left alone, and what is under review is refused, each in the result.
 * Accepted ones stay accepted with what `needsNoReview` lets pass.
 */
export async function saveInstruments(
  tx: Tx,
  actor: Actor,
  now: Instant,
  given: readonly InstrumentToSave[],
  needsNoReview: NeedsNoReview = () => false,
): Promise<SaveResult> {
  const ground = await validationGround(tx, instrumentKind, dateIn(now, 'Asia/Shanghai'))
  const rows = [
    ...new Map(given.map((row) => prepared(row, ground)).map((row) => [keyOf(row), row])).values(),
  ]
  if (rows.length > batchSize) await expectManyRows(tx)
  const saved: SavedInstrument[] = []
  const refused: SaveResult['refused'][number][] = []
  for (let at = 0; at < rows.length; at += batchSize) {
    const batch = await saveBatch({ tx, actor, now, needsNoReview }, rows.slice(at, at + batchSize))
    saved.push(...batch.saved)
    refused.push(...batch.refused)
  }
  await auditSaved(tx, actor, now, saved)
  const count = (outcome: SavedInstrument['outcome']) => saved.filter((one) => one.outcome === outcome).length
  return {
    created: count('created'),
    updated: count('updated'),
    unchanged: count('unchanged'),
    saved,
    refused,
  }
}
