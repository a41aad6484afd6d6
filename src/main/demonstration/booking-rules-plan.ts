import type { Chance } from './chance.ts'
import type { InstrumentType, UnitKind } from './content.ts'
import { lengths, type OpeningKind, weeks } from './opening-plan.ts'
import type { Rhythm } from './calendar-plan.ts'

export type UserKind = 'own_unit' | 'university' | 'institute' | 'company' | 'society' | 'individual'
export type ServiceWay = 'self' | 'guided' | 'commissioned' | 'remote'

/** How an instrument is opened, for whom, and how much it is used. */
export interface Opening {
  readonly kind: OpeningKind
  readonly bookable: boolean
  readonly approval: 'none' | 'external' | 'lead'
  readonly openTo: readonly UserKind[]
  readonly ways: readonly ServiceWay[]
  readonly noticeMinutes: number
  readonly horizonDays: number
  readonly rhythm: Omit<Rhythm, 'approved'>
  /** Share of the bookings made by users of other legal persons. */
  readonly externalShare: number
}

const everybody: readonly UserKind[] = [
  'own_unit',
  'university',
  'institute',
  'company',
  'society',
  'individual',
]
const audiences = [
  [everybody, 45],
  [['own_unit', 'university', 'institute', 'company'], 35],
  [['own_unit', 'university', 'institute'], 12],
  [['own_unit'], 8],
] as const satisfies (readonly [readonly UserKind[], number])[]

const ways: Readonly<Record<InstrumentType['modes'][number], readonly ServiceWay[]>> = {
  self: ['self'],
  guided: ['guided'],
  sample: ['commissioned'],
}

/** Open hours of an ordinary year, holidays taken off. */
const openHours: Readonly<Record<OpeningKind, number>> = {
  office: 1_740,
  through: 2_360,
  evening: 3_350,
  saturday: 3_500,
  always: 8_700,
}

function openingKind(chance: Chance, hours: number): OpeningKind {
  if (hours > 1_600)
    return chance.weighed([
      ['saturday', 2],
      ['always', 5],
    ])
  if (hours > 900)
    return chance.weighed([
      ['through', 3],
      ['evening', 4],
      ['saturday', 2],
      ['always', 3],
    ])
  return chance.weighed([
    ['office', 5],
    ['through', 4],
    ['evening', 1],
    ['always', 1],
  ])
}

/** Minutes of an ordinary session: runs through the night on what is always open, hours elsewhere. */
function usualMinutes(chance: Chance, kind: OpeningKind, sampled: boolean): number {
  if (kind === 'always') return chance.whole(24, 60) * 60
  const [, longest] = lengths[kind]
  return Math.min(longest, sampled ? chance.whole(9, 13) * 60 : chance.whole(6, 11) * 60)
}

/** The records of a whole province would take minutes to load: these are of a calmer year. */
const calmness = 0.55

/** Some instruments are full, most are used, one in six stands idle (domain.md §8). */
function hoursWanted(chance: Chance, [least, most]: readonly [number, number]): number {
  const luck = chance.next()
  if (luck < 0.16) return least * chance.between(0.05, 0.5)
  if (luck > 0.93) return most * chance.between(1, 1.25)
  return least + (most - least) * chance.next() ** 1.3
}

export function planOpening(chance: Chance, type: InstrumentType): Opening {
  const wanted = hoursWanted(chance, type.hoursPerYear)
  const kind = openingKind(chance, wanted)
  const hours = wanted * calmness
  const openTo = chance.weighed<readonly UserKind[]>(audiences)
  const sampled = type.modes.includes('sample')
  const usual = usualMinutes(chance, kind, sampled)
  const [shortest, longest] = lengths[kind]
  return {
    kind,
    bookable: chance.yes(0.96),
    approval: chance.weighed([
      ['none', 40],
      ['external', 35],
      ['lead', 25],
    ]),
    openTo,
    ways: type.modes.flatMap((mode) => ways[mode]),
    noticeMinutes: chance.pick([0, 30, 60, 120, 1_440]),
    horizonDays: chance.pick([14, 14, 21, 30, 60]),
    rhythm: { load: Math.min(0.82, Math.max(0.01, hours / openHours[kind])), shortest, longest, usual },
    externalShare: openTo.length === 1 ? 0 : chance.between(0.04, 0.4),
  }
}

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** What only some instruments ask for: nights and quotas of what is always open, quotas where the lead decides. */
const furtherRules = ({ kind, approval }: Opening) => ({
  ...(kind === 'always'
    ? { nightFrom: '22:00', nightTo: '06:00', nightNeeds: ['own_unit'], openPerPerson: 8 }
    : {}),
  ...(kind === 'evening' ? { cleanupMinutes: 10, bookForOthers: 'group_lead' } : {}),
  ...(approval === 'lead'
    ? { quotas: [{ per: 'unit', period: 'month', hours: 200, users: ['company'] }] }
    : {}),
})

/** The rules in the shape of src/modules/booking/domain/rules.ts. */
export const rulesOf = (opening: Opening) => ({
  weekly: Object.entries(weeks[opening.kind]).flatMap(([weekday, spans]) =>
    spans.map(([from, to]) => ({ weekday: Number(weekday), from: clock(from), to: clock(to) })),
  ),
  observesHolidays: opening.kind !== 'always',
  granularityMinutes: 30,
  shortestMinutes: opening.rhythm.shortest,
  longestMinutes: opening.rhythm.longest,
  noticeMinutes: opening.noticeMinutes,
  horizonDays: opening.horizonDays,
  cancellationLimitMinutes: opening.kind === 'always' ? 2_880 : 1_440,
  approval: opening.approval,
  pendingHolds: true,
  openTo: opening.openTo,
  ...furtherRules(opening),
})

const userKinds: Readonly<Record<UnitKind, UserKind>> = {
  university: 'university',
  institute: 'institute',
  hospital: 'institute',
  new_rd: 'institute',
  government: 'institute',
  company: 'company',
  society: 'society',
  other: 'society',
}
/** As booking/domain/rules.ts sees a user from outside. */
export const outsideKind = (unit: UnitKind | undefined): UserKind =>
  unit === undefined ? 'individual' : userKinds[unit]
