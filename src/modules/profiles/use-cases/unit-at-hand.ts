import { type Actor, requireAbility } from '#kernel/actor.ts'
import { found } from '#kernel/refusal.ts'
import { dateIn } from '#kernel/time.ts'
import { placeOfUnit, type Unit, unitById } from '#modules/organizations/index.ts'
import { codeTable, ruleSet } from '#modules/registry/index.ts'
import type { Db } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'

/** The unit, for whoever keeps its information. */
export async function keptUnit(db: Db, actor: Actor, unitId: number): Promise<Unit> {
  const unit = found(await unitById(db, unitId), 'unit')
  requireAbility(actor, 'unit.manage', await placeOfUnit(db, unitId))
  return unit
}

/** A unit that has a public page. */
export async function shownUnit(db: Db, unitId: number): Promise<Unit> {
  const unit = await unitById(db, unitId)
  return found(unit?.managing === true ? unit : undefined, 'unit')
}

export const todayOf = ({ clock }: Pick<Deps, 'clock'>, { timeZone }: Pick<Unit, 'timeZone'>): string =>
  dateIn(clock.now(), timeZone)

/** Codes a kind may be taken from on a day. */
export async function kindsOf(db: Db, table: 'rule-kinds' | 'qualification-kinds', on: string) {
  return (await codeTable(db, table, on))?.entries ?? []
}

/** Days before the end of a qualification on which its unit is prompted (rule set `profile`). */
export async function promptDaysOn(db: Db, on: string): Promise<readonly number[]> {
  const rules = await ruleSet(db, 'profile', on)
  return (rules?.['expiryPromptDays'] ?? []) as readonly number[]
}
