import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import type { DeclarationContent } from '../domain/declaration-rules.ts'
import type { DeclarationState, DeclarationStep } from '../domain/declaration-transitions.ts'
import type { DeclaredFacts } from '../domain/declared-facts.ts'

/** A declaration as it is kept, without its instruments. */
export interface Declaration {
  readonly unitId: number
  readonly id: number
  readonly state: DeclarationState
  readonly reason: string
  readonly rulesVersion: string
  readonly explanation: string
  readonly validFrom: string
  readonly validUntil: string
  readonly secretCount: number | undefined
  readonly renewsId: number | undefined
  readonly revision: number
  readonly writtenBy: number | undefined
  readonly writtenByName: string
  readonly handedInBy: number | undefined
  readonly filingNumber: string | undefined
  readonly createdAt: Instant
  readonly updatedAt: Instant
}

/** Columns of the alias `d` as a declaration. */
export const declarationColumns = sql`d.unit_id as "unitId", d.id, d.state, d.reason, d.rules_version as "rulesVersion", d.explanation,
  d.valid_from as "validFrom", d.valid_until as "validUntil", d.secret_count as "secretCount", d.renews_id as "renewsId",
  d.revision, d.written_by as "writtenBy", d.written_by_name as "writtenByName", d.handed_in_by as "handedInBy",
  d.filing_number as "filingNumber", d.created_at as "createdAt", d.updated_at as "updatedAt"`

const declarationOf = (row: object): Declaration =>
  Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, (value as unknown) ?? undefined]),
  ) as unknown as Declaration

async function one(db: Db, id: number, lock: RawBuilder<unknown>): Promise<Declaration | undefined> {
  const { rows } =
    await sql<object>`select ${declarationColumns} from declaration d where d.id = ${id} ${lock}`.execute(db)
  return rows[0] === undefined ? undefined : declarationOf(rows[0])
}

export const declarationById = (db: Db, id: number): Promise<Declaration | undefined> => one(db, id, sql``)

/** Like declarationById, and nobody else changes it until the transaction ends. */
export const lockedDeclaration = (tx: Tx, id: number): Promise<Declaration | undefined> =>
  one(tx, id, sql`for update`)

interface Author {
  readonly accountId: number | undefined
  readonly name: string
}

export interface NewDeclaration extends DeclarationContent {
  readonly unitId: number
  readonly rulesVersion: string
  readonly renewsId?: number | undefined
}

export async function insertDeclaration(
  tx: Tx,
  given: NewDeclaration,
  author: Author,
  now: Instant,
): Promise<number> {
  const { rows } = await sql<{
    id: number
  }>`insert into declaration (unit_id, state, reason, rules_version, explanation,
      valid_from, valid_until, secret_count, renews_id, written_by, written_by_name, created_at, updated_at)
    values (${given.unitId}, 'draft', ${given.reason}, ${given.rulesVersion}, ${given.explanation},
      ${given.validFrom}::date, ${given.validUntil}::date, ${given.secretCount ?? null}, ${given.renewsId ?? null},
      ${author.accountId ?? null}, ${author.name}, ${now}::timestamptz, ${now}::timestamptz) returning id`.execute(
    tx,
  )
  return rows[0]?.id ?? 0
}

export async function updateDeclaration(
  tx: Tx,
  id: number,
  given: DeclarationContent & { readonly rulesVersion: string },
  author: Author,
  now: Instant,
): Promise<void> {
  await sql`update declaration set reason = ${given.reason}, rules_version = ${given.rulesVersion},
      explanation = ${given.explanation}, valid_from = ${given.validFrom}::date, valid_until = ${given.validUntil}::date,
      secret_count = ${given.secretCount ?? null}, written_by = ${author.accountId ?? null},
      written_by_name = ${author.name}, revision = revision + 1, updated_at = ${now}::timestamptz
    where id = ${id}`.execute(tx)
}

/** Replaces the instruments of a declaration, in the order given. */
export async function replaceDeclared(
  tx: Tx,
  of: { readonly unitId: number; readonly id: number },
  instruments: readonly { readonly instrumentId: number; readonly facts: DeclaredFacts }[],
): Promise<void> {
  await sql`delete from declaration_instrument where unit_id = ${of.unitId} and declaration_id = ${of.id}`.execute(
    tx,
  )
  if (instruments.length === 0) return
  const rows = instruments.map((one, position) => ({ ...one, position }))
  await sql`insert into declaration_instrument (unit_id, declaration_id, instrument_id, position, facts)
    select ${of.unitId}::bigint, ${of.id}::bigint, "instrumentId", position, facts
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given ("instrumentId" bigint, position int, facts jsonb)`.execute(
    tx,
  )
}

export interface DeclaredRow {
  readonly instrumentId: number
  readonly facts: DeclaredFacts
  /** As the register has it today; the letter and its annex are Chinese. */
  readonly nameEn: string
}

export async function declaredInstruments(db: Db, unitId: number, id: number): Promise<DeclaredRow[]> {
  const { rows } = await sql<DeclaredRow>`select di.instrument_id as "instrumentId", di.facts,
      coalesce(i.elements ->> 'ename', '') as "nameEn"
    from declaration_instrument di left join instrument i on i.unit_id = di.unit_id and i.id = di.instrument_id
    where di.unit_id = ${unitId} and di.declaration_id = ${id} order by di.position`.execute(db)
  return rows
}

