import { day as dayLength, instantAt, type Instant, instant, minute } from '#kernel/time.ts'
import type { Elements, InstrumentState, SeedVersion } from '#modules/registry/seed.ts'
import type { SeedReportStep } from '#modules/reporting/seed.ts'
import type { Chance } from './chance.ts'
import type { DemoContent, ReturnReason } from './content.ts'
import type { PlannedInstrument } from './instruments-plan.ts'
import type { PlannedPerson } from './people-plan.ts'

/** How an instrument came to stand where it stands in the reporting workflow. */
export interface PlannedReport {
  readonly state: InstrumentState
  readonly version: number
  readonly elements: Elements
  readonly acceptedVersion: number | undefined
  readonly acceptedAt: Instant | undefined
  readonly secrecy: 'undeclared' | 'not_secret'
  readonly createdAt: Instant
  readonly updatedAt: Instant
  readonly versions: readonly SeedVersion[]
  readonly steps: readonly Omit<SeedReportStep, 'id'>[]
}

/** One thing that happens to a record; `draft badly` leaves elements out, `rewrite` mends or changes it. */
type Act =
  | 'draft badly'
  | 'draft'
  | 'complete'
  | 'to unit'
  | 'back in unit'
  | 'to province'
  | 'return'
  | 'rewrite'
  | 'accept'
  | 'reopen'
  | 'amend'
const reported: readonly Act[] = ['draft', 'to unit', 'to province']
const mended: readonly Act[] = ['draft badly', 'complete', 'to unit', 'to province']
const secondRound: readonly Act[] = [...reported, 'accept', 'reopen', 'rewrite']

/** What becomes of instruments, and how often. */
const fates: readonly (readonly [readonly Act[], number])[] = [
  [[...reported, 'accept'], 56],
  [[...reported, 'accept', 'amend'], 2],
  [[...mended, 'accept'], 10],
  [[...reported, 'return', 'rewrite', 'to unit', 'to province', 'accept'], 5],
  [['draft', 'to unit', 'back in unit', 'rewrite', 'to unit', 'to province', 'accept'], 2],
  [[...secondRound, 'to unit', 'to province', 'accept'], 6],
  [['draft badly'], 6],
  [['draft', 'to unit'], 3],
  [['draft', 'to unit', 'back in unit'], 0.8],
  [reported, 4],
  [[...reported, 'return'], 2.2],
  [secondRound, 1.5],
  [[...secondRound, 'to unit'], 0.5],
  [[...secondRound, 'to unit', 'to province'], 1],
]

/** The elements people usually forget, or get wrong, in a first draft. */
const oftenMissing = [
  'technical',
  'function',
  'ename',
  'subject',
  'requirement',
  'funds',
  'serviceContent',
  'manufacturer',
  'phone',
  'nation',
]

/** Slips of the pen that no list of makers knows. */
const slips = ['BACKMAN', 'Shimazu', 'Agilant', 'Brucker', '赛默飞士尔']

function unfinished(chance: Chance, elements: Elements): Elements {
  const gone = new Set(Array.from({ length: chance.whole(1, 5) }, () => chance.pick(oftenMissing)))
  const left = Object.fromEntries(Object.entries(elements).filter(([id]) => !gone.has(id)))
  if (chance.yes(0.15)) left['nation'] = '大陆'
  if (chance.yes(0.1)) left['instrCategory'] = '019999'
  else if (chance.yes(0.4)) delete left['instrCategory']
  if (chance.yes(0.15)) left['manufacturer'] = chance.pick(slips)
  return left
}

/** What changes from one accepted version to the next. */
const revised = (chance: Chance, elements: Elements): Elements => ({
  ...elements,
  ...chance.pick<Elements>([
    { serviceContent: `${String(elements['serviceContent'] ?? '').slice(0, 180)}；可上门取样` },
    { contact: '仪器预约值班室', phone: '020-55500000' },
    { requirement: `首次使用须先完成线上培训。${String(elements['requirement'] ?? '')}`.slice(0, 500) },
    { achievement: '支撑发表论文12篇、授权发明专利3件（示例）' },
  ]),
})

class Story {
  readonly versions: SeedVersion[] = []
  readonly steps: Omit<SeedReportStep, 'id'>[] = []
  state: InstrumentState = 'draft'
  elements: Elements
  acceptedVersion: number | undefined
  acceptedAt: Instant | undefined
  at: number
  readonly createdAt: number
  readonly #instrument: PlannedInstrument
  readonly #chance: Chance
  readonly #end: number

  constructor(instrument: PlannedInstrument, chance: Chance, begin: number, end: number) {
    this.#instrument = instrument
    this.#chance = chance
    this.#end = end
    this.elements = instrument.elements
    this.at = begin
    this.createdAt = begin
  }

