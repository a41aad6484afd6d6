import { sql } from 'kysely'
import type { Db } from '#platform/db/connect.ts'

export interface CentreInstrument {
  readonly id: number
  readonly centreId: number
  readonly name: string
  readonly nameEn: string
  /** Accepted instruments of the same centre. */
  readonly all: number
}

/** The first few accepted instruments of every centre of a unit, by name. */
export async function instrumentsByCentre(
  db: Db,
  unitId: number,
  atMost: number,
): Promise<CentreInstrument[]> {
  const { rows } = await sql<CentreInstrument>`
    select id, "centreId", name, "nameEn", "all" from (
      select id, centre_id as "centreId", name, coalesce(elements ->> 'ename', '') as "nameEn",
        count(*) over (partition by centre_id)::int as "all", row_number() over (partition by centre_id order by name, id) as place
      from instrument where unit_id = ${unitId} and centre_id is not null and accepted_version is not null and disposed_on is null
    ) listed where place <= ${atMost} order by "centreId", place`.execute(db)
  return rows
}
