import { day, hour, type Instant, plus } from '#kernel/time.ts'
import type { Tx } from '#platform/db/connect.ts'
import type { Notifying } from '#modules/notices/index.ts'
import { awaitFeedback } from '../data/feedback-repository.ts'
import {
  entriesOfOccasion,
  insertEntry,
  lockedBalance,
  type NewEntry,
  setBalance,
  standingEntriesSince,
} from '../data/ledger-repository.ts'
import { insertSanction, liftSanctionsOf } from '../data/sanction-repository.ts'
import { type CreditRules, pointsThatCount } from '../domain/credit-rules.ts'
import { changesOfOccasion, type EntryOfOccasion, type Happened } from '../domain/outcomes.ts'
import { type Deduction, sanctionsDue } from '../domain/sanction.ts'
import { type Told, tellOfEntry, tellOfSanction } from './tell-standing.ts'

/** Where and when something happened, and to whom. */
export interface Occasion {
  readonly accountId: number
  readonly unitId: number
  readonly instrumentId: number
  readonly bookingId: number | undefined
  readonly useId: number | undefined
  /** `use:5`, `booking:7`: entries of one occasion replace each other. */
  readonly key: string
  readonly happenedAt: Instant
  readonly notedBy: number | undefined
}

const lineOf = (at: Occasion, rules: CreditRules) => ({
  accountId: at.accountId,
  unitId: at.unitId,
  instrumentId: at.instrumentId,
  bookingId: at.bookingId,
  useId: at.useId,
  occasion: at.key,
  rulesVersion: rules.version,
  notedBy: at.notedBy,
})

/** The ledger of one person within a transaction that holds it. */
class Ledger {
  balance: number
  readonly #tx: Tx
  readonly #rules: CreditRules
  readonly #now: Instant
  constructor(tx: Tx, rules: CreditRules, now: Instant, balance: number) {
    this.#tx = tx
    this.#rules = rules
    this.#now = now
    this.balance = balance
  }

  async enter(line: Omit<NewEntry, 'points' | 'balanceAfter'>): Promise<number> {
    const points = pointsThatCount(this.balance, line.pointsByRule, this.#rules)
    this.balance += points
    const id = await insertEntry(this.#tx, { ...line, points, balanceAfter: this.balance }, this.#now)
    const taken = line.pointsByRule < 0 && line.outcome !== 'undone'
    await setBalance(this.#tx, line.accountId, this.balance, taken ? this.#now : undefined)
    return id
  }
}

/** Takes entries back, each by an entry of its own, and the sanctions that rested on them. */
async function undo(
  tx: Tx,
  ledger: Ledger,
  at: Occasion,
  entries: readonly EntryOfOccasion[],
  how: { readonly because: 'corrected' | 'appeal'; readonly rules: CreditRules; readonly now: Instant },
): Promise<void> {
  for (const { id, points } of entries)
    await ledger.enter({
      ...lineOf(at, how.rules),
      outcome: 'undone',
      onceKey: `undo ${id}`,
      pointsByRule: -points,
      minutes: undefined,
      undoesId: id,
      undoneBecause: how.because,
      happenedAt: how.now,
    })
  const lifting = {
    because: how.because === 'appeal' ? 'appeal' : 'undone',
    by: undefined,
    reason: '',
  } as const
  if (entries.length > 0)
    await liftSanctionsOf(
      tx,
      entries.map(({ id }) => id),
      lifting,
      how.now,
    )
}

/** What the rules give for points taken away, with the notices of it. */
async function sanction(
  tx: Tx,
  deps: Notifying,
  at: Occasion,
  of: Deduction,
  rules: CreditRules,
): Promise<void> {
  const now = deps.clock.now()
  const longest = Math.max(0, ...rules.repeats.map(({ withinDays }) => withinDays))
  const earlier = await standingEntriesSince(tx, at.accountId, plus(now, -longest * day))
  for (const due of sanctionsDue(of, earlier, rules, now)) {
    const { accountId, unitId } = at
    const given = { ...due, accountId, unitId, entryId: of.entryId, rulesVersion: rules.version }
    const id = await insertSanction(tx, { ...given, reason: '', setBy: undefined, startsAt: now }, now)
    if (id !== undefined) await tellOfSanction(tx, deps, { ...given, id, reason: '' })
  }
}

/** Enters one outcome, tells of points taken, and gives what the rules give for it. */
async function enter(
  tx: Tx,
  deps: Notifying,
  ledger: Ledger,
  at: Occasion,
  one: Happened & { readonly no: number },
  rules: CreditRules,
): Promise<void> {
  const before = ledger.balance
  const pointsByRule = rules.points[one.outcome]
  const entryId = await ledger.enter({
    ...lineOf(at, rules),
    outcome: one.outcome,
    onceKey: `${one.outcome} ${at.key} ${one.no}`,
    pointsByRule,
    minutes: one.minutes,
    undoesId: undefined,
    undoneBecause: '',
    happenedAt: at.happenedAt,
  })
  if (pointsByRule >= 0) return
  const { unitId, instrumentId } = at
  const told: Told = { accountId: at.accountId, unitId, instrumentId, entryId, outcome: one.outcome }
  await tellOfEntry(tx, deps, { ...told, points: ledger.balance - before, balance: ledger.balance })
  await sanction(tx, deps, at, { ...told, before, after: ledger.balance }, rules)
}

/**
 * Brings the ledger in line with what happened on an occasion: what no longer holds is undone by an entry of its own, what is
 * new is entered once. The same news again changes nothing.
 */
export async function settleOccasion(
  tx: Tx,
  deps: Notifying,
  at: Occasion,
  happened: readonly Happened[],
  rules: CreditRules,
): Promise<void> {
  const now = deps.clock.now()
  const ledger = new Ledger(tx, rules, now, await lockedBalance(tx, at.accountId, rules.start, now))
  const changes = changesOfOccasion(await entriesOfOccasion(tx, at.accountId, at.key), happened)
  await undo(tx, ledger, at, changes.undo, { because: 'corrected', rules, now })
  for (const one of changes.add) await enter(tx, deps, ledger, at, one, rules)
}

/** An appeal was granted: the entry is undone for good. */
export async function undoByAppeal(
  tx: Tx,
  at: Occasion,
  entryId: number,
  rules: CreditRules,
  now: Instant,
): Promise<void> {
  const ledger = new Ledger(tx, rules, now, await lockedBalance(tx, at.accountId, rules.start, now))
  const entries = await entriesOfOccasion(tx, at.accountId, at.key)
  const standing = entries.filter(({ id, undoneBecause }) => id === entryId && undoneBecause === '')
  await undo(tx, ledger, at, standing, { because: 'appeal', rules, now })
}

/** A use is over: feedback is awaited for so many hours as the rules say. */
export const expectFeedback = (tx: Tx, at: Occasion & { useId: number }, rules: CreditRules, now: Instant) =>
  awaitFeedback(tx, at, plus(now, rules.feedbackAfterHours * hour))
