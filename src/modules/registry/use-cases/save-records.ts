import type { Actor } from '#kernel/actor.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { dateIn, type Instant } from '#kernel/time.ts'
import { writeAudit } from '#modules/identity/index.ts'
import { centresOf } from '#modules/organizations/index.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import { findByInnerIds } from '../data/instrument-search.ts'
import { validationGround } from '../data/reference-reader.ts'
import {
  continueRecord,
  lockedRecordsByNumber,
  type RecordRow,
  recordVersions,
  writeRecords,
} from '../data/resource-record-repository.ts'
import { cleanElements, differingElements } from '../domain/derived-figures.ts'
import { continuesSession } from '../domain/editing-session.ts'
import { errorsAmong, problemsOf, type ValidationGround } from '../domain/element-validation.ts'
import type { Elements, InstrumentState, VersionCause } from '../domain/instrument.ts'
import type { NeedsNoReview } from './save-instruments.ts'
import {
  type Attached,
  attachedParts,
  numberElement,
  type ResourceKind,
  recordName,
  type ResourceRecord,
} from '../domain/resource-record.ts'

export interface RecordToSave {
  readonly innerId: string
  readonly elements: Elements
  /** Absent: what is attached stays as it is. */
  readonly attached?: Attached | undefined
  /** Absent: the centre stays as it is. */
  readonly centreId?: number | null | undefined
  readonly cause: VersionCause
  /** Nobody has submitted or judged the version that stands, so its author may go on with it. */
  readonly untouched?: boolean
}
export interface SavedRecord {
  readonly id: number
  readonly innerId: string
  readonly version: number
  readonly outcome: 'created' | 'updated' | 'unchanged'
  readonly reopenedFrom?: InstrumentState
  /** Shown with its new version at once, without a review. */
  readonly amended?: true
}
export interface RecordsSaved {
  readonly saved: readonly SavedRecord[]
  /** Left as they are, each with its reason. */
  readonly refused: readonly (Refusal & { readonly innerId: string })[]
}

/** What records of a kind are judged by, with the dictionaries of their attached sheets. */
export interface RecordGround {
  readonly main: ValidationGround
  readonly attached: Readonly<Record<string, ValidationGround>>
}

/** Dictionaries and tables of a kind on a day. */
export async function recordGround(tx: Db, kind: ResourceKind, today: string): Promise<RecordGround> {
  const attached: Record<string, ValidationGround> = {}
  for (const part of attachedParts[kind] ?? [])
    attached[part] = await validationGround(tx, `${kind}-${part}`, today)
  return { main: await validationGround(tx, kind, today), attached }
}

/** How many errors stand in a record and the rows attached to it. */
export const errorsOf = (ground: RecordGround, elements: Elements, attached: Attached): number =>
  errorsAmong(problemsOf(elements, ground.main)) +
  Object.entries(attached).reduce((sum, [part, rows]) => {
    const sheet = ground.attached[part]
    return sheet === undefined
      ? sum
      : sum + rows.reduce((errors, row) => errors + errorsAmong(problemsOf(row, sheet)), 0)
  }, 0)

/** Judges whether an accepted record may take a change without a new review. */
export type RecordNeedsNoReview = (
  change: Parameters<NeedsNoReview>[0] & { readonly kind: ResourceKind },
) => boolean

interface Links {
  readonly facilities: ReadonlyMap<string, number>
  readonly instruments: ReadonlyMap<string, number>
  readonly centres: ReadonlyMap<string, number>
}

/** The things of the unit the records name. */
async function linksFor(
  tx: Tx,
  unitId: number,
  kind: ResourceKind,
  given: readonly RecordToSave[],
): Promise<Links> {
  const wanted = given.map(({ elements }) => String(elements['facilityInnerId'] ?? '').trim())
  const facilities =
    kind === '2-core'
      ? await lockedRecordsByNumber(
          tx,
          [...new Set(wanted)].map((innerId) => ({ unitId, kind: '2', innerId })),
        )
      : []
  const instruments =
    kind === '5' ? await findByInnerIds(tx, unitId, [...new Set(given.map(({ innerId }) => innerId))]) : []
  const centres = kind === '1' ? await centresOf(tx, unitId) : []
  return {
    facilities: new Map(facilities.map(({ innerId, id }) => [innerId, id])),
    instruments: new Map(instruments.map(({ innerId, id }) => [innerId, id])),
    centres: new Map(centres.map(({ name, id }) => [name, id])),
  }
}

