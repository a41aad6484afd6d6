import { sql } from 'kysely'
import type { Db } from '#platform/db/connect.ts'
import type { ClassFacts } from '../domain/suggesting/instrument-suggestions.ts'

const listed = (values: readonly string[]) =>
  sql`(select jsonb_array_elements_text(${JSON.stringify([...new Set(values)])}::jsonb))`

/** Model key → class → how many accepted instruments have both. */
export async function acceptedByModel(
  db: Db,
  modelKeys: readonly string[],
): Promise<Map<string, Map<string, number>>> {
  const found = new Map<string, Map<string, number>>()
  if (modelKeys.length === 0) return found
  const { rows } = await sql<{ key: string; code: string; count: number }>`
    select model_key as key, class_code as code, count(*)::int as count from instrument
    where accepted_version is not null and class_code is not null and model_key in ${listed(modelKeys)}
    group by model_key, class_code order by model_key, class_code`.execute(db)
  for (const { key, code, count } of rows) {
    const codes = found.get(key) ?? new Map<string, number>()
    found.set(key, codes.set(code, count))
  }
  return found
}

interface FactsRow {
  readonly code: string
  readonly instruments: number
  readonly least: number | null
  readonly most: number | null
  readonly subjects: readonly (readonly [string, number])[] | null
}
const fenPerWan = 1_000_000

/** What accepted instruments of the classes are worth and which disciplines they name. */
export async function factsOfClasses(db: Db, codes: readonly string[]): Promise<Map<string, ClassFacts>> {
  if (codes.length === 0) return new Map()
  const { rows } = await sql<FactsRow>`
    with accepted as (
      select class_code as code, worth_fen, elements -> 'subject' as subject from instrument
      where accepted_version is not null and class_code in ${listed(codes)}
    ), named as (
      select code, value as subject, count(*)::int as count
      from accepted, jsonb_array_elements_text(case when jsonb_typeof(subject) = 'array' then subject else '[]'::jsonb end)
      group by code, value
    )
    select code, count(*)::int as instruments,
      percentile_disc(0.05) within group (order by worth_fen) as least,
      percentile_disc(0.95) within group (order by worth_fen) as most,
      (select jsonb_agg(jsonb_build_array(subject, count) order by count desc, subject) from named
        where named.code = accepted.code) as subjects
    from accepted group by code`.execute(db)
  return new Map(
    rows.map(({ code, instruments, least, most, subjects }) => [
      code,
      {
        instruments,
        worth:
          least === null || most === null ? undefined : { from: least / fenPerWan, to: most / fenPerWan },
        subjects: subjects ?? [],
      },
    ]),
  )
}