/** Instruments of a declaration that another living one covers in an overlapping period. */
export async function declaredTwice(db: Db, declaration: Declaration): Promise<ReadonlySet<number>> {
  const { unitId, id, validFrom, validUntil } = declaration
  const { rows } = await sql<{ id: number }>`select distinct mine.instrument_id as id
    from declaration_instrument mine
    join declaration_instrument other on other.unit_id = mine.unit_id and other.instrument_id = mine.instrument_id
      and other.declaration_id <> mine.declaration_id
    join declaration d on d.unit_id = other.unit_id and d.id = other.declaration_id
    where mine.unit_id = ${unitId} and mine.declaration_id = ${id}
      and d.state in ('unit_review', 'department_review', 'province_review', 'filed')
      and d.valid_from <= ${validUntil}::date and d.valid_until >= ${validFrom}::date`.execute(db)
  return new Set(rows.map((row) => row.id))
}

export interface DeclarationMove {
  readonly unitId: number
  readonly id: number
  readonly step: DeclarationStep
  readonly from: DeclarationState
  readonly to: DeclarationState
  readonly comment: string
}

/** Moves declarations and keeps each step for good. */
export async function moveDeclarations(
  tx: Tx,
  moves: readonly DeclarationMove[],
  author: Author,
  now: Instant,
): Promise<void> {
  if (moves.length === 0) return
  const given = JSON.stringify(moves)
  await sql`update declaration d set state = given."to", revision = d.revision + 1, updated_at = ${now}::timestamptz,
      handed_in_by = case when given.step = 'hand_in' then ${author.accountId ?? null}::bigint else d.handed_in_by end
    from jsonb_to_recordset(${given}::jsonb) as given ("unitId" bigint, id bigint, step text, "to" text)
    where d.unit_id = given."unitId" and d.id = given.id`.execute(tx)
  await sql`insert into declaration_step (unit_id, declaration_id, step, from_state, to_state, comment, actor_id, actor_name, at)
    select "unitId", id, step, "from", "to", comment, ${author.accountId ?? null}::bigint, ${author.name}::text, ${now}::timestamptz
    from jsonb_to_recordset(${given}::jsonb) as given ("unitId" bigint, id bigint, step text, "from" text, "to" text, comment text)`.execute(
    tx,
  )
}

/** The next number of a year. The row stays locked until the transaction ends: whoever rolls back leaves no gap. */
export async function nextFilingNo(tx: Tx, year: number): Promise<number> {
  const { rows } = await sql<{ last: number }>`insert into filing_counter (year, last) values (${year}, 1)
    on conflict (year) do update set last = filing_counter.last + 1 returning last`.execute(tx)
  return rows[0]?.last ?? 0
}

export async function setFilingNumber(
  tx: Tx,
  id: number,
  given: { readonly year: number; readonly no: number; readonly number: string },
): Promise<void> {
  await sql`update declaration set filing_year = ${given.year}, filing_no = ${given.no}, filing_number = ${given.number}
    where id = ${id}`.execute(tx)
}

/** For each instrument of the declarations given: every period of a filed declaration for it. */
export async function filedSpans(
  db: Db,
  declarationIds: readonly number[],
): Promise<{ id: number; spans: { from: string; until: string }[] }[]> {
  const { rows } = await sql<{ id: number; spans: { from: string; until: string }[] }>`
    select touched.instrument_id as id, coalesce(jsonb_agg(jsonb_build_object('from', d.valid_from, 'until', d.valid_until))
      filter (where d.id is not null), '[]'::jsonb) as spans
    from (select distinct unit_id, instrument_id from declaration_instrument
      where declaration_id in (select jsonb_array_elements_text(${JSON.stringify(declarationIds)}::jsonb)::bigint)) touched
    join declaration_instrument di on di.unit_id = touched.unit_id and di.instrument_id = touched.instrument_id
    left join declaration d on d.unit_id = di.unit_id and d.id = di.declaration_id and d.state = 'filed'
    group by touched.instrument_id`.execute(db)
  return rows
}

/** Filed declarations whose last day is past, locked; those another worker has are left to it. */
export async function overdueDeclarations(tx: Tx, today: string, limit: number): Promise<Declaration[]> {
  const { rows } = await sql<object>`select ${declarationColumns} from declaration d
    where d.state = 'filed' and d.valid_until < ${today}::date order by d.id limit ${limit} for update skip locked`.execute(
    tx,
  )
  return rows.map(declarationOf)
}

/** Filed declarations that end between two days, both included, and that nobody has begun to renew. */
export async function endingDeclarations(db: Db, from: string, until: string): Promise<Declaration[]> {
  const { rows } = await sql<object>`select ${declarationColumns} from declaration d
    where d.state = 'filed' and d.valid_until between ${from}::date and ${until}::date
      and not exists (select from declaration next where next.unit_id = d.unit_id and next.renews_id = d.id
        and next.state <> 'withdrawn')
    order by d.valid_until, d.id limit 5000`.execute(db)
  return rows.map(declarationOf)
}
