import { createHash } from 'node:crypto'
import { isoOf, type Instant } from '#kernel/time.ts'
import type { Sql } from '#platform/db/connect.ts'
import { type Cell, copyRows, moveSequence } from '#platform/db/copy.ts'

/** The door for src/main's demonstration data: loads whole tables into an empty database. Rows name their columns; times are instants. */
export type SeedRow = Readonly<Record<string, Cell>>
export interface SeedStanding {
  readonly credit_account: readonly SeedRow[]
  readonly credit_entry: readonly SeedRow[]
  readonly sanction: readonly SeedRow[]
  readonly appeal: readonly SeedRow[]
  readonly priority_project: readonly SeedRow[]
}

/** A time as COPY takes it. */
export const seedTime = (at: Instant): string => isoOf(at)

/** A page of paper that stands for a project's letter of approval. */
export async function seedProof(sql: Sql, unitId: number, createdBy: number): Promise<number> {
  const text = 'BT /F1 18 Tf 72 720 Td (Letter of approval, demonstration only) Tj ET'
  const bytes = Buffer.from(`%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj
4 0 obj<</Length ${text.length}>>stream
${text}
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
%%EOF
`)
  const digest = createHash('sha256').update(bytes).digest()
  const [row] = await sql<{ id: number }[]>`
    insert into stored_file (unit_id, name, media_type, size_bytes, sha256, purpose, created_by)
    values (${unitId}, 'approval.pdf', 'application/pdf', ${bytes.length}, ${digest}, 'project_proof', ${createdBy}) returning id`
  const id = row?.id ?? 0
  await sql`insert into stored_file_chunk (file_id, no, bytes) values (${id}, 0, ${bytes})`
  return id
}

export async function seedStanding(sql: Sql, all: SeedStanding): Promise<void> {
  for (const [table, rows] of Object.entries(all) as [string, readonly SeedRow[]][]) {
    const columns = Object.keys(rows[0] ?? {})
    const id = table !== 'credit_account'
    await copyRows(
      sql,
      table,
      id ? ['id', ...columns] : columns,
      rows.map((row, place) => [...(id ? [place + 1] : []), ...columns.map((name) => row[name])]),
    )
    if (id) await moveSequence(sql, table)
  }
}

/** Some bookings of a person name a project, as if they had been made with it. */
export async function seedPriorityUses(
  sql: Sql,
  of: {
    readonly accountId: number
    readonly projectId: number
    readonly level: string
    readonly most: number
  },
): Promise<void> {
  await sql`
    with named as (
      update booking set project_id = ${of.projectId}, priority_level = ${of.level}, priority_early = id % 3 = 0
      where id in (select id from booking where account_id = ${of.accountId}
        and status in ('confirmed', 'completed') order by starts_at desc, id limit ${of.most})
      returning unit_id, id, instrument_id, priority_early, starts_at, ends_at)
    insert into priority_use (unit_id, booking_id, instrument_id, project_id, level, early, starts_at, ends_at)
    select unit_id, id, instrument_id, ${of.projectId}::bigint, ${of.level}::text, priority_early, starts_at, ends_at from named`
}
