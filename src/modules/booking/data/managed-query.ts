import { sql } from 'kysely'
import type { ScopeFilter } from '#kernel/actor.ts'
import type { Instant } from '#kernel/time.ts'
import type { Db } from '#platform/db/connect.ts'
import { within } from './booking-list-query.ts'

export interface ManagedInstrument {
  readonly instrumentId: number
  readonly name: string
  readonly nameEn: string
  readonly unitName: string
  readonly unitNameEn: string
  readonly published: boolean
  readonly bookable: boolean
  readonly version: number
  readonly waiting: number
}

/** Instruments of a scope by id with their rules in force and how many requests wait. */
export async function managedInstruments(
  db: Db,
  scope: ScopeFilter,
  now: Instant,
  page: { search: string; afterId: number; limit: number },
): Promise<ManagedInstrument[]> {
  const { rows } = await sql<ManagedInstrument>`
    select i.id as "instrumentId", i.name, coalesce(i.elements ->> 'ename', '') as "nameEn", u.name as "unitName",
      u.name_en as "unitNameEn", i.accepted_version is not null as published,
      coalesce(r.bookable, false) as bookable, coalesce(r.version, 0) as version,
      (select count(*) from booking b where b.unit_id = i.unit_id and b.instrument_id = i.id and b.status in ('pending', 'requested')
        and b.starts_at > ${now}) as waiting
    from instrument i join unit u on u.id = i.unit_id
    left join lateral (select bookable, version from booking_rules r where r.unit_id = i.unit_id and r.instrument_id = i.id
      and r.effective_from <= ${now} order by version desc limit 1) r on true
    where ${within(scope)} and i.disposed_on is null and i.id > ${page.afterId}
      and (${page.search} = '' or position(lower(${page.search}) in lower(i.name)) > 0
        or position(lower(${page.search}) in lower(i.elements ->> 'ename')) > 0)
    order by i.id limit ${page.limit}`.execute(db)
  return rows
}
