import { type Actor, actorMay } from '#kernel/actor.ts'
import { inLocale, type Locale } from '#kernel/locale.ts'
import { found } from '#kernel/refusal.ts'
import { dateIn, type Instant } from '#kernel/time.ts'
import { accountById } from '#modules/identity/index.ts'
import { centresOf, type Unit, unitById } from '#modules/organizations/index.ts'
import {
  dictionaryByVersion,
  differingElements,
  displayed,
  displayedElements,
  type ElementProblem,
  elementsOfVersion,
  type Instrument,
  instrumentKind,
  type InstrumentVersion,
  instrumentVersions,
  picturesAt,
  problemsOf,
  validationGround,
  type ValidationGround,
} from '#modules/registry/index.ts'
import type { Deps } from '#platform/module/module.ts'
import { stepsOf, type TakenStep } from '../data/report-step-repository.ts'
import { takenOf } from '../data/suggestion-taken-repository.ts'
import { eligibilityOf, type EligibilityVerdict } from '../domain/eligibility-rules.ts'
import { answeredKey } from '../domain/ledger-answers.ts'
import { isShown } from '../domain/report-rules.ts'
import { isUnderReview, type ReportStep, transitions } from '../domain/report-transitions.ts'
import { eligibilityRulesOn, factsOf } from './eligibility-in-force.ts'
import { visibleReport } from './visible-report.ts'

/** What the actor may do with an instrument as it stands. */
export interface MayDo {
  readonly edit: boolean
  readonly declare: boolean
  readonly assign: boolean
  /** Note the day it left the books, or take that back. */
  readonly dispose: boolean
  readonly steps: readonly ReportStep[]
}
export interface WholeReport {
  readonly instrument: Instrument
  readonly unit: Unit
  readonly displayed: Readonly<Record<string, string>>
  readonly problems: readonly ElementProblem[]
  readonly eligibility: EligibilityVerdict
  readonly may: MayDo
  readonly leadName: string | undefined
  readonly centreName: string | undefined
  readonly centreNameEn: string | undefined
  readonly returned: TakenStep | undefined
  /** Values that stand because somebody took a suggestion. */
  readonly suggested: readonly { element: string; byName: string; at: Instant }[]
}

function mayDo(actor: Actor, instrument: Instrument): MayDo {
  const { state, place } = instrument
  const open = !isUnderReview(state)
  const steps = transitions
    .filter((way) => way.from === state && way.step !== 'reopen' && way.step !== 'amend')
    .filter((way) => way.step !== 'withdraw_from_public' || isShown(instrument))
    .filter((way) => way.by.some((ability) => actorMay(actor, ability, place)))
  return {
    edit: open && actorMay(actor, 'instrument.edit', place),
    declare: open && actorMay(actor, 'report.submit_to_unit', place),
    dispose: open && actorMay(actor, 'instrument.edit', place),
    assign: actorMay(actor, 'instrument.assign', place),
    steps: steps.map((way) => way.step),
  }
}

export async function groundFor(
  deps: Pick<Deps, 'db'>,
  instrument: Instrument,
  today: string,
): Promise<ValidationGround> {
  const ground = await validationGround(deps.db, instrumentKind, today)
  const dictionary = await dictionaryByVersion(deps.db, instrument.dictionary)
  return dictionary === undefined ? ground : { ...ground, dictionary }
}

/** One instrument with everything a person needs to judge or mend it. */
export async function readReport(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  instrumentId: number,
  locale: Locale,
): Promise<WholeReport> {
  const instrument = await visibleReport(deps.db, actor, instrumentId)
  const unit = found(await unitById(deps.db, instrument.unitId), 'unit')
  const today = dateIn(deps.clock.now(), unit.timeZone)
  const ground = await groundFor(deps, instrument, today)
  const { elements, leadAccountId } = instrument
  const centres = instrument.centreId === undefined ? [] : await centresOf(deps.db, unit.id)
  const centre = centres.find(({ id }) => id === instrument.centreId)
  const lead = leadAccountId === undefined ? undefined : await accountById(deps.db, leadAccountId)
  const taken = await takenOf(deps.db, unit.id, instrumentId)
  const steps = instrument.state === 'returned' ? await stepsOf(deps.db, unit.id, instrumentId) : []
  return {
    instrument,
    unit,
    displayed: displayedElements(elements, ground.dictionary, ground.tables, locale),
    problems: problemsOf(elements, ground),
    eligibility: eligibilityOf(factsOf(instrument, today), await eligibilityRulesOn(deps.db, today)),
    may: mayDo(actor, instrument),
    leadName: lead?.displayName,
    centreName: centre?.name,
    centreNameEn: centre?.nameEn,
    suggested: taken.filter(({ element, value }) => answeredKey(elements[element]) === value),
    returned: steps.find((step) => step.step === 'return' || step.step === 'return_in_unit'),
  }
}

/** Every version and every step of an instrument, newest first. */
export async function reportHistory(
  deps: Pick<Deps, 'db'>,
  actor: Actor,
  instrumentId: number,
): Promise<{ zone: string; versions: readonly InstrumentVersion[]; steps: readonly TakenStep[] }> {
  const instrument = await visibleReport(deps.db, actor, instrumentId)
  const unit = found(await unitById(deps.db, instrument.unitId), 'unit')
  return {
    zone: unit.timeZone,
    versions: await instrumentVersions(deps.db, instrumentId),
    steps: await stepsOf(deps.db, instrument.unitId, instrumentId),
  }
}

export interface Difference {
  readonly from: number
  readonly to: number
  readonly elements: readonly {
    readonly element: string
    readonly label: string
    readonly before: string
    readonly after: string
  }[]
}

/** What differs between two versions, worded; without a choice, between what was accepted last and the working version. */
export async function reportDifference(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  instrumentId: number,
  between: { readonly from?: number | undefined; readonly to?: number | undefined },
  locale: Locale,
): Promise<Difference> {
  const instrument = await visibleReport(deps.db, actor, instrumentId)
  const { dictionary, tables } = await groundFor(deps, instrument, dateIn(deps.clock.now(), 'Asia/Shanghai'))
  const to = between.to ?? instrument.version
  const from = between.from ?? instrument.acceptedVersion ?? 0
  const before = from === 0 ? {} : found(await elementsOfVersion(deps.db, instrumentId, from), 'version')
  const after = found(await elementsOfVersion(deps.db, instrumentId, to), 'version')
  const differing = new Set(differingElements(before, after))
  const known = dictionary.elements.filter((definition) => differing.has(definition.id))
  const pictures = async (version: number) =>
    (await picturesAt(deps.db, instrumentId, version)).map(({ pictureId }) => `#${pictureId}`).join('、')
  const [shown, shows] = [await pictures(from), await pictures(to)]
  const image = dictionary.elements.find(({ id }) => id === 'image')
  const changedPictures =
    image === undefined || shown === shows
      ? []
      : [{ element: image.id, label: inLocale(image.label, locale), before: shown, after: shows }]
  return {
    from,
    to,
    elements: [
      ...known.map((definition) => ({
        element: definition.id,
        label: inLocale(definition.label, locale),
        before: displayed(definition, before[definition.id], tables, locale),
        after: displayed(definition, after[definition.id], tables, locale),
      })),
      ...changedPictures,
    ],
  }
}
