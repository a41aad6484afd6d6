import { sql } from 'kysely'
import type { Db } from '#platform/db/connect.ts'

/** How many accepted instruments of a class have a known value, and its median in 万元. */
export async function worthInClass(
  db: Db,
  classCode: string,
): Promise<{ readonly known: number; readonly medianWan: number }> {
  const { rows } = await sql<{ known: number; medianWan: number }>`select count(*)::int as known,
      coalesce(percentile_cont(0.5) within group (order by worth_fen) / 1000000.0, 0)::float8 as "medianWan"
    from instrument where class_code = ${classCode} and worth_fen > 0 and accepted_version is not null`.execute(
    db,
  )
  return rows[0] ?? { known: 0, medianWan: 0 }
}
