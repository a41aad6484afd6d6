import type { Database } from '#platform/db/connect.ts'
import { newToken, tokenDigest } from '#platform/security/password.ts'
import { liftLimits, openRulesForAYear } from '../tests/support/open-rules.ts'
import { openStand as openEmpty } from './harness.ts'

/** A stand with one unit and, once it is filled, a web process. */
export interface Stand {
  readonly database: Database
  /** Cookies of so many people with sessions, users of unit 1. */
  people(count: number): Promise<string[]>
  /** Instruments of unit 1, all accepted and open round the clock; returns the first id, the rest follow. */
  instruments(count: number): Promise<number>
  serve(): Promise<string>
  close(): Promise<void>
}

/** The usual stand (bench/harness.ts) with what bookings need. */
export async function openStand(name: string): Promise<Stand> {
  const stand = await openEmpty(name)
  const { database } = stand
  const { sql } = database
  await liftLimits(database)
  await sql`insert into unit (name, kind, managing, city_code) values ('Example bench unit', 'university', true, '440100')`
  return {
    database,
    async people(count) {
      const cookies: string[] = []
      for (let i = 0; i < count; i++) {
        const token = newToken()
        await sql`with made as (insert into account (login, display_name, unit_id, password_hash)
            values (${`bench-${i}`}, ${`Bench ${i}`}, 1, 'none') returning id)
          insert into session (token_sha256, account_id, created_at, last_seen_at, expires_at)
          select ${tokenDigest(token)}, id, now(), now(), now() + interval '1 day' from made`
        cookies.push(`gongyi_session=${token}`)
      }
      return cookies
    },
    async instruments(count) {
      const [row] = await sql<{ first: number }[]>`with made as (
          insert into instrument (unit_id, inner_id, dictionary, elements, state, accepted_version, name, created_at, updated_at)
          select 1, 'B-' || n, 'g2', '{}', 'accepted', 1, 'Bench microscope ' || n, now(), now()
          from generate_series(1, ${count}::int) n returning id),
        opened as (
          insert into booking_rules (unit_id, instrument_id, version, effective_from, bookable, rules, changed_at)
          select 1, id, 1, '2020-01-01', true, ${JSON.stringify(openRulesForAYear)}::jsonb, now() from made)
        select min(id) as first from made`
      return row?.first ?? 0
    },
    serve: async () => (await stand.serve()).base,
    close: () => stand.close(),
  }
}
