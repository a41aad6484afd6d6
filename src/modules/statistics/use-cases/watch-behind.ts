import type { Actor } from '#kernel/actor.ts'
import type { Bilingual } from '#kernel/locale.ts'
import { found } from '#kernel/refusal.ts'
import { dateIn } from '#kernel/time.ts'
import { codeTable, elementDictionary } from '#modules/registry/index.ts'
import type { Db } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { instrumentsWanting, recordsWanting, unitFacts, type WatchAsked } from '../data/watch-query.ts'
import type { WatchMeasure, WatchThing } from '../domain/watch.ts'
import { basicGaps, ruleGaps } from '../domain/watch-cells.ts'
import { siteZone } from './ground.ts'
import { readableUnit } from './show-watch.ts'
import { rulesOfUnits, watchAsked } from './watch-ground.ts'

/** So many are listed; the number of all is told. */
const atMost = 200

export const behindKinds = ['item', 'qualification', 'rule', 'instrument', 'record'] as const

/** Something behind a figure that is not as it should be. */
export interface BehindWatch {
  readonly kind: (typeof behindKinds)[number]
  readonly id: number | undefined
  readonly name: Bilingual
  /** Number in the ledger, of the record … */
  readonly no: string
  readonly on: string | undefined
  readonly details: readonly Bilingual[]
}
interface Behind {
  readonly items: readonly BehindWatch[]
  readonly total: number
}

const same = (text: string): Bilingual => ({ zh: text, en: text })
const whole = (items: readonly BehindWatch[]): Behind => ({ items, total: items.length })

async function behindBasic(db: Db, asked: WatchAsked, measure: WatchMeasure): Promise<Behind> {
  const [unit] = await unitFacts(db, asked)
  const gaps = basicGaps(found(unit, 'unit'), asked.rules, asked.today, asked.at)[measure].gaps
  const kind = measure === 'timeliness' ? 'qualification' : 'item'
  return whole(gaps.map((no) => ({ kind, id: undefined, name: same(no), no, on: undefined, details: [] })))
}

async function behindRules(db: Db, asked: WatchAsked, measure: WatchMeasure): Promise<Behind> {
  const inForce = (await rulesOfUnits(db, asked)).get(asked.unitId ?? 0) ?? []
  const kinds = await codeTable(db, 'rule-kinds', asked.today)
  const named = (code: string): Bilingual => {
    const kind = kinds?.byCode.get(code)
    return kind === undefined ? same(code) : { zh: kind.name, en: kind.nameEn || kind.name }
  }
  return whole(
    ruleGaps(inForce, asked.rules, asked.today)[measure].gaps.map(({ kind, rule }) => ({
      ...{ kind: 'rule' as const, id: rule?.id, no: '', on: rule?.effectiveFrom },
      name: rule === undefined ? named(kind) : same(rule.title),
      details: rule === undefined ? [] : [named(kind)],
    })),
  )
}

async function elementNames(db: Db, today: string): Promise<(id: string) => Bilingual> {
  const dictionary = await elementDictionary(db, 4, today)
  const labels = new Map(dictionary?.elements.map(({ id, label }) => [id, label]))
  return (id) => labels.get(id) ?? same(id)
}

async function behindInstruments(db: Db, asked: WatchAsked, measure: WatchMeasure): Promise<Behind> {
  const { items, total } = await instrumentsWanting(db, asked, measure, atMost)
  const nameOf = await elementNames(db, asked.today)
  return {
    total,
    items: items.map(({ id, name, no, missing }) => ({
      ...{ kind: 'instrument', id, name: same(name), no, on: undefined },
      details: measure === 'completeness' ? missing.map(nameOf) : [],
    })),
  }
}

async function behindRecords(db: Db, asked: WatchAsked, measure: WatchMeasure): Promise<Behind> {
  const { items, total } = await recordsWanting(db, asked, measure, atMost)
  return {
    total,
    items: items.map(({ id, name, no, on }) => ({
      ...{ id, name: same(name), no, details: [] },
      kind: measure === 'freshness' ? 'instrument' : 'record',
      on: on === null ? undefined : dateIn(on, siteZone),
    })),
  }
}

const behind: Readonly<Record<WatchThing, typeof behindBasic>> = {
  basic: behindBasic,
  instruments: behindInstruments,
  rules: behindRules,
  records: behindRecords,
}

/** What is missing, late, old or wrong behind one figure of a unit. */
export async function watchBehind(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  of: { readonly unitId: number; readonly thing: WatchThing; readonly measure: WatchMeasure },
): Promise<Behind> {
  await readableUnit(deps, actor, of.unitId)
  const asked = await watchAsked(deps.db, deps.clock.now(), of.unitId)
  return behind[of.thing](deps.db, asked, of.measure)
}
