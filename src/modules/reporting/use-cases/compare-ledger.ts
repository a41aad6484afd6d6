import { fen, fenFromWan } from '#kernel/money.ts'
import {
  describedInstruments,
  ruleSet,
  type StandingInstrument,
  standingInstruments,
} from '#modules/registry/index.ts'
import type { Db } from '#platform/db/connect.ts'
import { leftRows, numbersInFile, type ToldRow, toldRows } from '../data/ledger-comparison-query.ts'
import type { FoundProposal } from '../data/ledger-proposal-repository.ts'
import { readDate } from '../domain/ledger-dates.ts'
import {
  type ComparedThing,
  type Proposal,
  type ReconciliationRules,
  reconcile,
  type RevaluedRow,
} from '../domain/ledger-reconciliation.ts'
import type { Checking } from './judge-rows.ts'
import { shortDigest } from './short-digest.ts'

/** The rules of comparing a ledger with the registry on a day. */
export async function reconciliationRulesOn(db: Db, on: string): Promise<ReconciliationRules> {
  const rules = await ruleSet(db, 'reconciliation', on)
  if (rules === undefined) throw new Error('No reconciliation rules: run npm run db:reference')
  return rules as unknown as ReconciliationRules
}

const worthFen = (wan: number | null) =>
  wan === null || Math.abs(wan) >= 1e9 ? undefined : Number(fenFromWan(wan))
const thingOf = ({ number, name, model, bookedOn, worthWan }: ToldRow): ComparedThing => ({
  ...{ number, name, model, bookedOn, worthFen: worthFen(worthWan) },
})

function revaluedAmong(
  changed: readonly ToldRow[],
  known: ReadonlyMap<string, StandingInstrument>,
): RevaluedRow[] {
  return changed.flatMap((row) => {
    const one = known.get(row.number)
    const thing = thingOf(row)
    if (one === undefined || one.worthFen === null || thing.worthFen === undefined) return []
    return thing.worthFen === Number(one.worthFen)
      ? []
      : [{ ...thing, no: row.no, id: one.id, beforeFen: Number(fen(one.worthFen)) }]
  })
}

async function absentFrom(
  { db, key }: Checking,
  standing: readonly StandingInstrument[],
  inFile: ReadonlySet<string>,
) {
  const ids = standing.filter(({ innerId }) => !inFile.has(innerId)).map(({ id }) => id)
  const described = await describedInstruments(db, key.unitId, ids)
  return described.map(({ innerId: number, worthFen: worth, ...rest }) => ({
    ...{ ...rest, number, worthFen: worth === null ? undefined : Number(worth) },
  }))
}

/** What the checked rows say about instruments of the unit beyond new and changed: changed numbers, splits, mergers, losses. */
export async function compareWithRegistry(checking: Checking, whole: boolean): Promise<FoundProposal[]> {
  const { db, key, plan, ground, rules } = checking
  const standing = await standingInstruments(db, key.unitId)
  if (standing.length === 0) return []
  const known = new Map(standing.map((one) => [one.innerId, one]))
  const absent = await absentFrom(checking, standing, await numbersInFile(db, key))
  const changed = await toldRows(db, key, 'changed')
  const revalued = revaluedAmong(changed, known)
  const fresh = absent.length + revalued.length === 0 ? [] : await toldRows(db, key, 'new')
  const gone = (await leftRows(db, key, plan.leftOnAt ?? -1)).flatMap(({ no, number, leftOn }) => {
    const one = known.get(number)
    return one === undefined ? [] : [{ no, id: one.id, number, leftOn }]
  })
  const added = fresh.map((row) => ({ ...thingOf(row), no: row.no }))
  const proposals = reconcile({ added, absent, revalued, left: gone, whole }, rules)
  const numbers = new Map([...added, ...revalued, ...gone].map(({ no, number }) => [no, number]))
  const days = new Map(gone.map(({ no, leftOn }) => [no, leftOn]))
  return proposals.map((proposal) => {
    const day = proposal.kind === 'disposed' ? days.get(proposal.rows[0] ?? -1) : undefined
    const read = day === undefined || day === null ? undefined : readDate(day, ground.zone)
    const disposedOn = read === undefined || read.date > ground.today ? null : read.date
    return { ...proposal, key: keyOf(proposal, numbers), disposedOn }
  })
}

function keyOf({ kind, instrumentIds, rows }: Proposal, numbers: ReadonlyMap<number, string>): string {
  const told = rows.map((no) => numbers.get(no) ?? '').toSorted()
  return `${kind}:${instrumentIds.join('+')}:${shortDigest(told.join('\u001f'))}`
}
