import type { Deadlines } from './campaign-board.ts'
import { isHandedIn, lateness } from './campaign-board.ts'
import type { CampaignKind } from './campaign.ts'
import type { ReportState } from './report-transitions.ts'

/** Kinds that are records beside the instruments. */
export type OwedKind = Exclude<CampaignKind, 4>

/** Why a unit owes a record: it has the centre, it keeps the facility, the instrument came in free of duty, a year has ended. */
export const owedReasons = ['centre', 'facility', 'duty_free', 'year'] as const
export type OwedReason = (typeof owedReasons)[number]

/** A record a campaign asks of a unit, whether it exists yet or not. */
export interface Owed {
  readonly unitId: number
  readonly kind: OwedKind
  readonly reason: OwedReason
  /** What it is about: the centre, the facility, the instrument's number and name, the year. */
  readonly subject: string
  /** Undefined while nobody has begun it. */
  readonly recordId: number | undefined
  readonly state: ReportState | undefined
  readonly accepted: boolean
}

/** How far records of one kind are; they add up: owed = missing + draft + returned + inReview + accepted. */
export interface OwedFigures {
  readonly kind: OwedKind
  readonly owed: number
  readonly missing: number
  readonly draft: number
  readonly returned: number
  readonly inReview: number
  readonly accepted: number
  /** Handed in to the province or further. */
  readonly handedIn: number
  readonly lateInUnit: number
}

const standing = (one: Owed) => ({ state: one.state ?? ('draft' as const), accepted: one.accepted })

/** Where a record stands for the counts; what was once accepted stays so while a newer version is on its way. */
export function owedStanding(one: Owed): 'missing' | 'draft' | 'returned' | 'inReview' | 'accepted' {
  if (one.accepted) return 'accepted'
  if (one.state === undefined) return 'missing'
  return one.state === 'draft' || one.state === 'returned' || one.state === 'accepted'
    ? one.state
    : 'inReview'
}

/** Whether the unit still has to act on it. */
export const owedRemains = (one: Owed): boolean => !isHandedIn(standing(one))

/** Whether it missed the units' deadline on a day. */
export const owedLate = (one: Owed, deadlines: Deadlines, today: string): boolean =>
  lateness(standing(one), deadlines, today) === 'unit'

/** Progress by kind, in the order of the kinds asked for. */
export function owedFigures(
  owed: readonly Owed[],
  kinds: readonly CampaignKind[],
  deadlines: Deadlines,
  today: string,
): OwedFigures[] {
  return kinds.flatMap((kind) => {
    if (kind === 4) return []
    const own = owed.filter((one) => one.kind === kind)
    const count = (of: (one: Owed) => boolean) => own.filter(of).length
    const at = (where: ReturnType<typeof owedStanding>) => count((one) => owedStanding(one) === where)
    return [
      {
        ...{ kind, owed: own.length, missing: at('missing'), draft: at('draft'), returned: at('returned') },
        ...{ inReview: at('inReview'), accepted: at('accepted') },
        handedIn: own.length - count(owedRemains),
        lateInUnit: count((one) => owedLate(one, deadlines, today)),
      },
    ]
  })
}

/** Hand-ins that remain over all kinds. */
export const owedRemaining = (figures: readonly OwedFigures[]): number =>
  figures.reduce((sum, { owed, handedIn }) => sum + owed - handedIn, 0)

/** The year a campaign asks the effect of: so many years before that of its units’ deadline (dated rule `effect-year`). */
export const effectYear = (reportBy: string, yearsBefore: number): number =>
  Number(reportBy.slice(0, 4)) - yearsBefore
