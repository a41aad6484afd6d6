import { system } from '#kernel/actor.ts'
import type { Instant } from '#kernel/time.ts'
import { inTransaction, type Tx } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { lockedBooking } from '../data/booking-repository.ts'
import { beginStep, endStep, lateRequests, stepsOf } from '../data/step-repository.ts'
import { afterLateStep, dueOf, waitingSteps } from '../domain/approval-chain.ts'
import { statusAfter } from '../domain/booking.ts'
import { changeBooking } from './change-booking.ts'

async function passLate(tx: Tx, id: number, now: Instant): Promise<boolean> {
  const booking = await lockedBooking(tx, id)
  if (booking === undefined || statusAfter(booking.status, 'pass') === undefined) return false
  const [step, next] = waitingSteps(await stepsOf(tx, booking))
  if (step?.dueAt === undefined || step.dueAt > now) return false
  if (afterLateStep(step, next) === 'expire' || next === undefined) {
    await changeBooking(tx, system, booking, 'expire', now)
    return true
  }
  await endStep(tx, booking, step, { outcome: 'escalated', by: undefined, at: now, note: '' })
  await beginStep(tx, booking, next.no, dueOf(next.withinHours, now))
  await changeBooking(tx, system, booking, 'pass', now)
  return true
}

/** Requests whose step nobody decided in time go to the next step or expire, as their rules say; returns how many. */
export async function passLateSteps(deps: Pick<Deps, 'db' | 'clock'>): Promise<number> {
  const now = deps.clock.now()
  const ids = await lateRequests(deps.db, now, 1000)
  let passed = 0
  for (const id of ids) if (await inTransaction(deps.db, (tx) => passLate(tx, id, now))) passed++
  return passed
}
