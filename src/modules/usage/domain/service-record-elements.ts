import type { Refusal } from '#kernel/refusal.ts'
import { type Instant, zoned } from '#kernel/time.ts'
import { type ServiceType, serviceTypes } from './service-type-rules.ts'

export const recordStates = ['to_complete', 'complete', 'void'] as const
export type RecordState = (typeof recordStates)[number]

export type ElementValue = string | number | readonly string[]
export type RecordElements = Readonly<Record<string, ElementValue>>

/** What the program knows of a finished service. */
export interface ServiceFacts {
  readonly insCode: string | undefined
  readonly recordNo: string
  readonly innerId: string
  readonly amountFen: number
  readonly startedAt: Instant
  readonly endedAt: Instant
  readonly zone: string
  readonly effectiveMinutes: number
  readonly serviceType: ServiceType
  readonly serviceWay: string
  readonly purpose: string
  readonly project: string
  readonly applicant: string
  readonly applicantPhone: string | undefined
  readonly applicantEmail: string | undefined
  readonly applicantUnit: string | undefined
}

/** `2026-11-23 14`, the national form's moment: date and hour of the unit's clock. */
export function hourStamp(at: Instant, zone: string): string {
  const local = zoned(at, zone)
  return `${local.toPlainDate().toString()} ${String(local.hour).padStart(2, '0')}`
}

const serviceWays: Readonly<Record<string, string>> = {
  self: '占用共享',
  guided: '技术共享',
  commissioned: '委托共享',
  remote: '远程共享',
}

const short = (text: string, length: number): string => [...text].slice(0, length).join('')

/** Elements that always follow from the log: correcting them means correcting the log. */
export function derivedElements(facts: ServiceFacts): RecordElements {
  return {
    ...(facts.insCode === undefined ? {} : { insCode: facts.insCode }),
    recordInnerId: facts.recordNo,
    innerId: facts.innerId,
    // 元, unlike the value of an instrument (domain.md §1.9)
    amounts: facts.amountFen / 100,
    serviceTime: hourStamp(facts.startedAt, facts.zone),
    endTime: hourStamp(facts.endedAt, facts.zone),
    serviceAmount: Math.round((facts.effectiveMinutes / 60) * 100) / 100,
    serviceType: String(facts.serviceType),
    auditStatus: '-1',
  }
}

/** Elements filled in at first, open to be completed by people. */
export function prefilledElements(facts: ServiceFacts): RecordElements {
  const internal = facts.serviceType === serviceTypes.internal
  const withoutProject = facts.project === ''
  const filled: Record<string, ElementValue | undefined> = {
    serviceContent: facts.purpose === '' ? undefined : short(facts.purpose, 200),
    serviceWay: [serviceWays[facts.serviceWay] ?? '其他'],
    subjectName: withoutProject ? '无' : short(facts.project, 100),
    subjectIncome: withoutProject ? ['无'] : undefined,
    applicant: short(facts.applicant, 20),
    applicantPhone: facts.applicantPhone,
    applicantEmail: facts.applicantEmail,
    // a natural person has no organisation; the form wants the word
    applicantUnit: facts.applicantUnit === undefined ? '个人' : short(facts.applicantUnit, 100),
    // 0 = inside the unit: the log is kept where the instrument stands
    adressType: '0',
    // inverted on the national form: 0 = signed, 1 = not; outside users normally sign, so that is asked
    signAgreement: internal ? '1' : undefined,
  }
  return Object.fromEntries(
    Object.entries(filled).filter((entry): entry is [string, ElementValue] => entry[1] !== undefined),
  )
}

/** The record after the log changed: what follows from the log is new, what people wrote stays. */
export const elementsAfter = (facts: ServiceFacts, written: RecordElements): RecordElements => ({
  ...prefilledElements(facts),
  ...written,
  ...derivedElements(facts),
})

const derivedIds: ReadonlySet<string> = new Set([
  'insCode',
  'recordInnerId',
  'innerId',
  'amounts',
  'serviceTime',
  'endTime',
  'serviceAmount',
  'serviceType',
  'auditStatus',
])
/** Whether an element follows from the log. */
export const isDerived = (id: string): boolean => derivedIds.has(id)

/** `complete` once the dictionary finds nothing wrong or missing in it. */
export const recordStateOf = (problems: number): Exclude<RecordState, 'void'> =>
  problems === 0 ? 'complete' : 'to_complete'

/** Every reason why what somebody wrote cannot be taken: what follows from the log is corrected there. */
export const writtenRefusals = (written: RecordElements): Refusal[] =>
  Object.keys(written)
    .filter(isDerived)
    .map((element) => ({ code: 'usage.element_follows_log', element }))

/** What the user thought of the service, in the five words of the national form. */
export const ratings = ['非常满意', '基本满意', '一般', '不满意', '极差'] as const
export type Rating = (typeof ratings)[number]
