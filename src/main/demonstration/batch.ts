import { day as dayLength, instant } from '#kernel/time.ts'
import {
  type SeedBooking,
  type SeedClosure,
  type SeedRules,
  seedBookings,
  seedClosures,
  seedRules,
} from '#modules/booking/seed.ts'
import type { Openness } from '#modules/catalogue/seed.ts'
import {
  type SeedInstrument,
  type SeedVersion,
  seedInstruments,
  seedVersions,
} from '#modules/registry/seed.ts'
import { type SeedReportStep, seedReportSteps } from '#modules/reporting/seed.ts'
import {
  type SeedCorrection,
  type SeedRecord,
  type SeedUse,
  seedCorrections,
  seedRecords,
  seedUses,
} from '#modules/usage/seed.ts'
import type { Sql } from '#platform/db/connect.ts'
import { type Opening, planOpening, rulesOf } from './booking-rules-plan.ts'
import { planBookings } from './bookings-plan.ts'
import { slotsOf } from './calendar-plan.ts'
import type { Chance } from './chance.ts'
import type { DemoContent } from './content.ts'
import type { PlannedInstrument } from './instruments-plan.ts'
import { closuresOf, openBut, type OpeningKind, openSpans, type PlannedClosure } from './opening-plan.ts'
import type { PlannedGrant, PlannedPerson } from './people-plan.ts'
import { type Crowd, regularsOf } from './regulars.ts'
import { planReport, type PlannedReport } from './report-plan.ts'
import type { ReviewedReport } from './review-plan.ts'
import { planUse, type PlannedUse } from './uses-plan.ts'
import type { DemoDay } from './working-days.ts'

/** What is the same for every instrument. */
export interface Province {
  readonly chance: Chance
  readonly content: DemoContent
  readonly crowd: Crowd
  readonly operator: PlannedPerson
  readonly calendar: readonly DemoDay[]
  readonly today: string
  readonly now: number
  readonly zone: string
  readonly dictionary: string
  readonly problems: (elements: SeedInstrument['elements']) => number
}

/** Rows of some instruments and of all that hangs on them, ready to be loaded. */
export interface Batch {
  readonly instruments: SeedInstrument[]
  readonly versions: SeedVersion[]
  readonly steps: SeedReportStep[]
  readonly rules: SeedRules[]
  readonly closures: SeedClosure[]
  readonly bookings: SeedBooking[]
  readonly uses: SeedUse[]
  readonly records: SeedRecord[]
  readonly corrections: SeedCorrection[]
}

const emptyBatch = (): Batch => ({
  instruments: [],
  versions: [],
  steps: [],
  rules: [],
  closures: [],
  bookings: [],
  uses: [],
  records: [],
  corrections: [],
})

const closureReasons: Readonly<Record<PlannedClosure['kind'], readonly string[]>> = {
  closure: ['实验室停电检修', '内部培训占用', '搬迁调试'],
  maintenance: ['年度保养', '更换耗材并校准', '工程师上门维护'],
  fault: ['真空异常，等待配件', '冷却水故障', '检测器信号异常，报修中'],
  holiday: ['假期关闭'],
}

/** Makes instruments row by row; ids count on from batch to batch. */
export class Planner {
  readonly grants: PlannedGrant[] = []
  readonly openness: Openness[] = []
  /** Reports to show reviewing with: those of the lively instruments. */
  readonly reviewed: ReviewedReport[] = []
  readonly #province: Province
  readonly #open = new Map<OpeningKind, ReturnType<typeof openSpans>>()
  #batch = emptyBatch()
  #ids = { step: 0, closure: 0, booking: 0, use: 0, record: 0 }

  constructor(province: Province) {
    this.#province = province
  }

  /** The rows made since the last call. */
  taken(): Batch {
    const batch = this.#batch
    this.#batch = emptyBatch()
    return batch
  }

  /** `lively` instruments have a year of bookings; the others only exist and can be booked. */
  add(instrument: PlannedInstrument, lively: boolean): void {
    const { chance, ...province } = this.#province
    const own = chance.fork(`instrument ${instrument.id}`)
    const report = planReport(own.fork('report'), instrument, province)
    const disposed = report.state === 'accepted' && own.yes(0.01)
    this.#addInstrument(instrument, report, disposed)
    if (lively && !disposed) this.reviewed.push({ instrument, report })
    if (report.acceptedVersion === undefined || disposed) return
    const opening = planOpening(own.fork('opening'), instrument.type)
    this.#addRules(own.fork('rules'), instrument, opening)
    this.openness.push({
      instrumentId: instrument.id,
      bookable: opening.bookable,
      openTo: opening.openTo.filter((kind) => kind !== 'own_unit'),
      modes: opening.ways,
    })
    if (lively && opening.bookable) this.#addCalendar(own.fork('calendar'), instrument, opening)
  }

