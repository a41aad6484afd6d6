import type { Actor } from '#kernel/actor.ts'
import { found, refuse, refuseIfAny } from '#kernel/refusal.ts'
import { writeAudit } from '#modules/identity/index.ts'
import { inTransaction, sqlState } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { profileFile } from '../data/entry-repository.ts'
import { insertRule, type NewRule, ruleOfUnit, rulesOfUnit } from '../data/rule-repository.ts'
import { ruleRefusals } from '../domain/profile-rules.ts'
import { ruleStanding } from '../domain/profile.ts'
import { keptUnit, kindsOf, shownUnit, todayOf } from './unit-at-hand.ts'

type Needs = Pick<Deps, 'db' | 'clock'>
const alreadyThere = '23505'

/** A unit publishes a rule: the next version of its kind. Earlier versions stay readable. */
export async function publishRule(deps: Needs, actor: Actor, unitId: number, wish: NewRule): Promise<number> {
  try {
    return await inTransaction(deps.db, async (tx) => {
      const unit = await keptUnit(tx, actor, unitId)
      const kinds = await kindsOf(tx, 'rule-kinds', todayOf(deps, unit))
      const fileKnown =
        wish.fileId === undefined || (await profileFile(tx, unitId, wish.fileId)) !== undefined
      const latest = (await rulesOfUnit(tx, unitId)).find(({ kind }) => kind === wish.kind)?.effectiveFrom
      const ground = { kinds: new Set(kinds.map(({ code }) => code)), fileKnown }
      refuseIfAny(ruleRefusals({ ...wish, hasFile: wish.fileId !== undefined }, ground, latest), 'invalid')
      const now = deps.clock.now()
      const byName = actor.kind === 'account' ? actor.displayName : actor.kind
      const { id, version } = await insertRule(tx, unitId, wish, { byName, at: now })
      await writeAudit(tx, actor, now, [
        {
          ...{ action: 'unit_rule.published', subject: 'unit_rule', subjectId: id, unitId },
          changes: { kind: wish.kind, version, title: wish.title, effectiveFrom: wish.effectiveFrom },
        },
      ])
      return id
    })
  } catch (error) {
    if (sqlState(error) !== alreadyThere) throw error
    return refuse('conflict', { code: 'profiles.published_meanwhile' })
  }
}

/** One version of a rule with its text, and the other versions of its kind. */
export async function readRule(deps: Needs, of: { readonly unitId: number; readonly ruleId: number }) {
  const unit = await shownUnit(deps.db, of.unitId)
  const rule = found(await ruleOfUnit(deps.db, of.unitId, of.ruleId), 'rule')
  const versions = (await rulesOfUnit(deps.db, of.unitId)).filter(({ kind }) => kind === rule.kind)
  const today = todayOf(deps, unit)
  const kinds = await kindsOf(deps.db, 'rule-kinds', today)
  return {
    unit,
    rule: { ...rule, standing: ruleStanding(rule, versions, today) },
    kind: kinds.find(({ code }) => code === rule.kind),
    versions: versions.map((one) => ({ ...one, standing: ruleStanding(one, versions, today) })),
  }
}
