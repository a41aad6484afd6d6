import { type RawBuilder, sql } from 'kysely'
import type { ScopeFilter } from '#kernel/actor.ts'
import type { Instant } from '#kernel/time.ts'
import type { Db } from '#platform/db/connect.ts'
import { withinScope } from '#platform/db/scope-filter.ts'
import type { DeclarationState, DeclarationStep } from '../domain/declaration-transitions.ts'
import { type Declaration, declarationColumns } from './declaration-repository.ts'

export interface DeclarationRow
  extends Omit<Declaration, 'secretCount' | 'filingNumber' | 'renewsId' | 'writtenBy' | 'handedInBy'> {
  readonly unitName: string
  readonly unitNameEn: string
  readonly secretCount: number | null
  readonly filingNumber: string | null
  readonly instrumentCount: number
  /** Names of the first few instruments. */
  readonly names: readonly string[]
  /** The same in English; empty where there is none. */
  readonly namesEn: readonly string[]
}

export interface DeclarationFilter {
  readonly scope: ScopeFilter
  readonly states?: readonly DeclarationState[] | undefined
  readonly unitId?: number | undefined
  readonly instrumentId?: number | undefined
  readonly reason?: string | undefined
  readonly words?: string | undefined
}

const like = (words: string) => `%${words.replaceAll(/[\\%_]/g, (special) => `\\${special}`)}%`

/** Columns d (declaration) and u (unit) stand in the query. */
function conditions(filter: DeclarationFilter): RawBuilder<unknown> {
  const { states, unitId, instrumentId, reason, words } = filter
  const parts: RawBuilder<unknown>[] = [withinScope(filter.scope, { unit: 'u' })]
  if (states !== undefined)
    parts.push(sql`d.state in (select jsonb_array_elements_text(${JSON.stringify(states)}::jsonb))`)
  if (unitId !== undefined) parts.push(sql`d.unit_id = ${unitId}`)
  if (reason !== undefined) parts.push(sql`d.reason = ${reason}`)
  if (instrumentId !== undefined)
    parts.push(sql`exists (select from declaration_instrument di where di.unit_id = d.unit_id
      and di.declaration_id = d.id and di.instrument_id = ${instrumentId})`)
  if (words !== undefined && words !== '')
    parts.push(sql`(d.filing_number ilike ${like(words)} or u.name ilike ${like(words)}
      or exists (select from declaration_instrument di where di.unit_id = d.unit_id and di.declaration_id = d.id
        and (di.facts ->> 'name' ilike ${like(words)} or di.facts ->> 'innerId' ilike ${like(words)})))`)
  return sql.join(parts, sql` and `)
}

/** One page of declarations, newest change first or longest waiting first. */
export async function declarationList(
  db: Db,
  filter: DeclarationFilter & {
    readonly order: 'recent' | 'oldest'
    readonly after?: { readonly at: Instant; readonly id: number } | undefined
    readonly limit: number
  },
): Promise<DeclarationRow[]> {
  const [direction, beyond] = filter.order === 'oldest' ? [sql`asc`, sql`>`] : [sql`desc`, sql`<`]
  const after =
    filter.after === undefined
      ? sql``
      : sql`and (d.updated_at, d.id) ${beyond} (${filter.after.at}::timestamptz, ${filter.after.id}::bigint)`
  const { rows } =
    await sql<DeclarationRow>`select ${declarationColumns}, u.name as "unitName", u.name_en as "unitNameEn",
      declared.count as "instrumentCount", declared.names, declared."namesEn"
    from declaration d join unit u on u.id = d.unit_id
    cross join lateral (select count(*)::int as count,
        coalesce(jsonb_agg(di.facts ->> 'name' order by di.position) filter (where di.position < 3), '[]'::jsonb) as names,
        coalesce(jsonb_agg(coalesce(i.elements ->> 'ename', '') order by di.position) filter (where di.position < 3), '[]'::jsonb)
          as "namesEn"
      from declaration_instrument di left join instrument i on i.unit_id = di.unit_id and i.id = di.instrument_id where di.unit_id = d.unit_id and di.declaration_id = d.id) declared
    where ${conditions(filter)} ${after}
    order by d.updated_at ${direction}, d.id ${direction} limit ${filter.limit}`.execute(db)
  return rows
}

/** How many declarations of a scope are in each state. */
export async function declarationCounts(
  db: Db,
  filter: DeclarationFilter,
): Promise<{ state: DeclarationState; count: number }[]> {
  const { rows } = await sql<{
    state: DeclarationState
    count: number
  }>`select d.state, count(*)::int as count
    from declaration d join unit u on u.id = d.unit_id where ${conditions(filter)} group by d.state`.execute(
    db,
  )
  return rows
}

export interface TakenDeclarationStep {
  readonly step: DeclarationStep
  readonly from: DeclarationState
  readonly to: DeclarationState
  readonly comment: string
  readonly actorName: string
  readonly at: Instant
}

/** Every step of a declaration, newest first. */
export async function declarationSteps(db: Db, unitId: number, id: number): Promise<TakenDeclarationStep[]> {
  const { rows } =
    await sql<TakenDeclarationStep>`select step, from_state as "from", to_state as "to", comment,
      actor_name as "actorName", at
    from declaration_step where unit_id = ${unitId} and declaration_id = ${id} order by id desc limit 500`.execute(
      db,
    )
  return rows
}
