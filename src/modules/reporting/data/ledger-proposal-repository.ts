import { sql } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import {
  linkingKinds,
  type Proposal,
  type ProposalDecision,
  type ProposalKind,
} from '../domain/ledger-reconciliation.ts'

interface Of {
  readonly unitId: number
  readonly importId: number
}

export interface FoundProposal extends Proposal {
  readonly key: string
  /** `2026-11-23`, as the file says. */
  readonly disposedOn: string | null
}
export interface StoredProposal extends FoundProposal {
  readonly position: number
  readonly decision: ProposalDecision
  readonly decidedByName: string
  readonly decidedAt: Instant | null
  readonly appliedAt: Instant | null
  readonly obstacle: 'under_review' | null
}

const columns = sql`key, position, kind, certainty, to_jsonb(instrument_ids) as "instrumentIds",
  to_jsonb(row_numbers) as rows, to_jsonb(reasons) as reasons, decision,
  disposed_on as "disposedOn", decided_by_name as "decidedByName", decided_at as "decidedAt", applied_at as "appliedAt", obstacle`

/**
 * What a check found replaces what an earlier one did. Decisions already made on the same finding stay, links already
 * confirmed stay too (the rows are found under their number now), and a link refused in an earlier import stays refused.
 */
export async function saveProposals(
  tx: Tx,
  { unitId, importId }: Of,
  found: readonly FoundProposal[],
): Promise<void> {
  const keys = JSON.stringify(found.map(({ key }) => key))
  const listed = JSON.stringify(found.map((one, position) => ({ ...one, position })))
  await sql`delete from ledger_proposal where unit_id = ${unitId} and import_id = ${importId}
    and not (kind = 'renumbered' and decision = 'confirmed')
    and key not in (select jsonb_array_elements_text(${keys}::jsonb))`.execute(tx)
  await sql`insert into ledger_proposal (unit_id, import_id, key, position, kind, certainty, instrument_ids, row_numbers,
      reasons, disposed_on, decision, decided_by, decided_by_name, decided_at)
    select ${unitId}, ${importId}, given.key, given.position, given.kind, given.certainty,
      array(select jsonb_array_elements_text(given."instrumentIds")::bigint),
      array(select jsonb_array_elements_text(given.rows)::int), array(select jsonb_array_elements_text(given.reasons)),
      given."disposedOn", coalesce(before.decision, 'open'), before.decided_by, coalesce(before.decided_by_name, ''),
      before.decided_at
    from jsonb_to_recordset(${listed}::jsonb) as given (key text, position int, kind text, certainty text,
      "instrumentIds" jsonb, rows jsonb, reasons jsonb, "disposedOn" date)
    left join lateral (select p.decision, p.decided_by, p.decided_by_name, p.decided_at from ledger_proposal p
      where p.unit_id = ${unitId} and p.key = given.key and p.import_id <> ${importId} and p.decision = 'refused'
        and p.kind = any(${linkingKinds}::text[]) order by p.decided_at desc limit 1) before on true
    on conflict (unit_id, import_id, key) do update set position = excluded.position, certainty = excluded.certainty,
      row_numbers = excluded.row_numbers, reasons = excluded.reasons,
      disposed_on = coalesce(ledger_proposal.disposed_on, excluded.disposed_on)`.execute(tx)
}

export interface ProposalFilter {
  readonly kind?: ProposalKind | undefined
  readonly decision?: ProposalDecision | undefined
  readonly after: number
  readonly limit: number
}

/** A page of proposals, in the order they were found. */
export async function proposalsPage(
  db: Db,
  { unitId, importId }: Of,
  filter: ProposalFilter,
): Promise<StoredProposal[]> {
  const { rows } = await sql<StoredProposal>`select ${columns} from ledger_proposal
    where unit_id = ${unitId} and import_id = ${importId} and position > ${filter.after}
      and (${filter.kind ?? null}::text is null or kind = ${filter.kind ?? null})
      and (${filter.decision ?? null}::text is null or decision = ${filter.decision ?? null})
    order by position, key limit ${filter.limit}`.execute(db)
  return rows
}

export interface ProposalChoice {
  /** These, or all that fit kind and decision. */
  readonly keys?: readonly string[] | undefined
  readonly kind?: ProposalKind | undefined
}

/** Proposals a decision is about, kept from others until the transaction ends. */
export async function chosenProposals(
  tx: Tx,
  { unitId, importId }: Of,
  { keys, kind }: ProposalChoice,
): Promise<StoredProposal[]> {
  const listed = keys === undefined ? null : JSON.stringify(keys)
  const { rows } = await sql<StoredProposal>`select ${columns} from ledger_proposal
    where unit_id = ${unitId} and import_id = ${importId}
      and (${listed}::jsonb is not null or decision = 'open')
      and (${listed}::jsonb is null or key in (select jsonb_array_elements_text(${listed}::jsonb)))
      and (${kind ?? null}::text is null or kind = ${kind ?? null})
    order by position, key for update`.execute(tx)
  return rows
}

export interface DecidedProposal {
  readonly key: string
  readonly decision: ProposalDecision
  readonly disposedOn: string | null
}

/** Keeps what a person decided. */
export async function saveDecisions(
  tx: Tx,
  { unitId, importId }: Of,
  by: { readonly accountId: number; readonly name: string; readonly at: Instant },
  decided: readonly DecidedProposal[],
): Promise<void> {
  await sql`update ledger_proposal p set decision = given.decision, disposed_on = given."disposedOn",
      decided_by = ${by.accountId}, decided_by_name = ${by.name}, decided_at = ${by.at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(decided)}::jsonb) as given (key text, decision text, "disposedOn" date)
    where p.unit_id = ${unitId} and p.import_id = ${importId} and p.key = given.key`.execute(tx)
}

export interface ProposalCount {
  readonly kind: ProposalKind
  readonly decision: ProposalDecision
  readonly count: number
}

export async function proposalCounts(db: Db, { unitId, importId }: Of): Promise<ProposalCount[]> {
  const { rows } = await sql<ProposalCount>`select kind, decision, count(*)::int as count from ledger_proposal
    where unit_id = ${unitId} and import_id = ${importId} group by kind, decision order by kind, decision`.execute(
    db,
  )
  return rows
}

/** Confirmed proposals nothing has been done about yet. */
export async function confirmedProposals(tx: Tx, { unitId, importId }: Of): Promise<StoredProposal[]> {
  const { rows } = await sql<StoredProposal>`select ${columns} from ledger_proposal
    where unit_id = ${unitId} and import_id = ${importId} and decision = 'confirmed' and applied_at is null
    order by position, key for update`.execute(tx)
  return rows
}

/** What became of confirmed proposals when the rows went in. */
export async function saveApplied(
  tx: Tx,
  { unitId, importId }: Of,
  at: Instant,
  applied: readonly { readonly key: string; readonly obstacle: 'under_review' | null }[],
): Promise<void> {
  await sql`update ledger_proposal p set obstacle = given.obstacle,
      applied_at = case when given.obstacle is null then ${at}::timestamptz end
    from jsonb_to_recordset(${JSON.stringify(applied)}::jsonb) as given (key text, obstacle text)
    where p.unit_id = ${unitId} and p.import_id = ${importId} and p.key = given.key`.execute(tx)
}
