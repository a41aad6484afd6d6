import { type Actor, requireAbility, requireSignedIn } from '#kernel/actor.ts'
import { found, refuse, refuseIfAny } from '#kernel/refusal.ts'
import { type Instant, instant } from '#kernel/time.ts'
import { accountById, writeAudit } from '#modules/identity/index.ts'
import { notify, type Notifying } from '#modules/notices/index.ts'
import { placeOfUnit } from '#modules/organizations/index.ts'
import { inTransaction, type Tx } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { type Appeal, insertAppeal, lockedAppeal, setAppealState } from '../data/appeal-repository.ts'
import { entryById, type LedgerEntry } from '../data/ledger-repository.ts'
import { liftSanction, lockedSanction, type Sanction } from '../data/sanction-repository.ts'
import {
  type AppealAct,
  appealRefusals,
  appealTransitions,
  appealUntil,
  biasRefusals,
} from '../domain/appeal.ts'
import { isoDay, type PersonalMatter } from './personal-matter.ts'
import { creditRulesAt } from './rules-in-force.ts'
import { undoByAppeal } from './settle-occasion.ts'

type D = Pick<Deps, 'db'> & Notifying

const matterOfEntry = (entry: LedgerEntry): PersonalMatter => ({
  unitId: entry.unitId ?? undefined,
  accountId: entry.accountId,
  since: entry.createdAt,
  notedBy: entry.notedBy ?? undefined,
  settled: entry.undone || entry.pointsByRule >= 0 || entry.outcome === 'undone',
})
const matterOfSanction = (sanction: Sanction, now: Instant): PersonalMatter => ({
  unitId: sanction.unitId,
  accountId: sanction.accountId,
  since: sanction.createdAt,
  notedBy: sanction.setBy ?? undefined,
  settled: sanction.liftedAt !== null || (sanction.kind !== 'message' && sanction.endsAt <= now),
})

/** What an appeal is about, for the person it concerns; not found for anybody else. */
async function matterOf(
  tx: Tx,
  about: { readonly entryId: number | undefined; readonly sanctionId: number | undefined },
  now: Instant,
): Promise<PersonalMatter> {
  if (about.entryId !== undefined)
    return matterOfEntry(found(await entryById(tx, about.entryId), 'credit_entry'))
  return matterOfSanction(found(await lockedSanction(tx, about.sanctionId ?? 0), 'sanction'), now)
}

/** Somebody appeals against points taken or a sanction, once and in time; those who judge are told. */
export function writeAppeal(
  deps: D,
  actor: Actor,
  wish: {
    readonly entryId: number | undefined
    readonly sanctionId: number | undefined
    readonly reason: string
  },
): Promise<number> {
  const { accountId, displayName } = requireSignedIn(actor)
  const now = deps.clock.now()
  return inTransaction(deps.db, async (tx) => {
    const matter = await matterOf(tx, wish, now)
    if (matter.accountId !== accountId) found(undefined, 'credit_entry')
    const { appealDays } = await creditRulesAt(tx, now)
    const until = appealUntil(matter.since, appealDays)
    if (matter.settled || matter.unitId === undefined)
      refuse('conflict', { code: 'standing.nothing_to_appeal' })
    if (now > until) refuse('conflict', { code: 'standing.appeal_too_late', until: isoDay(until) })
    const unitId = found(matter.unitId, 'unit')
    const id = await insertAppeal(tx, { ...wish, unitId, accountId }, now)
    if (id === undefined) return refuse('conflict', { code: 'standing.appealed_already' })
    await writeAudit(tx, actor, now, [{ action: 'appeal.written', subject: 'appeal', subjectId: id, unitId }])
    await notify(tx, deps, [
      {
        to: [{ role: 'unit_administrator', scope: 'unit', scopeId: String(unitId) }],
        except: accountId,
        topic: 'standing',
        code: 'standing.appeal_written',
        details: { name: displayName },
        link: '/standing/judge',
        onceKey: `appeal ${id}`,
      },
    ])
    return id
  })
}

