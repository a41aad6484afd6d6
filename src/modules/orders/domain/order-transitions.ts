/** The states of a sample order (domain.md §6.2); the database's check lists the same. */
export const orderStates = [
  'draft',
  'group_review',
  'submitted',
  'quoted',
  'awaiting_samples',
  'received',
  'measuring',
  'handed_over',
  'complained',
  'closed',
  'declined',
  'expired',
  'rejected',
  'cancelled',
] as const
export type OrderState = (typeof orderStates)[number]

export const orderActs = [
  'submit',
  'ask_group',
  'approve',
  'quote',
  'accept',
  'decline',
  'expire',
  'receive',
  'assign',
  'hand_over',
  'confirm',
  'close_silently',
  'complain',
  'answer',
  'redo',
  'reject',
  'cancel',
] as const
export type OrderAct = (typeof orderActs)[number]

/** Sides of an order: who asked, the lead of their group, who answers for the instrument, who measures, the program. */
export const orderSides = ['requester', 'group_lead', 'staff', 'operator', 'program'] as const
export type OrderSide = (typeof orderSides)[number]

/** One way from a state to another and which side may take it. */
export interface OrderTransition {
  readonly act: OrderAct
  readonly from: OrderState
  readonly to: OrderState
  readonly by: readonly OrderSide[]
}

const way = (act: OrderAct, from: OrderState, to: OrderState, ...by: OrderSide[]): OrderTransition => ({
  act,
  from,
  to,
  by,
})

/** The one transition table of an order; an act that is not listed for a state is refused. */
export const orderTransitions: readonly OrderTransition[] = [
  way('submit', 'draft', 'submitted', 'requester'),
  way('ask_group', 'draft', 'group_review', 'requester'),
  way('approve', 'group_review', 'submitted', 'group_lead'),
  way('quote', 'submitted', 'quoted', 'staff'),
  way('quote', 'quoted', 'quoted', 'staff'),
  way('quote', 'expired', 'quoted', 'staff'),
  way('accept', 'quoted', 'awaiting_samples', 'requester'),
  way('decline', 'quoted', 'declined', 'requester'),
  way('expire', 'quoted', 'expired', 'program'),
  way('receive', 'awaiting_samples', 'received', 'staff', 'operator'),
  way('receive', 'received', 'received', 'staff', 'operator'),
  way('receive', 'measuring', 'measuring', 'staff', 'operator'),
  way('assign', 'received', 'measuring', 'staff'),
  way('assign', 'measuring', 'measuring', 'staff'),
  way('hand_over', 'measuring', 'handed_over', 'staff', 'operator'),
  way('confirm', 'handed_over', 'closed', 'requester'),
  way('close_silently', 'handed_over', 'closed', 'program'),
  way('complain', 'handed_over', 'complained', 'requester'),
  way('answer', 'complained', 'handed_over', 'staff'),
  way('redo', 'complained', 'measuring', 'staff'),
  way('reject', 'group_review', 'rejected', 'group_lead'),
  way('reject', 'submitted', 'rejected', 'staff'),
  way('reject', 'quoted', 'rejected', 'staff'),
  way('reject', 'awaiting_samples', 'rejected', 'staff'),
  way('reject', 'received', 'rejected', 'staff'),
  way('reject', 'measuring', 'rejected', 'staff'),
  way('cancel', 'draft', 'cancelled', 'requester'),
  way('cancel', 'group_review', 'cancelled', 'requester'),
  way('cancel', 'submitted', 'cancelled', 'requester'),
  way('cancel', 'quoted', 'cancelled', 'requester'),
  way('cancel', 'expired', 'cancelled', 'requester'),
  way('cancel', 'awaiting_samples', 'cancelled', 'requester'),
]

/** The transition an act takes from a state, if there is one. */
export const orderTransition = (act: OrderAct, from: OrderState): OrderTransition | undefined =>
  orderTransitions.find((one) => one.act === act && one.from === from)

/** Acts somebody on these sides may take from a state. */
export const actsOpenTo = (sides: readonly OrderSide[], from: OrderState): OrderAct[] =>
  orderTransitions
    .filter((one) => one.from === from && one.by.some((side) => sides.includes(side)))
    .map((one) => one.act)

/** Acts that say why: whoever is told no, or is complained to, learns the reason. */
export const reasonedActs: readonly OrderAct[] = ['decline', 'complain', 'answer', 'redo', 'reject']

/** States in which nothing of the order changes any more, but where its samples went. */
export const endStates: readonly OrderState[] = ['closed', 'declined', 'rejected', 'cancelled']

/** States in which instrument time may be reserved for it: the samples are here. */
export const bookableStates: readonly OrderState[] = ['received', 'measuring']
