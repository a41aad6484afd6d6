import { hour, instant, type Instant } from '#kernel/time.ts'
import type { SeedComment, SeedDraw } from '#modules/reporting/seed.ts'
import type { PlannedInstrument } from './instruments-plan.ts'
import type { PlannedPerson } from './people-plan.ts'
import type { PlannedReport } from './report-plan.ts'

/** One instrument with how its report went, as far as review examples need it. */
export interface ReviewedReport {
  readonly instrument: PlannedInstrument
  readonly report: PlannedReport
}

interface Speakers {
  readonly operator: PlannedPerson
  /** Whoever speaks for a department, by its id. */
  readonly departments: ReadonlyMap<number, PlannedPerson>
  readonly now: number
}

const keyOf = ({ instrument, report }: ReviewedReport) => ({
  unitId: instrument.unit.id,
  instrumentId: instrument.id,
  version: report.version,
})
const author = (person: PlannedPerson) => ({ id: person.id, name: person.displayName })

/** What is said about every so manieth report on its way. */
export function planComments(reviewed: readonly ReviewedReport[], speakers: Speakers): SeedComment[] {
  const { operator, departments, now } = speakers
  const waiting = reviewed.filter(({ report }) => report.state !== 'accepted' && report.state !== 'draft')
  return waiting.flatMap((one, i): SeedComment[] => {
    const { people, unit } = one.instrument
    const { reporter, reviewer } = people
    const department = departments.get(unit.departmentId ?? 0)
    const head = { ...keyOf(one), at: instant(now - ((i % 40) + 2) * hour) }
    const open = { ...head, audience: 'everybody' } as const
    switch (i % 5) {
      case 0:
        return [
          { ...open, element: 'worth', body: '原值与去年年报不一致，以哪个为准？', author: author(operator) },
          {
            ...{ ...open, element: 'worth', author: author(reporter) },
            body: '以固定资产卡片为准，去年年报漏计了附件。',
          },
        ]
      case 1:
        return department === undefined
          ? []
          : [
              {
                ...open,
                element: '',
                body: '请优先办理，列入本年度开放共享重点清单。',
                author: author(department),
              },
            ]
      case 2:
        return [
          {
            ...{ ...head, audience: 'unit', element: 'fee', author: author(reviewer) },
            body: '收费标准待校内核定，核定后再补。',
            resolvedByName: reviewer.displayName,
          },
        ]
      default:
        return []
    }
  })
}

const mostInDraw = 40

/** The reports of the unit that has most of them. */
const ofOneUnit = (reviewed: readonly ReviewedReport[]): readonly ReviewedReport[] =>
  [...Map.groupBy(reviewed, ({ instrument }) => instrument.unit.id).values()].toSorted(
    (a, b) => b.length - a.length,
  )[0] ?? []

/** A draw that is over, from what one unit had accepted last, and one that is half judged. */
export function planDraws(
  reviewed: readonly ReviewedReport[],
  speakers: Omit<Speakers, 'departments'> & { readonly rule: SeedDraw['rule'] },
): SeedDraw[] {
  const { operator, rule, now } = speakers
  const by = author(operator)
  const accepted = (one: ReviewedReport | undefined) => one?.report.acceptedAt ?? 0
  const over = ofOneUnit(
    reviewed.filter(({ report }) => report.state === 'accepted' && report.steps.at(-1)?.step === 'accept'),
  )
    .toSorted((a, b) => accepted(b) - accepted(a))
    .slice(0, mostInDraw)
  const waiting = ofOneUnit(reviewed.filter(({ report }) => report.state === 'province_review'))
  const at = (time: number): Instant => instant(Math.min(time, now - hour))
  const draw = (seed: string, members: readonly ReviewedReport[], when: number, concluded: boolean) =>
    members.length === 0 ? [] : [{ seed, rule, by, concluded, at: at(when), members: members.map(keyOf) }]
  return [
    ...draw('5f3c9a1e7b2d4860a1c2e3f405162738', over, accepted(over[0]), true),
    ...draw('0b6d2f8e91a34c57d8e9fa0b1c2d3e4f', waiting, now - 3 * hour, false),
  ]
}
