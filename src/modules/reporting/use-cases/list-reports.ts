import { type Actor, scopeOf } from '#kernel/actor.ts'
import type { Bilingual } from '#kernel/locale.ts'
import { type Instant, dateIn, instant } from '#kernel/time.ts'
import {
  codeTable,
  countsByState,
  type FigureMatch,
  instrumentList,
  type InstrumentListRow,
  type InstrumentState,
  type StateCount,
} from '#modules/registry/index.ts'
import type { Deps } from '#platform/module/module.ts'
import {
  casesLeadingTo,
  type Eligibility,
  eligibilityOf,
  type EligibilityRules,
  type EligibilityVerdict,
  thresholdFen,
} from '../domain/eligibility-rules.ts'
import { eligibilityRulesOn, factsOfRow } from './eligibility-in-force.ts'

export interface ReportFilter {
  readonly unitId?: number | undefined
  readonly words?: string | undefined
  readonly problems?: 'some' | 'none' | undefined
  readonly eligibility?: Eligibility | undefined
}
export interface ReportListWish extends ReportFilter {
  readonly states?: readonly InstrumentState[] | undefined
  readonly secrecy?: 'undeclared' | 'not_secret' | undefined
  readonly order: 'recent' | 'oldest'
  /** Where the page before ended. */
  readonly after?: string | undefined
  readonly limit: number
}
export interface ReportRow extends InstrumentListRow {
  readonly eligibility: EligibilityVerdict
  readonly className: Bilingual | undefined
}

/** The eligibility wanted, as conditions SQL understands; a test holds both to the same answer. */
export function matchFor(
  rules: EligibilityRules,
  wanted: Eligibility | undefined,
  on: string,
): FigureMatch | undefined {
  if (wanted === undefined) return undefined
  return {
    on,
    thresholdFen: thresholdFen(rules),
    publicFunds: rules.publicFunds,
    firstFundOnly: rules.publicFundsRule === 'mainly',
    cases: casesLeadingTo(rules, wanted),
  }
}

const cursorOf = (row: InstrumentListRow) => `${row.updatedAt}_${row.id}`
function positionOf(cursor: string | undefined): { at: Instant; id: number } | undefined {
  const [at, id] = (/^(\d+)_(\d+)$/.exec(cursor ?? '') ?? []).slice(1).map(Number)
  return at === undefined || id === undefined ? undefined : { at: instant(at), id }
}

const today = (deps: Pick<Deps, 'clock'>) => dateIn(deps.clock.now(), 'Asia/Shanghai')

/** One page of the instruments the actor may see, each with its eligibility. */
export async function listReports(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  wish: ReportListWish,
): Promise<{ rows: ReportRow[]; next: string | undefined }> {
  const on = today(deps)
  const rules = await eligibilityRulesOn(deps.db, on)
  const { eligibility, after, limit, ...filter } = wish
  const rows = await instrumentList(deps.db, {
    ...filter,
    scope: scopeOf(actor, 'instrument.read_unpublished'),
    match: matchFor(rules, eligibility, on),
    after: positionOf(after),
    limit: limit + 1,
  })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const classes = await codeTable(deps.db, 'classes')
  const classNameOf = (code: string | null): Bilingual | undefined => {
    const entry = classes?.byCode.get(code ?? '')
    return entry === undefined ? undefined : { zh: entry.name, en: entry.nameEn || entry.name }
  }
  return {
    rows: page.map((row) => ({
      ...row,
      eligibility: eligibilityOf(factsOfRow(row, on), rules),
      className: classNameOf(row.classCode),
    })),
    next: rows.length > limit && last !== undefined ? cursorOf(last) : undefined,
  }
}

/** How many instruments of the actor's scope are in each state. */
export async function reportCounts(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  filter: ReportFilter,
): Promise<StateCount[]> {
  const on = today(deps)
  const rules = await eligibilityRulesOn(deps.db, on)
  const { eligibility, ...rest } = filter
  return countsByState(deps.db, {
    ...rest,
    scope: scopeOf(actor, 'instrument.read_unpublished'),
    match: matchFor(rules, eligibility, on),
  })
}
