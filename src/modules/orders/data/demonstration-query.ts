import { sql } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import type { Tx } from '#platform/db/connect.ts'
import type { OrderSettings } from '../domain/order-settings.ts'

/** Somebody of the demonstration who sends samples or measures them. */
export interface DemonstrationPerson {
  readonly accountId: number
  readonly name: string
  readonly phone: string
  readonly unitId: number | undefined
  readonly unitKind: string | undefined
}

export interface DemonstrationCast {
  readonly people: Readonly<Record<string, DemonstrationPerson>>
  /** Instruments the shown lead answers for, in order. */
  readonly instruments: readonly { readonly unitId: number; readonly id: number }[]
  /** A member of the group the shown group lead leads. */
  readonly member: (DemonstrationPerson & { readonly groupId: number }) | undefined
}

const person = sql`a.id as "accountId", a.display_name as name, coalesce(a.phone, '') as phone, a.unit_id as "unitId",
  u.kind as "unitKind"`

/** The shown accounts and instruments; missing ones are left out in small demonstrations. */
export async function demonstrationCast(tx: Tx): Promise<DemonstrationCast> {
  const people = await sql<DemonstrationPerson & { login: string }>`select a.login, ${person}
    from account a left join unit u on u.id = a.unit_id
    where a.login in ('lead', 'engineer', 'student', 'person')`.execute(tx)
  const instruments = await sql<{ unitId: number; id: number }>`select i.unit_id as "unitId", i.id
    from role_grant g join account a on a.id = g.account_id and a.login = 'lead'
    join instrument i on i.id = g.scope_id::bigint
    where g.role = 'instrument_lead' and g.scope = 'instrument' and i.accepted_version is not null
      and i.disposed_on is null and i.unit_id = a.unit_id
    order by i.id limit 3`.execute(tx)
  const member = await sql<
    DemonstrationPerson & { groupId: number }
  >`select ${person}, m.group_id as "groupId"
    from research_group r join account l on l.id = r.lead_account_id and l.login = 'grouplead'
    join group_member m on m.unit_id = r.unit_id and m.group_id = r.id
    join account a on a.id = m.account_id left join unit u on u.id = a.unit_id
    where m.account_id <> l.id order by m.account_id limit 1`.execute(tx)
  return {
    people: Object.fromEntries(people.rows.map(({ login, ...one }) => [login, one])),
    instruments: instruments.rows,
    member: member.rows[0],
  }
}

/** Opens some instruments for samples: those shown, and one of twelve besides. */
export async function openForSamples(
  tx: Tx,
  shown: readonly number[],
  settings: OrderSettings,
  now: Instant,
): Promise<void> {
  await sql`insert into order_settings (unit_id, instrument_id, version, effective_from, accepts, settings,
      changed_by_name, changed_at)
    select unit_id, id, 1, '2026-01-01', true, ${JSON.stringify(settings)}::jsonb, '仪器负责人', ${now}::timestamptz
    from instrument where accepted_version is not null and disposed_on is null
      and (id % 12 = 0 or id = any(${[...shown]}::bigint[]))`.execute(tx)
}

/** The last of the shown instruments asks group leads first. */
export async function askGroupsAt(tx: Tx, instrumentId: number): Promise<void> {
  await sql`update order_settings set settings = settings || '{"groupApproval": true}'::jsonb
    where instrument_id = ${instrumentId}`.execute(tx)
}