const numbered = (kind: ResourceKind, { innerId, elements }: RecordToSave): Elements =>
  cleanElements({ ...elements, [numberElement(kind)]: kind === '7' ? Number(innerId) : innerId })

const cleanTables = (attached: Attached): Attached =>
  Object.fromEntries(Object.entries(attached).map(([part, rows]) => [part, rows.map(cleanElements)]))

/** A centre's record names the centre of the unit's profile by choice, else by its name. */
const centreOf = (
  given: RecordToSave,
  elements: Elements,
  links: Links,
  standing: ResourceRecord | undefined,
) =>
  given.centreId === undefined
    ? (standing?.centreId ?? links.centres.get(String(elements['cname'] ?? '')) ?? null)
    : given.centreId

function prepared(
  unitId: number,
  kind: ResourceKind,
  given: RecordToSave,
  links: Links,
  standing: ResourceRecord | undefined,
  ground: RecordGround,
): RecordRow {
  const elements = numbered(kind, given)
  const attached = given.attached === undefined ? (standing?.attached ?? {}) : cleanTables(given.attached)
  return {
    ...{ unitId, kind, innerId: given.innerId, elements, attached, cause: given.cause },
    facilityId: links.facilities.get(String(elements['facilityInnerId'] ?? '')) ?? null,
    instrumentId: links.instruments.get(given.innerId) ?? null,
    centreId: kind === '1' ? centreOf(given, elements, links, standing) : null,
    dictionary: ground.main.dictionary.version,
    name: recordName(kind, elements),
    problems: errorsOf(ground, elements, attached),
    staysAccepted: false,
  }
}

/** Whether the new version of an accepted record is shown at once: only elements differ, and none that needs a review. */
function staysAccepted(
  row: RecordRow,
  standing: ResourceRecord | undefined,
  judge: RecordNeedsNoReview,
): boolean {
  if (standing?.state !== 'accepted') return false
  const changed = differingElements(standing.elements, row.elements)
  const apart = { ...row, elements: standing.elements }
  if (!isSame(apart, standing)) return false
  return judge({ kind: row.kind, elements: row.elements, problems: row.problems, changed })
}

function refusalOf(row: RecordRow, standing: ResourceRecord | undefined): Refusal | undefined {
  const { kind, innerId, elements } = row
  if (standing?.state === 'unit_review' || standing?.state === 'province_review')
    return { code: 'registry.under_review', innerId }
  if (kind === '5' && row.instrumentId === null) return { code: 'registry.instrument_unknown', innerId }
  if (kind === '2-core' && row.facilityId === null)
    return { code: 'registry.facility_unknown', innerId, facility: elements['facilityInnerId'] ?? '' }
  if (kind === '7' && !/^(20)\d{2}$/.test(innerId)) return { code: 'registry.year_wrong', innerId }
  return undefined
}

/** Equal whatever the order in which the keys were written. */
const inOrder = (elements: Elements) => Object.entries(elements).toSorted(([a], [b]) => (a < b ? -1 : 1))
const contentOf = ({
  elements,
  attached,
  centreId,
}: Pick<RecordRow, 'elements' | 'attached'> & { centreId: number | null }) =>
  JSON.stringify([
    inOrder(elements),
    Object.entries(attached)
      .filter(([, rows]) => rows.length > 0)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([part, rows]) => [part, rows.map(inOrder)]),
    centreId,
  ])
const isSame = (row: RecordRow, standing: ResourceRecord) =>
  contentOf(row) === contentOf({ ...standing, centreId: standing.centreId ?? null })

const authorOf = (actor: Actor) =>
  actor.kind === 'account'
    ? { accountId: actor.accountId, name: actor.displayName }
    : { accountId: undefined, name: actor.kind }