async function moveAppeal(
  tx: Tx,
  actor: Actor,
  appeal: Appeal,
  act: AppealAct,
  by: { readonly at: Instant; readonly id: number | undefined; readonly note: string },
): Promise<void> {
  refuseIfAny(appealRefusals(appeal.state, act))
  const state = found(appealTransitions[appeal.state][act], 'appeal')
  await setAppealState(tx, appeal.id, { state, by: by.id, at: by.at, note: by.note })
  const changes = { state: { from: appeal.state, to: state }, ...(by.note === '' ? {} : { note: by.note }) }
  const { id: subjectId, unitId } = appeal
  await writeAudit(tx, actor, by.at, [
    { action: `appeal.${act}`, subject: 'appeal', subjectId, unitId, changes },
  ])
}

/** Whoever appealed thinks better of it; they may appeal again while there is time. */
export function withdrawAppeal(deps: Pick<Deps, 'db' | 'clock'>, actor: Actor, id: number): Promise<void> {
  const { accountId } = requireSignedIn(actor)
  const at = deps.clock.now()
  return inTransaction(deps.db, async (tx) => {
    const seen = await lockedAppeal(tx, id)
    const appeal = found(seen?.accountId === accountId ? seen : undefined, 'appeal')
    await moveAppeal(tx, actor, appeal, 'withdraw', { at, id: undefined, note: '' })
  })
}

/** The entry is undone for good, or the sanction lifted. */
async function grant(tx: Tx, appeal: Appeal, by: number, note: string, now: Instant): Promise<void> {
  if (appeal.sanctionId !== null)
    return liftSanction(tx, appeal.sanctionId, { because: 'appeal', by, reason: note }, now)
  const entry = found(await entryById(tx, appeal.entryId ?? 0), 'credit_entry')
  const at = {
    accountId: entry.accountId,
    unitId: entry.unitId ?? appeal.unitId,
    instrumentId: entry.instrumentId ?? 0,
    bookingId: entry.bookingId ?? undefined,
    useId: entry.useId ?? undefined,
    key: entry.occasion,
    happenedAt: instant(entry.happenedAt),
    notedBy: by,
  }
  return undoByAppeal(tx, at, entry.id, await creditRulesAt(tx, now), now)
}

/** The unit's administrator decides, who is none of those concerned; both of these are told. */
export function decideAppeal(
  deps: D,
  actor: Actor,
  id: number,
  wish: { readonly grant: boolean; readonly note: string; readonly version: number },
): Promise<void> {
  const { accountId } = requireSignedIn(actor)
  const now = deps.clock.now()
  return inTransaction(deps.db, async (tx) => {
    const appeal = found(await lockedAppeal(tx, id), 'appeal')
    requireAbility(actor, 'standing.judge', await placeOfUnit(tx, appeal.unitId))
    const about = { entryId: appeal.entryId ?? undefined, sanctionId: appeal.sanctionId ?? undefined }
    const matter = await matterOf(tx, about, now)
    refuseIfAny(biasRefusals(accountId, matter))
    if (appeal.version !== wish.version) refuse('conflict', { code: 'changed_meanwhile' })
    if (!wish.grant && wish.note === '') refuse('invalid', { code: 'standing.reason_needed' })
    await moveAppeal(tx, actor, appeal, wish.grant ? 'grant' : 'refuse', {
      ...{ at: now, id: accountId, note: wish.note },
    })
    if (wish.grant) await grant(tx, appeal, accountId, wish.note, now)
    const code = wish.grant ? 'standing.appeal_granted' : 'standing.appeal_refused'
    const name = (await accountById(tx, appeal.accountId))?.displayName ?? ''
    const told = {
      topic: 'standing',
      code,
      details: { name, note: wish.note },
      onceKey: `decided ${id}`,
    } as const
    await notify(tx, deps, [
      { ...told, to: [{ accountId: appeal.accountId }], link: '/standing' },
      ...(matter.notedBy === undefined
        ? []
        : [
            {
              ...told,
              code: `${code}_lead`,
              to: [{ accountId: matter.notedBy }],
              except: accountId,
              link: '/standing/judge',
            },
          ]),
    ])
  })
}
