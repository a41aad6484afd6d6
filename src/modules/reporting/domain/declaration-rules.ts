import type { Bilingual } from '#kernel/locale.ts'
import type { Refusal } from '#kernel/refusal.ts'
import type { Eligibility } from './eligibility-rules.ts'
import {
  type DeclarationState,
  type DeclarationStep,
  declarationTransition,
} from './declaration-transitions.ts'

/** Why something is not reported, as the dated list words it. */
export interface DeclarationReason extends Bilingual {
  readonly code: string
  /** Only a count and years are kept; no instrument is named. */
  readonly secret: boolean
  readonly needsText: boolean
}

/** The dated rules of declarations (db/reference/rules/declarations-*.json). */
export interface DeclarationRules {
  readonly version: string
  readonly reasons: readonly DeclarationReason[]
  readonly longestYears: number
  readonly mostInstruments: number
  /** Days before the end on which the unit is told. */
  readonly promptDays: readonly number[]
  readonly files: { readonly most: number; readonly maxMegabytes: number }
  readonly numbering: { readonly pattern: string; readonly digits: number }
  readonly letter: { readonly fileProvince: Bilingual }
}

/** What a person writes. Days are `YYYY-MM-DD`, both belong to the period. */
export interface DeclarationContent {
  readonly reason: string
  readonly explanation: string
  readonly validFrom: string
  readonly validUntil: string
  readonly secretCount?: number | undefined
  readonly instrumentIds: readonly number[]
}

export const reasonOf = (rules: DeclarationRules, code: string): DeclarationReason | undefined =>
  rules.reasons.find((reason) => reason.code === code)

/** What must hold even for a draft: a secret declaration never holds anything that names an instrument. */
export function contentRefusals(content: DeclarationContent, rules: DeclarationRules): Refusal[] {
  const reason = reasonOf(rules, content.reason)
  if (reason === undefined) return [{ code: 'declaration.reason_unknown', reason: content.reason }]
  const reversed = content.validFrom > content.validUntil
  return [
    ...(reversed ? [{ code: 'declaration.period_reversed' }] : []),
    ...(content.instrumentIds.length > rules.mostInstruments
      ? [{ code: 'declaration.too_many_instruments', most: rules.mostInstruments }]
      : []),
    ...(reason.secret ? secretRefusals(content) : []),
    ...(!reason.secret && content.secretCount !== undefined
      ? [{ code: 'declaration.count_only_for_secret' }]
      : []),
  ]
}

const secretRefusals = (content: DeclarationContent): Refusal[] => [
  ...(content.instrumentIds.length > 0 ? [{ code: 'declaration.secret_names_no_instruments' }] : []),
  ...(content.explanation === '' ? [] : [{ code: 'declaration.secret_takes_no_text' }]),
  ...(content.secretCount === undefined ? [{ code: 'declaration.count_missing' }] : []),
  ...(content.validFrom.endsWith('-01-01') && content.validUntil.endsWith('-12-31')
    ? []
    : [{ code: 'declaration.whole_years' }]),
]

/** An instrument of a declaration, as far as handing in is judged by it. */
export interface DeclaredInstrument {
  readonly innerId: string
  readonly eligibility: Eligibility
  readonly isPublic: boolean
  /** Another living declaration for it whose period overlaps. */
  readonly overlaps: boolean
}

/** Every reason why it cannot be handed in or judged further yet. */
export function completenessRefusals(
  content: DeclarationContent,
  instruments: readonly DeclaredInstrument[],
  rules: DeclarationRules,
  today: string,
): Refusal[] {
  const reason = reasonOf(rules, content.reason)
  return [
    ...contentRefusals(content, rules),
    ...(reason?.needsText === true && content.explanation.trim() === ''
      ? [{ code: 'declaration.text_missing' }]
      : []),
    ...(reason?.secret === false && instruments.length === 0 ? [{ code: 'declaration.no_instruments' }] : []),
    ...periodRefusals(content, rules, today),
    ...instruments.flatMap(instrumentRefusals),
  ]
}

