import { sql } from 'kysely'
import type { ScopeFilter } from '#kernel/actor.ts'
import type { Instant } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import type { Certificate, CertificateState } from '../domain/certificate.ts'
import {
  coverageColumns,
  coverageOf,
  type CoverageRow,
  type CoveredName,
  coveredNames,
  coveredWithin,
} from './coverage-sql.ts'

interface CertificateRow extends CoverageRow {
  unitId: number
  id: number
  accountId: number
  courseId: number | null
  level: string
  validFrom: string
  validUntil: string | null
  state: CertificateState
  source: Certificate['source']
  sourceNo: string
  version: number
  issuedAt: Instant
}
const columns = sql`c.unit_id as "unitId", c.id, c.account_id as "accountId", c.course_id as "courseId", c.level,
  c.valid_from as "validFrom", c.valid_until as "validUntil", c.state, c.source, c.source_no as "sourceNo", c.version,
  c.issued_at as "issuedAt", ${coverageColumns('c')}`

/** A certificate as it is stored. */
export interface StoredCertificate extends Certificate {
  readonly issuedAt: Instant
}
const certificateOf = (row: CertificateRow): StoredCertificate => ({
  ...{ unitId: row.unitId, id: row.id, accountId: row.accountId, courseId: row.courseId ?? undefined },
  ...{
    level: row.level,
    validFrom: row.validFrom,
    validUntil: row.validUntil ?? undefined,
    state: row.state,
  },
  ...{ source: row.source, sourceNo: row.sourceNo, version: row.version, issuedAt: row.issuedAt },
  ...coverageOf(row),
})

/** A certificate held until the transaction ends. */
export async function lockedCertificate(tx: Tx, id: number): Promise<StoredCertificate | undefined> {
  const { rows } =
    await sql<CertificateRow>`select ${columns} from user_certificate c where c.id = ${id} for update`.execute(
      tx,
    )
  return rows[0] === undefined ? undefined : certificateOf(rows[0])
}

export type NewCertificate = Omit<Certificate, 'id' | 'state' | 'version'>

/** Writes certificates with their first step; answers their ids in the order given. */
export async function insertCertificates(
  tx: Tx,
  certificates: readonly NewCertificate[],
  by: { readonly accountId: number | undefined; readonly name: string },
  now: Instant,
): Promise<number[]> {
  const rows = certificates.map((one, place) => ({
    ...one,
    place,
    courseId: one.courseId ?? null,
    validUntil: one.validUntil ?? null,
    centreId: one.centreId ?? null,
  }))
  const made = await sql<{ id: number }>`
    with given as (select row_number() over (order by place) as n, * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as g (place int, "unitId" bigint, "accountId" bigint, "courseId" bigint, covers text, "instrumentIds" jsonb,
          "centreId" bigint, "classCode" text, level text, "validFrom" date, "validUntil" date, source text, "sourceNo" text)),
    made as (insert into user_certificate (unit_id, account_id, course_id, covers, instrument_ids, centre_id, class_code, level,
        valid_from, valid_until, state, source, source_no, issued_at)
      select "unitId", "accountId", "courseId", covers,
        array(select value::bigint from jsonb_array_elements_text("instrumentIds")), "centreId", "classCode", level,
        "validFrom", "validUntil", 'valid', source, "sourceNo", ${now}::timestamptz from given order by n
      returning unit_id, id),
    noted as (insert into certificate_step (unit_id, certificate_id, no, act, by_account_id, by_name, at)
      select unit_id, id, 1, 'issue', ${by.accountId ?? null}::bigint, ${by.name}::text, ${now}::timestamptz from made)
    select id from made order by id`.execute(tx)
  return made.rows.map(({ id }) => id)
}

/** Puts a certificate into a state and notes why. */
export async function changeCertificate(
  tx: Tx,
  of: Pick<Certificate, 'unitId' | 'id'>,
  change: { readonly state: CertificateState; readonly act: string; readonly reason: string },
  by: { readonly accountId: number | undefined; readonly name: string },
  now: Instant,
): Promise<void> {
  await sql`with changed as (update user_certificate set state = ${change.state}, version = version + 1
      where unit_id = ${of.unitId} and id = ${of.id})
    insert into certificate_step (unit_id, certificate_id, no, act, reason, by_account_id, by_name, at)
    select ${of.unitId}, ${of.id}, coalesce(max(no), 0) + 1, ${change.act}, ${change.reason},
      ${by.accountId ?? null}::bigint, ${by.name}, ${now}::timestamptz
    from certificate_step where unit_id = ${of.unitId} and certificate_id = ${of.id}`.execute(tx)
}

