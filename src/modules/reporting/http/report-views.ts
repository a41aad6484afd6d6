import { inLocale, type Locale } from '#kernel/locale.ts'
import { isoIn } from '#kernel/time.ts'
import type { Words } from '#platform/i18n/words.ts'
import type { ReportRowView, ReportStepView, ReportView, StepResultView } from '../contract.ts'
import type { TakenStep } from '../data/report-step-repository.ts'
import type { EligibilityVerdict } from '../domain/eligibility-rules.ts'
import type { ReportRow } from '../use-cases/list-reports.ts'
import type { WholeReport } from '../use-cases/read-report.ts'
import type { StepResult } from '../use-cases/take-step.ts'

const zone = 'Asia/Shanghai'
type Present<T> = { [K in keyof T]: Exclude<T[K], null | undefined> }
/** Leaves out what is not known, as the contract's optional fields want. */
export const present = <T extends object>(fields: T): Partial<Present<T>> =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
  ) as Partial<Present<T>>

const eligibilityView = (verdict: EligibilityVerdict) => ({ ...verdict, reasons: [...verdict.reasons] })

/** A line of the list. */
export function rowView(row: ReportRow, locale: Locale): ReportRowView {
  const {
    id,
    worthFen,
    bookedOn,
    className,
    acceptedVersion,
    disposedOn,
    leadName,
    centreName,
    centreNameEn,
  } = row
  const { unitId, unitName, unitNameEn, innerId, name, nameEn, model, state, version, secrecy, problems } =
    row
  return {
    ...{ instrumentId: id, unitId, unitName, unitNameEn, innerId, name, nameEn, model, state, version },
    ...{ secrecy, problems },
    ...present({ worthFen, bookedOn, acceptedVersion, disposedOn, leadName }),
    ...present({ centreName, centreNameEn }),
    ...(className === undefined ? {} : { className: inLocale(className, locale) }),
    eligibility: eligibilityView(row.eligibility),
    updatedAt: isoIn(row.updatedAt, zone),
  }
}

export const stepView = (step: TakenStep, at: string = zone): ReportStepView => ({
  step: step.step,
  from: step.from,
  to: step.to,
  version: step.version,
  reasons: step.reasons.map((reason) => ({ ...reason })),
  comment: step.comment,
  actorName: step.actorName,
  at: isoIn(step.at, at),
  ...present({ draw: step.draw }),
})

/** One instrument as the form and the review show it. */
export function reportView(report: WholeReport, words: Words, locale: Locale): ReportView {
  const { instrument, unit, returned, may } = report
  const { elements, worthFen, bookedOn, acceptedVersion, disposedOn, leadAccountId, centreId } = instrument
  const { id, unitId, innerId, name, state, version, revision, secrecy, dictionary } = instrument
  const problemList = report.problems.map((problem) => ({
    ...problem,
    ...present({ suggestion: problem.suggestion }),
    message: words.say(locale, problem.code, problem),
  }))
  return {
    ...{
      instrumentId: id,
      unitId,
      unitName: unit.name,
      unitNameEn: unit.nameEn,
      innerId,
      name,
      nameEn: String(elements['ename'] ?? ''),
      state,
      version,
      secrecy,
      dictionary,
      revision,
    },
    ...present({ worthFen, bookedOn, acceptedVersion, disposedOn, leadAccountId, centreId }),
    ...present({ leadName: report.leadName, centreName: report.centreName }),
    ...present({ centreNameEn: report.centreNameEn }),
    ...present({ className: report.displayed['instrCategory'] }),
    model: String(elements['instrVersion'] ?? ''),
    problems: problemList.filter((problem) => problem.level === 'error').length,
    eligibility: eligibilityView(report.eligibility),
    updatedAt: isoIn(instrument.updatedAt, unit.timeZone),
    elements: Object.fromEntries(
      Object.entries(elements).map(([key, value]) => [key, typeof value === 'object' ? [...value] : value]),
    ),
    displayed: { ...report.displayed },
    problemList: problemList,
    suggested: report.suggested.map(({ element, byName, at }) => ({
      ...{ element, takenByName: byName, takenAt: isoIn(at, unit.timeZone) },
    })),
    may: { ...may, steps: [...may.steps] },
    ...(returned === undefined ? {} : { returned: stepView(returned, unit.timeZone) }),
  }
}

/** What became of a bulk act, reasons worded. */
export const stepResultView = (result: StepResult, words: Words, locale: Locale): StepResultView => ({
  done: [...result.done],
  refused: result.refused.map(({ instrumentId, refusals }) => ({
    instrumentId,
    refusals: refusals.map((refusal) => ({ ...refusal, message: words.say(locale, refusal.code, refusal) })),
  })),
})
