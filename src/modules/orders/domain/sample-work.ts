import { found, refuse, type Refusal, refuseIfAny } from '#kernel/refusal.ts'
import type { Instant } from '#kernel/time.ts'
import { type Sample, sampleNoOf } from './order.ts'
import type { OrderState } from './order-transitions.ts'
import {
  type Disposal,
  mayDispose,
  ordersTakingAct,
  type SampleAct,
  sampleAfter,
} from './sample-transitions.ts'

/** What is done to some samples of an order at once. */
export interface SampleWork {
  readonly positions: readonly number[]
  readonly act: SampleAct
  /** The condition on reception, or why it failed. */
  readonly note: string
}

/** Where and when samples are worked on. */
export interface WorkPlace {
  readonly orderNo: string
  readonly state: OrderState
  readonly now: Instant
}

const chosen = (samples: readonly Sample[], positions: readonly number[]): Sample[] =>
  [...new Set(positions)].map((position) =>
    found(
      samples.find((sample) => sample.position === position),
      'sample',
    ),
  )

const listed = (samples: readonly Sample[]): string => samples.map((sample) => sample.position).join(', ')

function workRefusals(picked: readonly Sample[], work: SampleWork, at: WorkPlace): Refusal[] {
  const refusals: Refusal[] = []
  if (!ordersTakingAct(work.act).includes(at.state))
    refusals.push({ code: 'orders.wrong_state', state: at.state, act: work.act })
  const unfit = picked.filter((sample) => sampleAfter(sample.state, work.act) === undefined)
  if (unfit.length > 0)
    refusals.push({ code: 'orders.sample_state', positions: listed(unfit), act: work.act })
  const gone = picked.filter((sample) => sample.disposal !== '')
  if (gone.length > 0) refusals.push({ code: 'orders.sample_gone', positions: listed(gone) })
  if (work.act === 'fail' && work.note === '') refusals.push({ code: 'orders.reason_needed' })
  return refusals
}

/** Samples after an act on some of them; refuses with every reason and changes none when one does not fit. */
export function workedOn(samples: readonly Sample[], work: SampleWork, at: WorkPlace): Sample[] {
  const picked = chosen(samples, work.positions)
  refuseIfAny(workRefusals(picked, work, at))
  return picked.map((sample) => ({
    ...sample,
    state: sampleAfter(sample.state, work.act) ?? sample.state,
    ...(work.act === 'receive'
      ? { sampleNo: sampleNoOf(at.orderNo, sample.position), condition: work.note, receivedAt: at.now }
      : {}),
    ...(work.act === 'fail' ? { failReason: work.note } : {}),
    ...(work.act === 'repeat' ? { failReason: '', repeats: sample.repeats + 1 } : {}),
  }))
}

/** Samples after it was settled where they go. */
export function disposedOf(
  samples: readonly Sample[],
  wish: { readonly positions: readonly number[]; readonly how: Disposal; readonly on: string },
  order: OrderState,
  today: string,
): Sample[] {
  const picked = chosen(samples, wish.positions)
  const unfit = picked.filter((sample) => !mayDispose(sample, order, wish.how))
  if (unfit.length > 0) refuse('conflict', { code: 'orders.disposal_unfit', positions: listed(unfit) })
  if (wish.on > today) refuse('invalid', { code: 'orders.disposal_ahead' })
  return picked.map((sample) => ({ ...sample, disposal: wish.how, disposedOn: wish.on }))
}