  #addInstrument(instrument: PlannedInstrument, report: PlannedReport, disposed: boolean): void {
    const { dictionary, problems, today } = this.#province
    const { id, unit, lead } = instrument
    this.grants.push({
      accountId: lead.id,
      role: 'instrument_lead',
      scope: 'instrument',
      scopeId: String(id),
    })
    this.#batch.instruments.push({
      unitId: unit.id,
      id,
      innerId: instrument.innerId,
      centreId: instrument.centre?.id,
      leadId: lead.id,
      dictionary,
      elements: report.elements,
      version: report.version,
      state: report.state,
      acceptedVersion: report.acceptedVersion,
      acceptedAt: report.acceptedAt,
      secrecy: report.secrecy,
      disposedOn: disposed
        ? Temporal.PlainDate.from(today)
            .subtract({ days: (id % 200) + 1 })
            .toString()
        : undefined,
      problems: problems(report.elements),
      createdAt: report.createdAt,
      updatedAt: report.updatedAt,
    })
    this.#batch.versions.push(...report.versions)
    this.#batch.steps.push(...report.steps.map((step) => ({ ...step, id: ++this.#ids.step })))
  }

  #addRules(chance: Chance, instrument: PlannedInstrument, opening: Opening): void {
    const first = { unitId: instrument.unit.id, instrumentId: instrument.id, changedBy: instrument.lead.id }
    const rules = rulesOf(opening)
    const since = this.#province.calendar[0]?.start ?? instant(this.#province.now)
    const begin = instant(since - 40 * dayLength)
    this.#batch.rules.push({ ...first, version: 1, effectiveFrom: begin, bookable: opening.bookable, rules })
    if (!chance.yes(0.12)) return
    const changed = { ...rules, horizonDays: Math.min(90, rules.horizonDays + 7) }
    const effectiveFrom = instant(this.#province.now - chance.whole(5, 200) * dayLength)
    this.#batch.rules.push({
      ...first,
      version: 2,
      effectiveFrom,
      bookable: opening.bookable,
      rules: changed,
    })
  }

  #addCalendar(chance: Chance, instrument: PlannedInstrument, opening: Opening): void {
    const { calendar, content, crowd, now, zone } = this.#province
    const closures = closuresOf(chance, calendar, now)
    for (const closure of closures)
      this.#batch.closures.push({
        unitId: instrument.unit.id,
        id: ++this.#ids.closure,
        instrumentId: instrument.id,
        span: closure.span,
        kind: closure.kind,
        reason: chance.pick(closureReasons[closure.kind]),
        createdBy: instrument.lead.id,
        createdAt: instant(Math.min(closure.span.start - dayLength, now)),
      })
    const rhythm = { ...opening.rhythm, approved: opening.approval !== 'none' }
    const slots = slotsOf(chance, rhythm, openBut(this.#openSpans(opening.kind), closures), calendar, now)
    const regulars = regularsOf(chance, crowd, instrument, opening)
    const maker = { chance, content, now, instrument, opening, regulars }
    const planned = planBookings(maker, slots, this.#ids.booking + 1)
    this.#ids.booking += planned.length
    const teller = { chance, instrument, metered: chance.yes(0.25), crowd, now, zone }
    for (const one of planned) {
      this.#batch.bookings.push(one.booking)
      const use = planUse(teller, one, this.#ids.use + 1)
      if (use !== undefined) this.#addUse(use)
    }
  }

  #addUse({ use, record, correction }: PlannedUse): void {
    this.#ids.use++
    this.#batch.uses.push(use)
    if (correction !== undefined) this.#batch.corrections.push(correction)
    if (record === undefined) return
    // As src/modules/usage numbers its records.
    const recordNo = `${record.year}-${String(use.id).padStart(6, '0')}`
    const elements = { recordInnerId: recordNo, ...record.elements }
    this.#batch.records.push({ ...record, id: ++this.#ids.record, recordNo, elements })
  }

  #openSpans(kind: OpeningKind): ReturnType<typeof openSpans> {
    const known = this.#open.get(kind)
    if (known !== undefined) return known
    const spans = openSpans(kind, this.#province.calendar)
    this.#open.set(kind, spans)
    return spans
  }
}

/** Loads a batch, what is referred to before what refers to it. */
export async function loadBatch(sql: Sql, batch: Batch): Promise<void> {
  await seedInstruments(sql, batch.instruments)
  await seedVersions(sql, batch.versions)
  await seedReportSteps(sql, batch.steps)
  await seedRules(sql, batch.rules)
  await seedClosures(sql, batch.closures)
  await seedBookings(sql, batch.bookings)
  await seedUses(sql, batch.uses)
  await seedRecords(sql, batch.records)
  await seedCorrections(sql, batch.corrections)
}