async function goesOn(
  tx: Tx,
  actor: Actor,
  now: Instant,
  given: RecordToSave,
  standing: ResourceRecord | undefined,
) {
  if (standing?.state !== 'draft' || given.untouched !== true) return false
  const [made] = await recordVersions(tx, standing)
  return (
    made !== undefined &&
    continuesSession(
      { by: made.changedBy, at: made.changedAt, cause: made.cause },
      { by: authorOf(actor).accountId, at: now, cause: given.cause },
    )
  )
}

async function audited(
  tx: Tx,
  actor: Actor,
  now: Instant,
  unitId: number,
  kind: string,
  saved: readonly SavedRecord[],
) {
  const entries = saved
    .filter(({ outcome }) => outcome !== 'unchanged')
    .map(({ id, outcome, version, innerId }) => ({
      action: `resource_record.${outcome}`,
      subject: 'resource_record',
      subjectId: id,
      unitId,
      changes: { kind, innerId, version },
    }))
  await writeAudit(tx, actor, now, entries)
}

/**
 * Saves records of one kind of one unit by their numbers: new ones become drafts, changed ones get a new version and are
 * drafts again (accepted ones stay so with what `needsNoReview` lets pass), equal ones are left alone; what is under review, or names a thing the unit has not, is refused.
 */
export async function saveRecords(
  tx: Tx,
  actor: Actor,
  now: Instant,
  of: { readonly unitId: number; readonly kind: ResourceKind },
  given: readonly RecordToSave[],
  needsNoReview: RecordNeedsNoReview = () => false,
): Promise<RecordsSaved> {
  const { unitId, kind } = of
  const wishes = [
    ...new Map(given.map((one) => [one.innerId.trim(), { ...one, innerId: one.innerId.trim() }])).values(),
  ]
  const ground = await recordGround(tx, kind, dateIn(now, 'Asia/Shanghai'))
  const links = await linksFor(tx, unitId, kind, wishes)
  const keys = wishes.map(({ innerId }) => ({ unitId, kind, innerId }))
  const standing = new Map((await lockedRecordsByNumber(tx, keys)).map((one) => [one.innerId, one]))
  const rows = wishes.map((wish) => prepared(unitId, kind, wish, links, standing.get(wish.innerId), ground))
  const same = rows.filter((row) => {
    const before = standing.get(row.innerId)
    return before !== undefined && isSame(row, before)
  })
  const changed = rows
    .filter((row) => !same.includes(row))
    .map((row) => ({ ...row, staysAccepted: staysAccepted(row, standing.get(row.innerId), needsNoReview) }))
  const refused = changed.flatMap((row) => {
    const refusal = refusalOf(row, standing.get(row.innerId))
    return refusal === undefined ? [] : [{ ...refusal, innerId: row.innerId }]
  })
  const open = changed.filter((row) => !refused.some(({ innerId }) => innerId === row.innerId))
  const [row] = open
  const [wish] = wishes
  const before = row === undefined ? undefined : standing.get(row.innerId)
  if (row !== undefined && wish !== undefined && before !== undefined && wishes.length === 1)
    if (await goesOn(tx, actor, now, wish, before)) {
      await continueRecord(tx, row, now)
      const { id, innerId, version } = before
      return { saved: [{ id, innerId, version, outcome: 'updated' }], refused }
    }
  const written = await writeRecords(tx, open, authorOf(actor), now)
  const saved: SavedRecord[] = [
    ...written.map(({ id, innerId, version }): SavedRecord => {
      const was = standing.get(innerId)
      if (open.some((one) => one.innerId === innerId && one.staysAccepted))
        return { id, innerId, version, outcome: 'updated', amended: true }
      const reopened = was === undefined || was.state === 'draft' ? {} : { reopenedFrom: was.state }
      return { id, innerId, version, outcome: was === undefined ? 'created' : 'updated', ...reopened }
    }),
    ...same.flatMap(({ innerId }): SavedRecord[] => {
      const was = standing.get(innerId)
      return was === undefined ? [] : [{ id: was.id, innerId, version: was.version, outcome: 'unchanged' }]
    }),
  ]
  await audited(tx, actor, now, unitId, kind, saved)
  return { saved, refused }
}
