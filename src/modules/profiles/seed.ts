import type { Instant } from '#kernel/time.ts'
import type { Sql } from '#platform/db/connect.ts'
import { copyRows, moveSequence, rowsOf, timeCell } from '#platform/db/copy.ts'
import type { Norm, Qualification, Technician } from './data/entry-repository.ts'

/** The door for src/main's demonstration data: loads whole tables into an empty database. */
export interface SeedRule {
  readonly unitId: number
  readonly kind: string
  readonly version: number
  readonly title: string
  readonly titleEn: string
  readonly effectiveFrom: string
  readonly body: string
  readonly publishedByName: string
  readonly publishedAt: Instant
}
type OfUnit<T> = T & { readonly unitId: number }
export interface SeedProfiles {
  readonly rules: readonly SeedRule[]
  readonly technicians: readonly OfUnit<Technician>[]
  readonly qualifications: readonly OfUnit<Qualification>[]
  readonly norms: readonly OfUnit<Norm>[]
}

const list = (ids: readonly number[]): string => `{${ids.join(',')}}`
const numbered = <T>(all: readonly T[]) => all.map((one, i) => ({ one, id: i + 1 }))

const ruleColumns = ['unit_id', 'id', 'kind', 'version', 'title', 'title_en', 'effective_from', 'body']
const technicianColumns = [
  'unit_id',
  'id',
  'name',
  'title',
  'skills',
  'account_id',
  'instrument_ids',
  'centre_ids',
]
const qualificationColumns = ['unit_id', 'id', 'kind', 'number', 'scope', 'valid_from', 'valid_until']
const normColumns = ['unit_id', 'id', 'number', 'title', 'title_en', 'instrument_ids']

export async function seedProfiles(sql: Sql, all: SeedProfiles): Promise<void> {
  await copyRows(
    sql,
    'unit_rule',
    [...ruleColumns, 'published_by_name', 'published_at'],
    rowsOf(numbered(all.rules), ({ one, id }) => [
      ...[one.unitId, id, one.kind, one.version, one.title, one.titleEn, one.effectiveFrom, one.body],
      ...[one.publishedByName, timeCell(one.publishedAt)],
    ]),
  )
  await copyRows(
    sql,
    'technician',
    technicianColumns,
    rowsOf(numbered(all.technicians), ({ one, id }) => [
      ...[one.unitId, id, one.name, one.title, one.skills, one.accountId],
      ...[list(one.instrumentIds), list(one.centreIds)],
    ]),
  )
  await copyRows(
    sql,
    'qualification',
    [...qualificationColumns, 'instrument_ids', 'centre_ids'],
    rowsOf(numbered(all.qualifications), ({ one, id }) => [
      ...[one.unitId, id, one.kind, one.number, one.scope, one.validFrom, one.validUntil],
      ...[list(one.instrumentIds), list(one.centreIds)],
    ]),
  )
  await copyRows(
    sql,
    'norm',
    normColumns,
    rowsOf(numbered(all.norms), ({ one, id }) => [
      ...[one.unitId, id, one.number, one.title, one.titleEn, list(one.instrumentIds)],
    ]),
  )
  for (const table of ['unit_rule', 'technician', 'qualification', 'norm']) await moveSequence(sql, table)
}
