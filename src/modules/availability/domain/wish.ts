/** In which order slots are listed. */
export const slotOrders = ['soonest', 'price', 'distance'] as const
export type SlotOrder = (typeof slotOrders)[number]

/** Ways of service; the catalogue uses the same words. */
export const serviceModes = ['self', 'guided', 'commissioned', 'remote'] as const
export type ServiceMode = (typeof serviceModes)[number]

/** Kinds of user; the booking module uses the same words. */
export const slotUserKinds = [
  'own_unit',
  'university',
  'institute',
  'company',
  'society',
  'individual',
] as const
export type SlotUserKind = (typeof slotUserKinds)[number]

/** The wishes that can be given up when nothing fits. */
export const slotWishes = [
  'q',
  'class',
  'city',
  'unit',
  'mode',
  'minutes',
  'dates',
  'hours',
  'userKind',
  'priceCap',
  'certified',
] as const
export type SlotWishName = (typeof slotWishes)[number]

/** One question about free time over all instruments. */
export interface SlotQuestion {
  readonly q: string
  readonly classCode?: string | undefined
  readonly city?: string | undefined
  readonly unit?: number | undefined
  readonly mode?: ServiceMode | undefined
  /** The shortest each instrument allows when absent. */
  readonly minutes?: number | undefined
  /** First and last local date, in the zone of the site. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  /** Hours of the day within which the slot lies. */
  readonly hours?: { readonly from: string; readonly to: string } | undefined
  /** Of which kind the asker is, when they are not signed in. */
  readonly userKind?: SlotUserKind | undefined
  /** Yuan for an hour at most; instruments whose price cannot be read are left out. */
  readonly priceCap?: number | undefined
  /** Only instruments that a qualification of their unit covers. */
  readonly certified?: boolean | undefined
  /** City from which distance is counted. */
  readonly near?: string | undefined
  readonly sort: SlotOrder
  readonly limit: number
}

/** The question without each of its wishes in turn. */
export function loosened(question: SlotQuestion): { wish: SlotWishName; question: SlotQuestion }[] {
  const without: Readonly<
    Record<SlotWishName, { readonly set: boolean; readonly changes: Partial<SlotQuestion> }>
  > = {
    q: { set: question.q.trim() !== '', changes: { q: '' } },
    class: { set: question.classCode !== undefined, changes: { classCode: undefined } },
    city: { set: question.city !== undefined, changes: { city: undefined } },
    unit: { set: question.unit !== undefined, changes: { unit: undefined } },
    mode: { set: question.mode !== undefined, changes: { mode: undefined } },
    minutes: { set: question.minutes !== undefined, changes: { minutes: undefined } },
    dates: { set: (question.from ?? question.to) !== undefined, changes: { from: undefined, to: undefined } },
    hours: { set: question.hours !== undefined, changes: { hours: undefined } },
    userKind: { set: question.userKind !== undefined, changes: { userKind: undefined } },
    priceCap: { set: question.priceCap !== undefined, changes: { priceCap: undefined } },
    certified: { set: question.certified === true, changes: { certified: undefined } },
  }
  return slotWishes.flatMap((wish) =>
    without[wish].set ? [{ wish, question: { ...question, ...without[wish].changes } }] : [],
  )
}
