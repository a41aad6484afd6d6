import { sql } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import type { CommentAudience } from '../domain/comment-access.ts'
import type { ReviewSubject } from '../domain/review-subject.ts'
import { subjectTables } from './subject-tables.ts'

export interface ReportComment {
  readonly id: number
  readonly version: number
  /** Empty when it is about the whole. */
  readonly element: string
  readonly audience: CommentAudience
  readonly body: string
  readonly authorId: number | null
  readonly authorName: string
  readonly writtenAt: Instant
  readonly resolvedByName: string | null
  readonly resolvedAt: Instant | null
}

export interface NewComment {
  readonly of: ReviewSubject
  readonly unitId: number
  readonly subjectId: number
  readonly version: number
  readonly element: string
  readonly audience: CommentAudience
  readonly body: string
}
interface Author {
  readonly accountId: number | undefined
  readonly name: string
}

const columns = sql`id, version, element, audience, body, author_id as "authorId", author_name as "authorName",
  written_at as "writtenAt", resolved_by_name as "resolvedByName", resolved_at as "resolvedAt"`

/** The thread of a report, oldest first. */
export async function commentsOf(
  db: Db,
  of: ReviewSubject,
  unitId: number,
  subjectId: number,
): Promise<ReportComment[]> {
  const { rows } = await sql<ReportComment>`select ${columns} from report_comment
    where unit_id = ${unitId} and ${subjectTables[of].key} = ${subjectId} order by id limit 500`.execute(db)
  return rows
}

export async function insertComment(
  tx: Tx,
  comment: NewComment,
  author: Author,
  at: Instant,
): Promise<number> {
  const { rows } = await sql<{ id: number }>`insert into report_comment
      (unit_id, ${subjectTables[comment.of].key}, version, element, audience, body, author_id, author_name, written_at)
    values (${comment.unitId}, ${comment.subjectId}, ${comment.version}, ${comment.element}, ${comment.audience},
      ${comment.body}, ${author.accountId ?? null}, ${author.name}, ${at}::timestamptz) returning id`.execute(
    tx,
  )
  return rows[0]?.id ?? 0
}

/** Marks a comment as settled, or as open again (`by` undefined). */
export async function setResolved(
  tx: Tx,
  of: { readonly unitId: number; readonly id: number },
  by: string | undefined,
  at: Instant,
): Promise<void> {
  await sql`update report_comment set resolved_by_name = ${by ?? null},
      resolved_at = ${by === undefined ? null : at}::timestamptz
    where unit_id = ${of.unitId} and id = ${of.id}`.execute(tx)
}

/** How many comments for everybody are still open, by subject; for queues. */
export async function openComments(
  db: Db,
  of: ReviewSubject,
  subjectIds: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const { table, key } = subjectTables[of]
  const { rows } = await sql<{ subjectId: number; open: number }>`select c.${key} as "subjectId",
      count(*)::int as open
    from ${table} i join report_comment c on c.unit_id = i.unit_id and c.${key} = i.id
    where i.id = any(${[...subjectIds]}::bigint[]) and c.resolved_at is null and c.audience = 'everybody'
    group by 1`.execute(db)
  return new Map(rows.map((row) => [row.subjectId, row.open]))
}