  get version(): number {
    return this.versions.length
  }

  /** Time passes until the next thing happens, never beyond now. */
  pass(least: number, most: number): void {
    const next = this.at + this.#chance.between(least, most) * dayLength
    this.at = Math.round(Math.min(next, this.at + (this.#end - this.at) * 0.6) / minute) * minute
  }

  write(elements: Elements, by: PlannedPerson): void {
    this.elements = elements
    this.versions.push({
      unitId: this.#instrument.unit.id,
      instrumentId: this.#instrument.id,
      version: this.versions.length + 1,
      elements,
      changedBy: by.id,
      changedByName: by.displayName,
      changedAt: instant(this.at),
    })
  }

  step(step: string, to: InstrumentState, by: PlannedPerson, reasons: SeedReportStep['reasons'] = []): void {
    this.steps.push({
      unitId: this.#instrument.unit.id,
      instrumentId: this.#instrument.id,
      version: this.version,
      step,
      from: this.state,
      to,
      reasons,
      comment: reasons.length > 0 ? '请按所列意见修改后重新提交。' : '',
      actorId: by.id,
      actorName: by.displayName,
      at: instant(this.at),
    })
    this.state = to
    if (step === 'accept') this.acceptedAt = instant(this.at)
    if (step === 'accept' || step === 'amend') this.acceptedVersion = this.version
  }
}

interface Teller {
  readonly content: DemoContent
  readonly operator: PlannedPerson
  readonly today: string
  readonly now: number
  readonly zone: string
}

function reasons(chance: Chance, all: readonly ReturnReason[]): SeedReportStep['reasons'] {
  const drawn = Array.from({ length: chance.whole(1, 3) }, () => chance.pick(all))
  return drawn
    .filter((one, i) => drawn.findIndex((other) => other.element === one.element) === i)
    .map(({ element, zh }) => ({ element, reason: zh }))
}

/** How each act is played, and within how many days of the one before. */
function actsOf(story: Story, chance: Chance, instrument: PlannedInstrument, teller: Teller) {
  const { reporter, reviewer } = instrument.people
  const by = chance.yes(0.3) ? instrument.lead : reporter
  const whole = instrument.elements
  const why = () => reasons(chance, teller.content.returnReasons)
  return {
    'draft badly': [0, 0, () => story.write(unfinished(chance, whole), by)],
    draft: [0, 0, () => story.write(whole, by)],
    complete: [0.5, 6, () => story.write(whole, by)],
    'to unit': [1, 12, () => story.step('submit_to_unit', 'unit_review', by)],
    'back in unit': [0.2, 3, () => story.step('return_in_unit', 'returned', reviewer, why())],
    'to province': [0.2, 6, () => story.step('submit_to_province', 'province_review', reviewer)],
    return: [0.5, 9, () => story.step('return', 'returned', teller.operator, why())],
    rewrite: [0.1, 6, () => story.write(revised(chance, story.elements), by)],
    accept: [0.5, 9, () => story.step('accept', 'accepted', teller.operator)],
    // A new telephone number needs no review.
    amend: [
      5,
      300,
      () => {
        story.write({ ...story.elements, contact: '仪器预约值班室', phone: '020-55500000' }, by)
        story.step('amend', 'accepted', by)
      },
    ],
    reopen: [20, 400, () => story.step('reopen', 'draft', by)],
  } as const satisfies Record<Act, readonly [number, number, () => void]>
}

/** Makes up the way of an instrument through the reporting workflow; the steps always lead to the state. */
export function planReport(chance: Chance, instrument: PlannedInstrument, teller: Teller): PlannedReport {
  const fate = chance.weighed(fates)
  const booked = instantAt(instrument.bookedOn, '10:00', teller.zone)
  const longAgo = Math.max(booked + 12 * dayLength, teller.now - 1_500 * dayLength)
  const begin = !fate.includes('accept')
    ? Math.max(booked, teller.now - chance.between(3, 40) * dayLength)
    : Math.min(longAgo, teller.now - 30 * dayLength)
  const story = new Story(instrument, chance, Math.round(begin / minute) * minute, teller.now)
  const acts = actsOf(story, chance, instrument, teller)
  for (const act of fate) {
    const [least, most, play] = acts[act]
    if (most > 0) story.pass(least, most)
    play()
  }
  return {
    state: story.state,
    version: story.version,
    elements: story.elements,
    acceptedVersion: story.acceptedVersion,
    acceptedAt: story.acceptedAt,
    // Declared when it was first submitted (design.md §3.9); some drafts have not been asked yet.
    secrecy: story.steps.length === 0 && chance.yes(0.6) ? 'undeclared' : 'not_secret',
    createdAt: instant(story.createdAt),
    updatedAt: instant(story.at),
    versions: story.versions,
    steps: story.steps,
  }
}
