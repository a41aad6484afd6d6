import type { OrderState } from './order-transitions.ts'

/** How far a sample is; the database's check lists the same. */
export const sampleStates = [
  'announced',
  'missing',
  'waiting',
  'preparing',
  'measuring',
  'done',
  'failed',
] as const
export type SampleState = (typeof sampleStates)[number]

export const sampleActs = ['receive', 'miss', 'prepare', 'measure', 'finish', 'fail', 'repeat'] as const
export type SampleAct = (typeof sampleActs)[number]

/** The one transition table of a sample; an act that is not listed for a state is refused. */
export const sampleTransitions: Readonly<
  Record<SampleState, Readonly<Partial<Record<SampleAct, SampleState>>>>
> = {
  announced: { receive: 'waiting', miss: 'missing' },
  missing: { receive: 'waiting' },
  waiting: { prepare: 'preparing', measure: 'measuring', fail: 'failed' },
  preparing: { measure: 'measuring', fail: 'failed' },
  measuring: { finish: 'done', fail: 'failed' },
  done: { repeat: 'waiting' },
  failed: { repeat: 'waiting' },
}

/** The state an act leads to; undefined when it does not fit. */
export const sampleAfter = (state: SampleState, act: SampleAct): SampleState | undefined =>
  sampleTransitions[state][act]

/** States of the order in which an act on its samples is possible. */
export const ordersTakingAct = (act: SampleAct): readonly OrderState[] =>
  act === 'receive' || act === 'miss' ? ['awaiting_samples', 'received', 'measuring'] : ['measuring']

/** A sample about which nothing is left to do before the results are handed over. */
export const isSettled = (state: SampleState): boolean =>
  state === 'done' || state === 'failed' || state === 'missing'

/** What became of a sample; the database's check lists the same. */
export const disposals = ['returned', 'kept', 'destroyed'] as const
export type Disposal = (typeof disposals)[number]

const disposalsAfter: Readonly<Record<Disposal | '', readonly Disposal[]>> = {
  '': disposals,
  kept: ['returned', 'destroyed'],
  returned: [],
  destroyed: [],
}

/** Whether a sample that is here may go this way now: after the results, or when the order ended without any. */
export const mayDispose = (
  sample: { readonly state: SampleState; readonly disposal: Disposal | '' },
  order: OrderState,
  how: Disposal,
): boolean =>
  ['handed_over', 'closed', 'rejected'].includes(order) &&
  sample.state !== 'announced' &&
  sample.state !== 'missing' &&
  disposalsAfter[sample.disposal].includes(how)

type SampleWork = SampleAct | Disposal

/** Everything that can be done to a sample now. */
export const worksFor = (
  sample: { readonly state: SampleState; readonly disposal: Disposal | '' },
  order: OrderState,
): SampleWork[] => [
  ...sampleActs.filter(
    (act) =>
      sample.disposal === '' &&
      ordersTakingAct(act).includes(order) &&
      sampleAfter(sample.state, act) !== undefined,
  ),
  ...disposals.filter((how) => mayDispose(sample, order, how)),
]
