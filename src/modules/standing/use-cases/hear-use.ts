import type { Interval } from '#kernel/interval.ts'
import { instant, type Instant } from '#kernel/time.ts'
import type { Notifying } from '#modules/notices/index.ts'
import type { Tx } from '#platform/db/connect.ts'
import type { StoredEvent } from '#platform/outbox/outbox.ts'
import { feedbackSettled } from '../data/feedback-repository.ts'
import { outcomesOfUse } from '../domain/outcomes.ts'
import { creditRulesAt } from './rules-in-force.ts'
import { expectFeedback, type Occasion, settleOccasion } from './settle-occasion.ts'

type Payload = Readonly<Record<string, unknown>>
const numberIn = (payload: Payload, name: string): number | undefined =>
  typeof payload[name] === 'number' ? payload[name] : undefined
const spanIn = (payload: Payload, name: string): Interval | undefined => {
  const value = payload[name] as { start?: unknown; end?: unknown } | null | undefined
  return typeof value?.start === 'number' && typeof value.end === 'number'
    ? { start: instant(value.start), end: instant(value.end) }
    : undefined
}

/** Where an event happened; undefined when it is nobody's doing: a guest's, or told before such news named a person. */
function placeOf({ unitId, payload }: StoredEvent, happenedAt: Instant): Omit<Occasion, 'key'> | undefined {
  const accountId = numberIn(payload, 'accountId')
  const instrumentId = numberIn(payload, 'instrumentId')
  if (unitId === undefined || accountId === undefined || instrumentId === undefined) return undefined
  if (payload['forGuest'] === true) return undefined
  return {
    ...{ accountId, unitId, instrumentId, happenedAt },
    bookingId: numberIn(payload, 'bookingId'),
    useId: numberIn(payload, 'useId'),
    notedBy: numberIn(payload, 'byAccountId'),
  }
}

/** A use ended or was corrected: how it went against its booking counts; a service awaits feedback. */
export async function hearUse(tx: Tx, deps: Notifying, event: StoredEvent): Promise<void> {
  const booked = spanIn(event.payload, 'booked')
  const used = spanIn(event.payload, 'used')
  const at = used === undefined ? undefined : placeOf(event, used.end)
  if (at?.useId === undefined || booked === undefined || used === undefined) return
  const { useId } = at
  const now = deps.clock.now()
  const rules = await creditRulesAt(tx, used.end)
  await settleOccasion(
    tx,
    deps,
    { ...at, key: `use:${useId}` },
    outcomesOfUse({ booked, used }, rules),
    rules,
  )
  const service = numberIn(event.payload, 'recordId') !== undefined
  if (event.type === 'usage.finished' && service)
    await expectFeedback(tx, { ...at, useId, key: '' }, rules, now)
}

/** A use was taken back: nothing of it counts any more. */
export async function hearVoidedUse(tx: Tx, deps: Notifying, event: StoredEvent): Promise<void> {
  const now = deps.clock.now()
  const at = placeOf(event, now)
  if (at?.useId === undefined) return
  const rules = await creditRulesAt(tx, now)
  await feedbackSettled(tx, at.unitId, at.useId)
  await settleOccasion(tx, deps, { ...at, key: `use:${at.useId}` }, [], rules)
  await settleOccasion(tx, deps, { ...at, key: `feedback:${at.useId}` }, [], rules)
}

/** Somebody said how a service was. */
export async function hearRating(tx: Tx, { unitId, payload }: StoredEvent): Promise<void> {
  const useId = numberIn(payload, 'useId')
  if (unitId !== undefined && useId !== undefined) await feedbackSettled(tx, unitId, useId)
}

/** Nobody came, somebody gave up late, or the one or the other was taken back. */
export async function hearBooking(tx: Tx, deps: Notifying, event: StoredEvent): Promise<void> {
  const { payload, type } = event
  const happenedAt = instant(numberIn(payload, 'start') ?? deps.clock.now())
  const at = placeOf(event, happenedAt)
  if (at?.bookingId === undefined) return
  if (type === 'booking.cancelled' && payload['late'] !== true) return
  const rules = await creditRulesAt(tx, deps.clock.now())
  const happened =
    type === 'booking.missed'
      ? [{ outcome: 'no_show' as const }]
      : type === 'booking.cancelled'
        ? [{ outcome: 'late_cancellation' as const }]
        : []
  await settleOccasion(tx, deps, { ...at, key: `booking:${at.bookingId}` }, happened, rules)
}
