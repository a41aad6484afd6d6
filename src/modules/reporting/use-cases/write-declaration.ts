import { type Actor, requireAbility } from '#kernel/actor.ts'
import { found, refuse, refuseIfAny } from '#kernel/refusal.ts'
import { dateIn } from '#kernel/time.ts'
import { writeAudit } from '#modules/identity/index.ts'
import { placeOfUnit } from '#modules/organizations/index.ts'
import { codeTable, type Instrument, lockedInstruments } from '#modules/registry/index.ts'
import { inTransaction, type Tx } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import {
  declaredInstruments,
  insertDeclaration,
  replaceDeclared,
  updateDeclaration,
} from '../data/declaration-repository.ts'
import { contentRefusals, type DeclarationContent, followingPeriod } from '../domain/declaration-rules.ts'
import { isDeclarationOpen } from '../domain/declaration-transitions.ts'
import type { DeclaredFacts } from '../domain/declared-facts.ts'
import { declarationRulesOn } from './declaration-rules-in-force.ts'
import { authorOf } from './note-reopened.ts'
import { lockedVisibleDeclaration } from './visible-declaration.ts'

type Needs = Pick<Deps, 'db' | 'clock'>

function factsFrom(instrument: Instrument, className: string | undefined): DeclaredFacts {
  const { name, innerId, worthFen, bookedOn, elements } = instrument
  return {
    ...{ name, innerId, model: String(elements['instrVersion'] ?? '') },
    ...(worthFen === undefined ? {} : { worthFen }),
    ...(bookedOn === undefined ? {} : { bookedOn }),
    ...(className === undefined ? {} : { className }),
  }
}

/** The instruments as they stand, in the order given; each must be the unit's own. */
async function declaredFrom(tx: Tx, unitId: number, ids: readonly number[]) {
  const known = new Map((await lockedInstruments(tx, ids)).map((one) => [one.id, one]))
  const classes = await codeTable(tx, 'classes')
  return [...new Set(ids)].map((instrumentId) => {
    const instrument = known.get(instrumentId)
    if (instrument?.unitId !== unitId)
      return refuse('not_found', { code: 'not_found', subject: 'instrument' })
    return {
      instrumentId,
      facts: factsFrom(instrument, classes?.byCode.get(instrument.classCode ?? '')?.name),
    }
  })
}

/** Starts a declaration of not reporting. Answers its id. */
export function createDeclaration(
  deps: Needs,
  actor: Actor,
  wish: DeclarationContent & { readonly unitId: number; readonly renewsId?: number | undefined },
): Promise<number> {
  return inTransaction(deps.db, async (tx) => {
    const now = deps.clock.now()
    const { unitId } = wish
    requireAbility(actor, 'declaration.write', await placeOfUnit(tx, unitId))
    const rules = await declarationRulesOn(tx, dateIn(now, 'Asia/Shanghai'))
    refuseIfAny(contentRefusals(wish, rules))
    const declared = await declaredFrom(tx, unitId, wish.instrumentIds)
    const id = await insertDeclaration(tx, { ...wish, rulesVersion: rules.version }, authorOf(actor), now)
    await replaceDeclared(tx, { unitId, id }, declared)
    await writeAudit(tx, actor, now, [
      {
        ...{ action: 'declaration.created', subject: 'declaration', subjectId: id, unitId },
        changes: { reason: wish.reason, instruments: declared.length },
      },
    ])
    return id
  })
}

/** Changes what a draft or a returned declaration says, if nobody changed it since the person looked. */
export function editDeclaration(
  deps: Needs,
  actor: Actor,
  id: number,
  wish: DeclarationContent & { readonly revision: number },
): Promise<void> {
  return inTransaction(deps.db, async (tx) => {
    const now = deps.clock.now()
    const { declaration, place } = await lockedVisibleDeclaration(tx, actor, id)
    requireAbility(actor, 'declaration.write', place)
    const { unitId, state } = declaration
    if (!isDeclarationOpen(state)) refuse('conflict', { code: 'declaration.not_open', state })
    if (declaration.revision !== wish.revision) refuse('conflict', { code: 'changed_meanwhile' })
    const rules = await declarationRulesOn(tx, dateIn(now, 'Asia/Shanghai'))
    refuseIfAny(contentRefusals(wish, rules))
    const declared = await declaredFrom(tx, unitId, wish.instrumentIds)
    await updateDeclaration(tx, id, { ...wish, rulesVersion: rules.version }, authorOf(actor), now)
    await replaceDeclared(tx, { unitId, id }, declared)
    await writeAudit(tx, actor, now, [
      {
        ...{ action: 'declaration.edited', subject: 'declaration', subjectId: id, unitId },
        changes: { reason: wish.reason, instruments: declared.length },
      },
    ])
  })
}

/** Starts the declaration that follows a filed or expired one: same reason and instruments, the next period. Answers its id. */
export async function renewDeclaration(deps: Needs, actor: Actor, id: number): Promise<number> {
  const before = await inTransaction(deps.db, async (tx) => {
    const { declaration, place } = await lockedVisibleDeclaration(tx, actor, id)
    requireAbility(actor, 'declaration.write', place)
    const { state, unitId } = declaration
    if (state !== 'filed' && state !== 'expired')
      refuse('conflict', { code: 'declaration.nothing_to_renew', state })
    return { declaration: found(declaration, 'declaration'), rows: await declaredInstruments(tx, unitId, id) }
  })
  const { unitId, reason, explanation, validFrom, validUntil, secretCount } = before.declaration
  return createDeclaration(deps, actor, {
    ...{ unitId, reason, explanation, secretCount, renewsId: id },
    ...followingPeriod(validFrom, validUntil),
    instrumentIds: before.rows.map((row) => row.instrumentId),
  })
}
