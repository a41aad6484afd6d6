import { sql } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import type { Db } from '#platform/db/connect.ts'
import type { Bar } from '../domain/gate-rules.ts'
import type { ProjectState } from '../domain/project.ts'

/** What is known of a person and of the project they name, when they want to book. */
export interface GateGround {
  /** Undefined while nothing was ever entered. */
  readonly balance: number | undefined
  readonly bars: readonly Bar[]
  readonly project: NamedProject | undefined
}
export interface NamedProject {
  readonly state: ProjectState
  readonly level: string
  readonly validUntil: string
  /** The person's own, or of a research group they belong to. */
  readonly mine: boolean
}

export interface GateWish {
  readonly accountId: number
  readonly unitId: number
  readonly instrumentId: number
  readonly projectId: number | undefined
  readonly now: Instant
}

/** A project as somebody sees it who would name it: `p` is the project. */
const shape = (accountId: number) => sql`jsonb_build_object('state', p.state, 'level', p.level,
  'validUntil', p.valid_until, 'mine', p.account_id = ${accountId}
    or exists (select 1 from group_member m where m.group_id = p.group_id and m.account_id = ${accountId})
    or exists (select 1 from research_group g where g.id = p.group_id and g.lead_account_id = ${accountId}))`

/** Everything the gate needs, in one statement by key. */
export async function gateGround(db: Db, wish: GateWish): Promise<GateGround> {
  const { accountId, unitId, instrumentId, projectId, now } = wish
  const project =
    projectId === undefined
      ? sql`null::jsonb`
      : sql`(select ${shape(accountId)} from priority_project p where p.id = ${projectId})`
  const { rows } = await sql<{
    balance: number | null
    bars: (Bar & { endsAt: number })[] | null
    project: NamedProject | null
  }>`select
    (select balance from credit_account where account_id = ${accountId}) as balance,
    (select jsonb_agg(jsonb_build_object('kind', s.kind, 'endsAt', round(extract(epoch from s.ends_at) * 1000), 'reason', s.reason))
      from sanction s where s.account_id = ${accountId} and s.ends_at > ${now}::timestamptz
        and s.starts_at <= ${now}::timestamptz and s.lifted_at is null
        and (s.kind = 'no_booking' or (s.kind = 'unit' and s.unit_id = ${unitId})
          or (s.kind = 'instrument' and s.instrument_id = ${instrumentId}))) as bars,
    ${project} as project`.execute(db)
  const row = rows[0]
  return { balance: row?.balance ?? undefined, bars: row?.bars ?? [], project: row?.project ?? undefined }
}

/** The level of a project that somebody checked and that is not over on a day; undefined otherwise. */
export async function checkedLevel(db: Db, projectId: number, on: string): Promise<string | undefined> {
  const { rows } = await sql<{ level: string }>`select level from priority_project
    where id = ${projectId} and state = 'checked' and valid_until >= ${on}::date`.execute(db)
  return rows[0]?.level
}
