import { type Actor, requireSignedIn } from '#kernel/actor.ts'
import { refuse } from '#kernel/refusal.ts'
import { dateIn, type Instant } from '#kernel/time.ts'
import { unitById } from '#modules/organizations/index.ts'
import { linkNumbers, unlinkNumbers } from '#modules/registry/index.ts'
import type { Tx } from '#platform/db/connect.ts'
import { toldRowsOf } from '../data/ledger-comparison-query.ts'
import {
  chosenProposals,
  type ProposalChoice,
  saveDecisions,
  type StoredProposal,
} from '../data/ledger-proposal-repository.ts'
import type { ProposalDecision } from '../domain/ledger-reconciliation.ts'
import { decide, type DecideDeps, noted } from './decide-ledger.ts'
import type { ImportKey } from './read-ledger.ts'
import { startCheck } from './start-check.ts'

export interface ProposalVerdict extends ProposalChoice {
  readonly decision: ProposalDecision
  /** The day things left the books, `2026-11-23`; without it the day the file says, else today. */
  readonly disposedOn?: string | undefined
}

/** Confirmed links between numbers take effect at once, so that the rows can be judged by them; true when any changed. */
async function linkAsDecided(
  tx: Tx,
  key: ImportKey,
  by: { readonly importId: number; readonly name: string; readonly at: Instant },
  chosen: readonly StoredProposal[],
  decision: ProposalDecision,
): Promise<boolean> {
  const links = chosen.filter(({ kind, decision: before }) => kind === 'renumbered' && before !== decision)
  const taken = decision === 'confirmed' ? links : []
  const rows = await toldRowsOf(
    tx,
    key,
    taken.flatMap((one) => one.rows),
  )
  const numberOf = new Map(rows.map(({ no, number }) => [no, number]))
  const made = taken.flatMap(({ rows: [no], instrumentIds: [instrumentId] }) => {
    const number = no === undefined ? undefined : numberOf.get(no)
    return number === undefined || instrumentId === undefined ? [] : [{ number, instrumentId }]
  })
  await linkNumbers(tx, key.unitId, by, made)
  const undone = links.filter((one) => one.decision === 'confirmed').flatMap((one) => one.instrumentIds)
  if (undone.length > 0) await unlinkNumbers(tx, key.unitId, key.importId, undone)
  return made.length + undone.length > 0
}

/** A person confirms or refuses what the comparison found, one by one or all at once; nothing is ever taken silently. */
export async function decideProposals(
  deps: DecideDeps,
  actor: Actor,
  key: ImportKey,
  verdict: ProposalVerdict,
): Promise<void> {
  const zone = (await unitById(deps.db, key.unitId))?.timeZone ?? 'Asia/Shanghai'
  await decide(deps, actor, key, 'decide', async (tx, ledger) => {
    const now = deps.clock.now()
    const today = dateIn(now, zone)
    const { decision, disposedOn } = verdict
    if (disposedOn !== undefined && disposedOn > today)
      refuse('invalid', { code: 'reporting.disposal_in_future', date: disposedOn })
    const { accountId, displayName: name } = requireSignedIn(actor)
    const chosen = await chosenProposals(tx, key, verdict)
    const anew = await linkAsDecided(tx, key, { importId: key.importId, name, at: now }, chosen, decision)
    const decided = chosen.map((one) => ({
      ...{ key: one.key, decision, disposedOn: disposedOn ?? one.disposedOn },
    }))
    await saveDecisions(tx, key, { accountId, name, at: now }, decided)
    const kinds = Object.fromEntries(
      [...Map.groupBy(chosen, ({ kind }) => kind)].map(([kind, of]) => [kind, of.length]),
    )
    await noted(tx, actor, now, key, 'ledger.proposals_decided', { decision, kinds })
    if (anew) await startCheck(deps, tx, key, { step: 'fix', from: ledger.state })
  })
}
