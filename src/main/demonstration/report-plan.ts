import { day as dayLength, instantAt, type Instant, instant, minute } from '#kernel/time.ts'
import type { Elements, InstrumentState, SeedVersion } from '#modules/registry/seed.ts'
import type { SeedReportStep } from '#modules/reporting/seed.ts'
import type { Chance } from './chance.ts'
import type { DemoContent } from './content.ts'
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

/** What became of an instrument; `again` means an accepted one whose newer version is on its way. */
const fates = [
  ['accepted', 68],
  ['accepted after a correction', 7],
  ['accepted twice', 6],
  ['draft', 6],
  ['unit review', 3],
  ['province review', 4],
  ['returned', 3],
  ['draft again', 1.5],
  ['unit review again', 0.5],
  ['province review again', 1],
] as const
type Fate = (typeof fates)[number][0]

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
]

function unfinished(chance: Chance, elements: Elements): Elements {
  const gone = new Set(Array.from({ length: chance.whole(1, 5) }, () => chance.pick(oftenMissing)))
  const left = Object.fromEntries(Object.entries(elements).filter(([id]) => !gone.has(id)))
  if (chance.yes(0.15)) left['nation'] = '大陆'
  if (chance.yes(0.1)) left['instrCategory'] = '019999'
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
    if (step !== 'accept') return
    this.acceptedVersion = this.version
    this.acceptedAt = instant(this.at)
  }
}

interface Teller {
  readonly content: DemoContent
  readonly operator: PlannedPerson
  readonly today: string
  readonly now: number
  readonly zone: string
}

function tell(story: Story, chance: Chance, fate: Fate, instrument: PlannedInstrument, teller: Teller): void {
  const { reporter, reviewer } = instrument.people
  const by = chance.yes(0.3) ? instrument.lead : reporter
  const reasons = () =>
    Array.from({ length: chance.whole(1, 3) }, () => chance.pick(teller.content.returnReasons))
      .filter((one, i, all) => all.findIndex((other) => other.element === one.element) === i)
      .map(({ element, zh }) => ({ element, reason: zh }))
  const toUnit = () => (story.pass(1, 12), story.step('submit_to_unit', 'unit_review', by))
  const toProvince = () => (story.pass(0.2, 6), story.step('submit_to_province', 'province_review', reviewer))
  const accept = () => (story.pass(0.5, 9), story.step('accept', 'accepted', teller.operator))
  const returned = () => (story.pass(0.5, 9), story.step('return', 'returned', teller.operator, reasons()))
  const rewrite = (elements: Elements) => (story.pass(0.5, 6), story.write(elements, by))

  const whole = instrument.elements
  const first = fate === 'draft' ? unfinished(chance, whole) : whole
  story.write(chance.yes(0.15) && fate !== 'draft' ? unfinished(chance, whole) : first, by)
  if (fate === 'draft') return
  if (story.elements !== whole) rewrite(whole)
  if (fate === 'accepted after a correction') {
    toUnit()
    if (chance.yes(0.4)) {
      story.pass(0.2, 3)
      story.step('return_in_unit', 'returned', reviewer, reasons())
      rewrite(revised(chance, whole))
      toUnit()
    }
    toProvince()
    returned()
    rewrite(revised(chance, story.elements))
  }
  toUnit()
  if (fate === 'unit review') return
  toProvince()
  if (fate === 'province review') return
  if (fate === 'returned') return void returned()
  accept()
  if (fate === 'accepted' || fate === 'accepted after a correction') return
  story.pass(20, 400)
  rewriteAgain(story, chance, by)
  if (fate === 'draft again') return
  toUnit()
  if (fate === 'unit review again') return
  toProvince()
  if (fate === 'accepted twice') accept()
}

/** A change to an accepted record makes a new draft beside what the public sees. */
function rewriteAgain(story: Story, chance: Chance, by: PlannedPerson): void {
  story.step('reopen', 'draft', by)
  story.write(revised(chance, story.elements), by)
}

const recent: readonly Fate[] = ['draft', 'unit review', 'province review', 'returned']

/** Makes up the way of an instrument through the reporting workflow; the steps always lead to the state. */
export function planReport(chance: Chance, instrument: PlannedInstrument, teller: Teller): PlannedReport {
  const fate = chance.weighed(fates)
  const booked = instantAt(instrument.bookedOn, '10:00', teller.zone)
  const longAgo = Math.max(booked + 12 * dayLength, teller.now - 1_500 * dayLength)
  const begin = recent.includes(fate)
    ? Math.max(booked, teller.now - chance.between(3, 40) * dayLength)
    : Math.min(longAgo, teller.now - 30 * dayLength)
  const story = new Story(instrument, chance, Math.round(begin / minute) * minute, teller.now)
  tell(story, chance, fate, instrument, teller)
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
