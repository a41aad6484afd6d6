import { day as dayLength, hour, instant, minute } from '#kernel/time.ts'
import type { SeedBooking } from '#modules/booking/seed.ts'
import type { Opening } from './booking-rules-plan.ts'
import type { Slot } from './calendar-plan.ts'
import type { Chance } from './chance.ts'
import type { DemoContent, ProjectContent } from './content.ts'
import type { PlannedInstrument } from './instruments-plan.ts'
import type { PlannedPerson } from './people-plan.ts'
import type { Regulars } from './regulars.ts'

/** A booking with the people and the project behind it, from which its use and service record follow. */
export interface PlannedBooking {
  readonly booking: SeedBooking
  readonly user: PlannedPerson
  readonly project: ProjectContent | undefined
}

const declined = [
  '该时段安排仪器维护，请改约',
  '样品信息不全，请补充后再约',
  '该项测试需先完成上机培训',
  '与已安排的测试冲突，请改约下周',
]

interface Maker {
  readonly chance: Chance
  readonly content: DemoContent
  readonly now: number
  readonly instrument: PlannedInstrument
  readonly opening: Opening
  readonly regulars: Regulars
}

/** When somebody made this booking: a few days ahead, within horizon and notice, never in the future. */
function madeAt({ chance, opening, now }: Maker, start: number): number {
  const earliest = start - (opening.horizonDays - 1) * dayLength
  const latest = Math.min(start - opening.noticeMinutes * minute, now - 5 * minute)
  const wanted = start - 0.5 * dayLength - chance.wait(3 * dayLength)
  const made = Math.max(earliest, Math.min(wanted, latest - chance.wait(2 * hour)))
  return Math.round(Math.min(made, latest) / minute) * minute
}

type Decision = Pick<SeedBooking, 'decidedBy' | 'decidedAt' | 'decisionNote' | 'cancelledAt'>

function decisionOn(maker: Maker, slot: Slot, made: number, waits: boolean): Decision {
  const { chance, instrument, now } = maker
  const until = Math.min(slot.span.start, now)
  const between = () =>
    instant(Math.round((made + (until - made) * chance.between(0.1, 0.7)) / minute) * minute)
  const decided = waits && slot.status !== 'pending' && slot.status !== 'expired'
  const at = decided ? between() : undefined
  return {
    decidedBy: decided ? instrument.lead.id : undefined,
    decidedAt: at,
    decisionNote: slot.status === 'rejected' ? chance.pick(declined) : '',
    cancelledAt: slot.status === 'cancelled' ? instant(Math.max(at ?? made, between())) : undefined,
  }
}

/** A state that needs an approval becomes the one that does not, for users who need none. */
function statusFor(status: Slot['status'], waits: boolean): Slot['status'] {
  if (waits) return status
  if (status === 'pending') return 'confirmed'
  return status === 'rejected' || status === 'expired' ? 'cancelled' : status
}

function planBooking(maker: Maker, drawn: Slot, id: number): PlannedBooking {
  const { chance, content, instrument, opening, regulars } = maker
  const external = regulars.outside.length > 0 && chance.yes(opening.externalShare)
  const user = chance.pick(external ? regulars.outside : regulars.inside)
  const outside = user.unitId !== instrument.unit.id
  const waits = opening.approval === 'lead' || (opening.approval === 'external' && outside)
  const slot = { ...drawn, status: statusFor(drawn.status, waits) }
  const project = user.unitId !== undefined && chance.yes(0.7) ? chance.pick(content.projects) : undefined
  const made = madeAt(maker, slot.span.start)
  return {
    user,
    project,
    booking: {
      unitId: instrument.unit.id,
      id,
      instrumentId: instrument.id,
      accountId: user.id,
      userUnitId: user.unitId,
      span: slot.span,
      status: slot.status,
      serviceWay: chance.pick(opening.ways),
      purpose: chance.pick(content.purposes).zh,
      project: project?.title ?? '',
      createdAt: instant(made),
      ...decisionOn(maker, slot, made, waits),
    },
  }
}

export const planBookings = (maker: Maker, slots: readonly Slot[], firstId: number): PlannedBooking[] =>
  slots.map((slot, i) => planBooking(maker, slot, firstId + i))
