import type { Actor } from '#kernel/actor.ts'
import type { Locale } from '#kernel/locale.ts'
import { dateIn } from '#kernel/time.ts'
import {
  type ElementProblem,
  type Elements,
  elementsOfVersion,
  findSameNumbers,
  findSameThings,
  type Instrument,
  picturesAt,
  picturesOf,
  problemsOf,
  worthInClass,
} from '#modules/registry/index.ts'
import type { Deps } from '#platform/module/module.ts'
import type { ReportComment } from '../data/comment-repository.ts'
import { stepsOf, type TakenStep } from '../data/report-step-repository.ts'
import { answersTo, type ReturnAnswer } from '../domain/return-answers.ts'
import { type CheckGround, reviewChecks, type ReviewCheck } from '../domain/review-checks.ts'
import { commentRights, readableComments } from './comment-report.ts'
import { groundFor } from './read-report.ts'
import { elementRows, lastReturn, type ReviewRow } from './review-rows.ts'
import { reviewRulesOn } from './review-rules-in-force.ts'
import { visibleReport } from './visible-report.ts'

export interface WholeReview {
  readonly instrument: Instrument
  readonly rows: readonly ReviewRow[]
  readonly checks: readonly (ElementProblem | ReviewCheck)[]
  readonly pictureIds: readonly number[]
  /** As the public sees them. */
  readonly picturesBefore: readonly number[]
  readonly comments: readonly ReportComment[]
  readonly returned: { readonly step: TakenStep; readonly answers: readonly ReturnAnswer[] } | undefined
  readonly may: { readonly comment: boolean; readonly commentInUnit: boolean }
}

async function checkGround(deps: Pick<Deps, 'db'>, instrument: Instrument): Promise<CheckGround> {
  const { id, unitId, innerId, elements, classCode, name, bookedOn } = instrument
  const thing = { name, model: String(elements['instrVersion'] ?? ''), bookedOn: bookedOn ?? '' }
  const things = bookedOn === undefined || name === '' ? [] : await findSameThings(deps.db, unitId, [thing])
  return {
    elements,
    pictures: (await picturesOf(deps.db, id)).length,
    sameThings: things.filter((one) => one.id !== id).map((one) => one.innerId),
    sameNumbers: await findSameNumbers(deps.db, { unitId, id, innerId }),
    worthInClass: classCode === undefined ? undefined : await worthInClass(deps.db, classCode),
  }
}

interface PicturesAmong {
  readonly before: readonly number[]
  readonly now: readonly number[]
  readonly asReturned: readonly number[] | undefined
}

/** Ids of the pictures as the public sees them, as returned last, and now. */
async function picturesAmong(
  { db }: Pick<Deps, 'db'>,
  { id, acceptedVersion }: Instrument,
  returnedVersion: number | undefined,
): Promise<PicturesAmong> {
  const at = async (version: number) => (await picturesAt(db, id, version)).map((one) => one.pictureId)
  return {
    before: acceptedVersion === undefined ? [] : await at(acceptedVersion),
    now: (await picturesOf(db, id)).map((one) => one.pictureId),
    asReturned: returnedVersion === undefined ? undefined : await at(returnedVersion),
  }
}

const numbers = (ids: readonly number[]) => ids.map((id) => `#${id}`).join('、')

/** Pictures as a row among the elements: they differ when another set of them stands there. */
const pictureRow = ({ before, now, asReturned }: PicturesAmong) => ({
  before: numbers(before),
  after: numbers(now),
  changed: numbers(before) !== numbers(now),
  changedSinceReturn: asReturned !== undefined && numbers(asReturned) !== numbers(now),
})

const elementsAt = async (deps: Pick<Deps, 'db'>, id: number, version: number): Promise<Elements> =>
  version === 0 ? {} : ((await elementsOfVersion(deps.db, id, version)) ?? {})

/** Everything needed to judge one report, in one answer. */
export async function readReview(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  instrumentId: number,
  locale: Locale,
): Promise<WholeReview> {
  const instrument = await visibleReport(deps.db, actor, instrumentId)
  const { elements, unitId, acceptedVersion, place } = instrument
  const today = dateIn(deps.clock.now(), 'Asia/Shanghai')
  const ground = await groundFor(deps, instrument, today)
  const rules = await reviewRulesOn(deps.db, today)
  const before = await elementsAt(deps, instrumentId, acceptedVersion ?? 0)
  const returned = lastReturn(await stepsOf(deps.db, unitId, instrumentId))
  const asReturned =
    returned === undefined ? undefined : await elementsAt(deps, instrumentId, returned.version)
  const around = await checkGround(deps, instrument)
  const pictures = await picturesAmong(deps, instrument, returned?.version)
  const rows = elementRows({ before, after: elements, asReturned }, ground, locale).map((row) =>
    row.element === 'image' ? { ...row, ...pictureRow(pictures) } : row,
  )
  const answered = new Set(rows.filter((row) => row.changedSinceReturn).map((row) => row.element))
  return {
    instrument,
    rows,
    checks: [...problemsOf(elements, ground), ...reviewChecks(around, rules.checks)],
    pictureIds: pictures.now,
    picturesBefore: pictures.before,
    comments: await readableComments(deps, actor, 'instrument', instrument),
    returned:
      returned === undefined ? undefined : { step: returned, answers: answersTo(returned.reasons, answered) },
    may: commentRights(actor, place),
  }
}
