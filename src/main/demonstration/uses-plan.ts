import { instant, type Instant, minute, zoned } from '#kernel/time.ts'
import type { SeedCorrection, SeedRecord, SeedUse } from '#modules/usage/seed.ts'
import type { PlannedBooking } from './bookings-plan.ts'
import type { Chance } from './chance.ts'
import type { PlannedInstrument } from './instruments-plan.ts'
import type { Crowd } from './regulars.ts'

export interface PlannedUse {
  readonly use: SeedUse
  readonly record: Omit<SeedRecord, 'id' | 'recordNo'> | undefined
  readonly correction: SeedCorrection | undefined
}

interface Parts {
  readonly preparationMinutes: number
  readonly measuringMinutes: number
  readonly processingMinutes: number
  readonly idleMinutes: number
}
const nothingYet: Parts = { preparationMinutes: 0, measuringMinutes: 0, processingMinutes: 0, idleMinutes: 0 }

/** Start-up and post-processing take a tenth each at most, idle running a little of some. */
function partsOf(chance: Chance, minutes: number): Parts {
  const preparationMinutes = Math.min(60, Math.floor(minutes * chance.between(0.03, 0.1)))
  const processingMinutes = Math.min(90, Math.floor(minutes * chance.between(0.02, 0.1)))
  const idleMinutes = chance.yes(0.35) ? Math.floor(minutes * chance.between(0.02, 0.15)) : 0
  const measuringMinutes = minutes - preparationMinutes - processingMinutes - idleMinutes
  return { preparationMinutes, measuringMinutes, processingMinutes, idleMinutes }
}

const serviceWays = {
  self: '占用共享',
  guided: '技术共享',
  commissioned: '委托共享',
  remote: '远程共享',
} as const

const hourFormat = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
})
/** `2026-11-23 14`, the national form's moment. */
const hourStamp = (at: Instant): string => hourFormat.format(at).slice(0, 13)

interface Teller {
  readonly chance: Chance
  readonly instrument: PlannedInstrument
  readonly metered: boolean
  readonly crowd: Crowd
  readonly now: number
  readonly zone: string
}

/** Whether everything the national form asks was answered; users are slow to rate what is recent. */
function answers(teller: Teller, endedAt: Instant, external: boolean): SeedRecord['elements'] {
  const { chance, instrument, now } = teller
  const fresh = endedAt > now - 20 * 24 * 60 * minute
  if (chance.yes(fresh ? 0.3 : 0.01)) return {}
  return {
    subjectArea: [instrument.type.disciplines[0] ?? '430'],
    comment: chance.weighed([
      ['非常满意', 70],
      ['基本满意', 24],
      ['一般', 4],
      ['不满意', 1.5],
      ['极差', 0.5],
    ]),
    serviceDirection: external
      ? chance.weighed([
          ['135', 45],
          ['136', 55],
        ])
      : chance.weighed([
          ['135', 88],
          ['136', 4],
          ['137', 8],
        ]),
  }
}

/** As the fee text says: one's own unit, other universities and institutes, companies. */
function hourlyYuan({ type }: PlannedInstrument, external: boolean, kind: string | undefined): number {
  const [own, company] = type.hourlyFeeYuan
  if (!external) return own
  return kind === 'company' ? company : Math.round((own + company) / 20) * 10
}

/** What the record says of its user and of the service itself. */
function elementsOf(teller: Teller, planned: PlannedBooking, external: boolean): SeedRecord['elements'] {
  const { user, project, booking } = planned
  const unitName = user.unitId === undefined ? undefined : teller.crowd.unitNames.get(user.unitId)
  return {
    serviceContent: booking.purpose,
    serviceWay: [serviceWays[booking.serviceWay]],
    subjectName: project?.title ?? '无',
    subjectIncome: [project?.funding ?? '无'],
    applicant: user.displayName,
    applicantPhone: user.phone,
    applicantEmail: user.email,
    applicantUnit: unitName ?? '个人',
    adressType: '0',
    // Inverted on the national form: 0 is signed.
    signAgreement: external && teller.chance.yes(0.9) ? '0' : '1',
  }
}

