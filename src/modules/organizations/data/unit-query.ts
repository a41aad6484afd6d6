import { sql } from 'kysely'
import type { Db } from '#platform/db/connect.ts'
import type { UnitKind, UnitStatus } from '../domain/unit.ts'

export interface UnitFilter {
  readonly q?: string | undefined
  readonly kind?: UnitKind | undefined
  readonly departmentId?: number | undefined
  readonly cityCode?: string | undefined
  /** undefined: both those that manage instruments and those that only use them. */
  readonly managing?: boolean | undefined
  readonly page: number
}

export interface UnitRow {
  readonly id: number
  readonly name: string
  readonly nameEn: string
  readonly kind: UnitKind
  readonly managing: boolean
  readonly cityCode: string | null
  readonly departmentName: string | null
  readonly departmentNameEn: string | null
  readonly status: UnitStatus
  readonly centres: number
}

/** The driver wants null where a filter is not set. */
const nulled = (filter: UnitFilter) =>
  Object.fromEntries(
    (['q', 'kind', 'departmentId', 'cityCode', 'managing'] as const).map((key) => [key, filter[key] ?? null]),
  ) as Record<string, string | number | boolean | null>

export const unitPageSize = 50

/** One page of units by name, with the number of all that fit. */
export async function unitPage(db: Db, filter: UnitFilter): Promise<{ items: UnitRow[]; total: number }> {
  const { q, kind, departmentId, cityCode, managing } = nulled(filter)
  const like = `%${(filter.q ?? '').replaceAll(/[%_\\]/g, '\\$&')}%`
  const { rows } = await sql<UnitRow & { total: number }>`
    select u.id, u.name, u.name_en as "nameEn", u.kind, u.managing, u.city_code as "cityCode", u.status,
      d.name as "departmentName", d.name_en as "departmentNameEn",
      (select count(*) from centre c where c.unit_id = u.id) as centres,
      count(*) over () as total
    from unit u left join department d on d.id = u.department_id
    where (${q}::text is null or u.name ilike ${like} or u.name_en ilike ${like}
        or u.credit_code = upper(${q}) or u.ins_code = lower(${q}))
      and (${kind}::text is null or u.kind = ${kind})
      and (${departmentId}::bigint is null or u.department_id = ${departmentId})
      and (${cityCode}::text is null or u.city_code = ${cityCode})
      and (${managing}::boolean is null or u.managing = ${managing})
    order by u.managing desc, u.name collate "zh-x-icu", u.id limit ${unitPageSize} offset ${(filter.page - 1) * unitPageSize}`.execute(
    db,
  )
  return { items: rows, total: rows[0]?.total ?? 0 }
}
