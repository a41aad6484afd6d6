import { intersected, type Interval } from '#kernel/interval.ts'
import { hour, instantAt, type Instant, minute, plus, zoned } from '#kernel/time.ts'

/** What somebody waits for: one slot, or any time of a length within a span; the database's check lists the same. */
export const waitingKinds = ['slot', 'wish'] as const
export type WaitingKind = (typeof waitingKinds)[number]

/** Every state of an entry in a waiting list; the database's check lists the same. */
export const waitingStates = [
  'waiting',
  'offered',
  'taken',
  'declined',
  'unanswered',
  'left',
  'over',
] as const
export type WaitingState = (typeof waitingStates)[number]

/** What can happen to an entry. `pass` goes on waiting after an offer, `end` is the end of the time waited for. */
export const waitingActs = ['offer', 'take', 'decline', 'pass', 'lapse', 'leave', 'end'] as const
export type WaitingAct = (typeof waitingActs)[number]

/** The one transition table of entries; an act that is not listed for a state is refused. */
export const waitingTransitions: Readonly<
  Record<WaitingState, Readonly<Partial<Record<WaitingAct, WaitingState>>>>
> = {
  waiting: { offer: 'offered', leave: 'left', end: 'over' },
  offered: {
    take: 'taken',
    decline: 'declined',
    pass: 'waiting',
    lapse: 'unanswered',
    leave: 'left',
    end: 'over',
  },
  taken: {},
  declined: {},
  unanswered: {},
  left: {},
  over: {},
}

/** Every state of an offer; the database's check lists the same. */
export const offerStates = ['open', 'accepted', 'declined', 'lapsed', 'withdrawn'] as const
export type OfferState = (typeof offerStates)[number]

/** Ways of service, as booking knows them; the database's check lists the same. */
export const serviceWays = ['self', 'guided', 'commissioned', 'remote'] as const

/** When somebody would have time: on some days of the week (none named: all) between two times of the instrument's clock. */
export interface WishedTimes {
  readonly from: Instant
  readonly until: Instant
  readonly weekdays: readonly number[]
  readonly dayFrom: string
  readonly dayUntil: string
}

/** An entry in the waiting list; `rank` goes before the time of joining and is 0 unless a rule of priority set it. */
export interface WaitingEntry extends WishedTimes {
  readonly id: number
  readonly accountId: number
  readonly userUnitId: number | undefined
  readonly kind: WaitingKind
  readonly minutes: number
  readonly instrumentIds: readonly number[]
  readonly classCode: string
  readonly serviceWay: (typeof serviceWays)[number]
  readonly purpose: string
  readonly project: string
  readonly rank: number
  readonly state: WaitingState
  readonly unanswered: number
  readonly joinedAt: Instant
}

/** The spans somebody would take, on the clock of a zone, from now on. */
export function wishedSpans(times: WishedTimes, zone: string, now: Instant): Interval[] {
  const whole = { start: times.from > now ? times.from : now, end: times.until }
  if (whole.start >= whole.end) return []
  const days: Interval[] = []
  const last = zoned(whole.end, zone).toPlainDate()
  for (
    let date = zoned(whole.start, zone).toPlainDate();
    Temporal.PlainDate.compare(date, last) <= 0;
    date = date.add({ days: 1 })
  ) {
    if (times.weekdays.length > 0 && !times.weekdays.includes(date.dayOfWeek)) continue
    const start = instantAt(date.toString(), times.dayFrom, zone)
    const end = instantAt(date.toString(), times.dayUntil, zone)
    if (start < end) days.push({ start, end })
  }
  return intersected(days, [whole])
}

/** Spans with room on both sides: time that became free may complete time that was free already. */
export const withRoom = (spans: readonly Interval[], minutes: number): Interval[] =>
  spans.map(({ start, end }) => ({ start: plus(start, -minutes * minute), end: plus(end, minutes * minute) }))

/** How long an offer is held, by how far its start is away (rule set `allocation`). */
export interface HoldRules {
  readonly offerMinutes: readonly { readonly leadHours: number; readonly minutes: number }[]
  /** An offer nobody could take in time is not made. */
  readonly leastMinutes: number
}

/** Until when an offer is held: never past the last moment at which it could be booked; undefined when that leaves too little time. */
export function heldUntil(
  rules: HoldRules,
  now: Instant,
  start: Instant,
  latest: Instant,
): Instant | undefined {
  const lead = (start - now) / hour
  const step = rules.offerMinutes
    .filter(({ leadHours }) => leadHours <= lead)
    .toSorted((a, b) => b.leadHours - a.leadHours)[0]
  if (step === undefined) return undefined
  const until = plus(now, step.minutes * minute)
  const end = until < latest ? until : latest
  return end - now < rules.leastMinutes * minute ? undefined : end
}

/** What becomes of an entry whose offer was declined: the slot was all it waited for, a wish goes on. */
export const afterDecline = (kind: WaitingKind): WaitingAct => (kind === 'slot' ? 'decline' : 'pass')

/** What becomes of an entry whose offer nobody answered: a wish is asked so many times. */
export const afterLapse = (
  entry: Pick<WaitingEntry, 'kind' | 'unanswered'>,
  unansweredUntilOut: number,
): WaitingAct => (entry.kind === 'slot' || entry.unanswered + 1 >= unansweredUntilOut ? 'lapse' : 'pass')

/** Refusals of booking that time may take away; everything else is said at once instead of waited for. */
const passing = /^booking\.(slot_taken|needs_buffer|kept_for_waiting|closed|too_many_|quota_)/

/** Whether waiting can help against a refusal. */
export const mayPass = ({ code }: { readonly code: string }): boolean => passing.test(code)