/** Certificates of a person that another one of the same coverage and no lower level takes the place of. */
export async function lockedSameCertificates(
  tx: Tx,
  of: Pick<Certificate, 'unitId' | 'accountId' | 'covers' | 'instrumentIds' | 'centreId' | 'classCode'>,
): Promise<StoredCertificate[]> {
  const { rows } = await sql<CertificateRow>`select ${columns} from user_certificate c
    where c.unit_id = ${of.unitId} and c.account_id = ${of.accountId} and c.state = 'valid' and c.covers = ${of.covers}
      and c.instrument_ids = ${[...of.instrumentIds]}::bigint[] and c.centre_id is not distinct from ${of.centreId ?? null}::bigint
      and c.class_code = ${of.classCode} order by c.id for update`.execute(tx)
  return rows.map(certificateOf)
}

/** A certificate with the words around it. */
export interface CertificateLine extends StoredCertificate {
  readonly zone: string
  readonly holderName: string
  readonly holderUnitName: string | null
  readonly holderUnitNameEn: string | null
  readonly unitName: string
  readonly unitNameEn: string
  readonly covered: readonly CoveredName[]
  readonly steps: readonly {
    readonly act: string
    readonly reason: string
    readonly byName: string
    readonly at: Instant
  }[]
}
type LineRow = CertificateRow & Omit<CertificateLine, keyof StoredCertificate>

export interface CertificateFilter {
  readonly accountId?: number | undefined
  readonly scope?: ScopeFilter | undefined
  readonly words?: string | undefined
  /** As of this day. */
  readonly standing?: { readonly state: string; readonly today: string; readonly soon: string } | undefined
  readonly limit: number
}

const standingClause = (standing: CertificateFilter['standing']) => {
  if (standing === undefined) return sql`true`
  const { state, today, soon } = standing
  if (state === 'expired') return sql`c.state = 'valid' and c.valid_until < ${today}::date`
  if (state === 'expiring')
    return sql`c.state = 'valid' and c.valid_until between ${today}::date and ${soon}::date`
  if (state === 'valid')
    return sql`c.state = 'valid' and (c.valid_until is null or c.valid_until > ${soon}::date)`
  return sql`c.state = ${state}`
}

/** Certificates for people to read: those that end first come first. */
export async function certificateLines(db: Db, filter: CertificateFilter): Promise<CertificateLine[]> {
  const words = filter.words ?? ''
  const like = `%${words.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  const { rows } = await sql<LineRow>`
    select ${columns}, u.time_zone as zone, a.display_name as "holderName", h.name as "holderUnitName",
      h.name_en as "holderUnitNameEn", u.name as "unitName", u.name_en as "unitNameEn", ${coveredNames('c')} as covered,
      (select jsonb_agg(jsonb_build_object('act', s.act, 'reason', s.reason, 'byName', s.by_name,
          'at', floor(extract(epoch from s.at) * 1000)::bigint) order by s.no) from certificate_step s
        where s.unit_id = c.unit_id and s.certificate_id = c.id) as steps
    from user_certificate c join unit u on u.id = c.unit_id join account a on a.id = c.account_id
      left join unit h on h.id = a.unit_id
    where ${filter.accountId === undefined ? sql`true` : sql`c.account_id = ${filter.accountId}`}
      and ${filter.scope === undefined ? sql`true` : coveredWithin(filter.scope, 'c', 'u')}
      and (${words} = '' or a.display_name ilike ${like} or a.login ilike ${like} or c.source_no ilike ${like})
      and ${standingClause(filter.standing)}
    order by (c.state = 'valid') desc, c.valid_until nulls last, c.id desc limit ${filter.limit}`.execute(db)
  return rows.map((row) => ({
    ...certificateOf(row),
    ...{ zone: row.zone, holderName: row.holderName, holderUnitName: row.holderUnitName },
    ...{ holderUnitNameEn: row.holderUnitNameEn, unitName: row.unitName, unitNameEn: row.unitNameEn },
    ...{ covered: row.covered, steps: row.steps },
  }))
}

/** Valid certificates that end within a span of days, a page at a time. */
export async function certificatesEnding(
  db: Db,
  span: { readonly from: string; readonly until: string },
  after: number,
  limit: number,
): Promise<StoredCertificate[]> {
  const { rows } = await sql<CertificateRow>`select ${columns} from user_certificate c
    where c.state = 'valid' and c.valid_until between ${span.from}::date and ${span.until}::date and c.id > ${after}
    order by c.id limit ${limit}`.execute(db)
  return rows.map(certificateOf)
}