function recordOf(
  teller: Teller,
  planned: PlannedBooking,
  use: SeedUse,
  endedAt: Instant,
): PlannedUse['record'] {
  const { instrument, crowd, zone } = teller
  const { user } = planned
  const effective = use.preparationMinutes + use.measuringMinutes + use.processingMinutes
  const external = use.userUnitId !== instrument.unit.id
  const kind = user.unitId === undefined ? undefined : crowd.kindOfUnit.get(user.unitId)
  const amountFen = Math.round((effective / 60) * hourlyYuan(instrument, external, kind)) * 100
  const answered = answers(teller, endedAt, external)
  const { unitId, instrumentId, bookingId, accountId, userUnitId, startedAt, evidence } = use
  return {
    unitId,
    instrumentId,
    useId: use.id,
    bookingId,
    accountId,
    userUnitId,
    serviceType: external ? 130 : 120,
    startedAt,
    endedAt,
    year: zoned(startedAt, zone).year,
    effectiveMinutes: effective,
    amountFen,
    evidence,
    state: 'comment' in answered ? 'complete' : 'to_complete',
    elements: {
      insCode: instrument.unit.insCode ?? '',
      innerId: instrument.innerId,
      amounts: amountFen / 100,
      serviceTime: hourStamp(startedAt),
      endTime: hourStamp(endedAt),
      serviceAmount: Math.round((effective / 60) * 100) / 100,
      serviceType: external ? '130' : '120',
      auditStatus: '-1',
      ...elementsOf(teller, planned, external),
      ...answered,
    },
  }
}

function correctionOf(teller: Teller, use: SeedUse, endedAt: Instant): SeedCorrection {
  const { lead } = teller.instrument
  const after = {
    startedAt: use.startedAt,
    endedAt,
    preparationMinutes: use.preparationMinutes,
    measuringMinutes: use.measuringMinutes,
    processingMinutes: use.processingMinutes,
    idleMinutes: use.idleMinutes,
    kind: use.kind,
    amountFen: 0,
    note: use.note,
  }
  return {
    unitId: use.unitId,
    useId: use.id,
    before: { ...after, measuringMinutes: use.measuringMinutes + use.idleMinutes, idleMinutes: 0 },
    after,
    reason: '按仪器日志核减空载时间',
    correctedBy: lead.id,
    correctedByName: lead.displayName,
    correctedAt: instant(Math.min(endedAt + 20 * 60 * minute, teller.now)),
  }
}

/** When it began and ended; running uses have no end yet. */
function spanOf(chance: Chance, { span, status }: PlannedBooking['booking'], now: number) {
  const running = status === 'in_use'
  const startedAt = instant(
    Math.min(span.start + chance.whole(0, 9) * minute, running ? now - minute : span.end),
  )
  const length = Math.floor((span.end - startedAt) / minute)
  const minutes = length - Math.min(chance.whole(0, 15), Math.floor(length / 4))
  return { startedAt, minutes, endedAt: running ? undefined : instant(startedAt + minutes * minute) }
}

function useOf(teller: Teller, planned: PlannedBooking, id: number): SeedUse {
  const { chance, instrument } = teller
  const { booking, user } = planned
  const { startedAt, endedAt, minutes } = spanOf(chance, booking, teller.now)
  const parts = endedAt === undefined ? nothingYet : partsOf(chance, minutes)
  const operated = booking.serviceWay === 'commissioned' || chance.yes(0.3)
  const by = operated ? instrument.lead.id : user.id
  return {
    unitId: booking.unitId,
    id,
    instrumentId: instrument.id,
    bookingId: booking.id,
    accountId: user.id,
    userUnitId: user.unitId,
    startedAt,
    endedAt,
    ...parts,
    kind:
      endedAt === undefined
        ? 'service'
        : chance.weighed([
            ['service', 95],
            ['training', 2.5],
            ['teaching', 1],
            ['own', 1.5],
          ]),
    evidence: teller.metered
      ? 'metered'
      : chance.weighed([
          ['logged', 80],
          ['booked', 14],
          ['declared', 6],
        ]),
    note: '',
    checkedInBy: by,
    checkedOutBy: endedAt === undefined ? undefined : by,
    version: parts.idleMinutes > 0 && chance.yes(0.01) ? 2 : 1,
  }
}

/** The use behind a booking that took place or is taking place; undefined for all others. */
export function planUse(teller: Teller, planned: PlannedBooking, id: number): PlannedUse | undefined {
  if (!['completed', 'in_use'].includes(planned.booking.status)) return undefined
  const use = useOf(teller, planned, id)
  const { endedAt } = use
  if (endedAt === undefined) return { use, record: undefined, correction: undefined }
  return {
    use,
    record: use.kind === 'service' ? recordOf(teller, planned, use, endedAt) : undefined,
    correction: use.version === 2 ? correctionOf(teller, use, endedAt) : undefined,
  }
}