function instrumentRefusals({ innerId, eligibility, isPublic, overlaps }: DeclaredInstrument): Refusal[] {
  return [
    ...(eligibility === 'may_report' || eligibility === 'may_not'
      ? [{ code: 'declaration.not_needed', innerId }]
      : []),
    ...(isPublic ? [{ code: 'declaration.is_public', innerId }] : []),
    ...(overlaps ? [{ code: 'declaration.declared_twice', innerId }] : []),
  ]
}

const yearsLater = (date: string, years: number) => `${Number(date.slice(0, 4)) + years}${date.slice(4)}`

function periodRefusals(content: DeclarationContent, rules: DeclarationRules, today: string): Refusal[] {
  return [
    ...(content.validUntil < today ? [{ code: 'declaration.period_over', until: content.validUntil }] : []),
    ...(content.validUntil >= yearsLater(content.validFrom, rules.longestYears)
      ? [{ code: 'declaration.period_too_long', years: rules.longestYears }]
      : []),
  ]
}

/** A declaration as a step is judged by. */
export interface DeclarationToJudge {
  readonly state: DeclarationState
  readonly revision: number
  readonly validUntil: string
  readonly writtenBy: number | undefined
  readonly handedInBy: number | undefined
  readonly hasDepartment: boolean
}

interface DeclarationAct {
  readonly revision: number
  readonly actorId: number | undefined
  readonly comment: string
  readonly today: string
}

/** Signing for the unit, judging for the department and filing are never done by who wrote it. */
const byAnother: readonly DeclarationStep[] = ['sign', 'confirm', 'file']

const needsComment = (step: DeclarationStep, state: DeclarationState): boolean =>
  step === 'return' || (step === 'withdraw' && state === 'filed')

/** Every reason why this step cannot be taken now, apart from permissions and from what the declaration says. */
export function declarationStepRefusals(
  declaration: DeclarationToJudge,
  step: DeclarationStep,
  act: DeclarationAct,
): Refusal[] {
  const { state, writtenBy, handedInBy } = declaration
  if (declarationTransition(step, state) === undefined)
    return [{ code: 'declaration.wrong_state', state, step }]
  const own = act.actorId !== undefined && [writtenBy, handedInBy].includes(act.actorId)
  return [
    ...(act.revision === declaration.revision ? [] : [{ code: 'changed_meanwhile' }]),
    ...(own && byAnother.includes(step) ? [{ code: 'declaration.own_declaration' }] : []),
    ...(step === 'sign' && !declaration.hasDepartment ? [{ code: 'declaration.no_department' }] : []),
    ...(needsComment(step, state) && act.comment === '' ? [{ code: 'reporting.reason_needed' }] : []),
    ...(step === 'expire' && declaration.validUntil >= act.today
      ? [{ code: 'declaration.not_over', until: declaration.validUntil }]
      : []),
  ]
}

/** Whether it excuses its instruments on a day. */
export const isInForce = (
  declaration: { readonly state: DeclarationState; readonly validFrom: string; readonly validUntil: string },
  on: string,
): boolean => declaration.state === 'filed' && declaration.validFrom <= on && on <= declaration.validUntil

/** The period that follows another, equally long by the calendar: whole years are followed by whole years. */
export function followingPeriod(from: string, until: string): { validFrom: string; validUntil: string } {
  const next = Temporal.PlainDate.from(until).add({ days: 1 })
  const length = Temporal.PlainDate.from(from).until(next, { largestUnit: 'years' })
  return { validFrom: next.toString(), validUntil: next.add(length).subtract({ days: 1 }).toString() }
}

/** The filing number as the scheme in force writes it. */
export const filingNumberOf = (
  { pattern, digits }: DeclarationRules['numbering'],
  year: number,
  no: number,
): string =>
  pattern.replaceAll('{year}', String(year)).replaceAll('{number}', String(no).padStart(digits, '0'))
