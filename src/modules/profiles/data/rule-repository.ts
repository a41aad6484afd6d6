import { sql } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import type { UnitRule } from '../domain/profile.ts'

/** A rule with what its page shows. */
export interface RuleRow extends UnitRule {
  readonly fileName: string | undefined
  readonly publishedByName: string
  readonly publishedAt: Instant
}
export interface NewRule {
  readonly kind: string
  readonly title: string
  readonly titleEn: string
  readonly effectiveFrom: string
  readonly body: string
  readonly fileId: number | undefined
}

type Nullable<T> = { [K in keyof T]: undefined extends T[K] ? Exclude<T[K], undefined> | null : T[K] }
const filled = <T>(row: Nullable<T>): T =>
  Object.fromEntries(Object.entries(row).map(([key, value]) => [key, value ?? undefined])) as T

const columns = sql`r.unit_id as "unitId", r.id, r.kind, r.version, r.title, r.title_en as "titleEn",
  r.effective_from as "effectiveFrom", r.body <> '' as "hasBody", r.file_id as "fileId", f.name as "fileName",
  r.published_by_name as "publishedByName", r.published_at as "publishedAt"`

/** Every version of every rule of a unit, newest first within its kind; without the texts. */
export async function rulesOfUnit(db: Db, unitId: number): Promise<RuleRow[]> {
  const { rows } = await sql<Nullable<RuleRow>>`
    select ${columns} from unit_rule r left join stored_file f on f.id = r.file_id
    where r.unit_id = ${unitId} order by r.kind, r.version desc`.execute(db)
  return rows.map((row) => filled<RuleRow>(row))
}

/** One version of a rule with its text. */
export async function ruleOfUnit(
  db: Db,
  unitId: number,
  id: number,
): Promise<(RuleRow & { readonly body: string }) | undefined> {
  const { rows } = await sql<Nullable<RuleRow & { body: string }>>`
    select ${columns}, r.body from unit_rule r left join stored_file f on f.id = r.file_id
    where r.unit_id = ${unitId} and r.id = ${id}`.execute(db)
  return rows[0] === undefined ? undefined : filled<RuleRow & { body: string }>(rows[0])
}

/** Adds the next version of a kind; two at the same time break the key, and one of them is refused. */
export async function insertRule(
  tx: Tx,
  unitId: number,
  rule: NewRule,
  published: { readonly byName: string; readonly at: Instant },
): Promise<{ id: number; version: number }> {
  const { rows } = await sql<{ id: number; version: number }>`
    insert into unit_rule (unit_id, kind, version, title, title_en, effective_from, body, file_id, published_by_name, published_at)
    select ${unitId}, ${rule.kind}, coalesce(max(version), 0) + 1, ${rule.title}, ${rule.titleEn}, ${rule.effectiveFrom}::date,
      ${rule.body}, ${rule.fileId ?? null}, ${published.byName}, ${published.at}
    from unit_rule where unit_id = ${unitId} and kind = ${rule.kind} returning id, version`.execute(tx)
  const [row] = rows
  if (row === undefined) throw new Error('The rule was not written')
  return row
}

/** A version of a rule as whoever watches over units sees it. */
export interface RuleFact {
  readonly unitId: number
  readonly id: number
  readonly kind: string
  readonly version: number
  readonly title: string
  readonly effectiveFrom: string
  readonly publishedAt: Instant
  /** Of the text. */
  readonly characters: number
  readonly hasFile: boolean
}

/** Every version published by a moment, of one unit or of all. */
export async function ruleFacts(db: Db, by: Instant, unitId: number | undefined): Promise<RuleFact[]> {
  const { rows } = await sql<RuleFact>`
    select unit_id as "unitId", id, kind, version, title, effective_from as "effectiveFrom", published_at as "publishedAt",
      length(body) as characters, file_id is not null as "hasFile"
    from unit_rule where published_at <= ${new Date(by).toISOString()}::timestamptz
      and (${unitId ?? null}::bigint is null or unit_id = ${unitId ?? null})
    order by unit_id, kind, version`.execute(db)
  return rows
}
