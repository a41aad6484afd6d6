import type { Grant, Role, ScopeKind } from '#kernel/permissions.ts'
import type { Person, TestApplication } from './application.ts'
import { makeInstrument, makeUnit } from './booking.ts'
import { openRules } from './open-rules.ts'

/** Two units with one thing of every kind, and people of every role in either: the ground of the permission matrix. */
export interface MatrixWorld {
  readonly own: UnitWorld
  readonly other: UnitWorld
  /** Somebody who holds a role over a unit, or over the site when the role is one of the site. */
  holder(role: Role, unit: UnitWorld): Promise<Person>
  readonly plainUser: Person
}

export interface UnitWorld {
  readonly unitId: number
  readonly departmentId: number
  readonly cityCode: string
  readonly instrumentId: number
  /** Ids of things a route may name, by the name of its parameter. */
  readonly ids: Readonly<Record<string, number>>
}

const scopeOfRole: Record<Role, ScopeKind> = {
  system_administrator: 'site',
  province_operator: 'site',
  province: 'site',
  auditor: 'site',
  department: 'department',
  city: 'city',
  unit_administrator: 'unit',
  unit_reporter: 'unit',
  unit_reviewer: 'unit',
  centre_manager: 'unit',
  instrument_lead: 'unit',
  group_lead: 'unit',
}
export const siteRoles = new Set<Role>(['system_administrator', 'province_operator', 'province', 'auditor'])

const scopeIdOf = (scope: ScopeKind, unit: UnitWorld): string =>
  ({ department: String(unit.departmentId), city: unit.cityCode, unit: String(unit.unitId) })[
    scope as 'unit'
  ] ?? ''

async function first(app: TestApplication, text: string, values: readonly unknown[]): Promise<number> {
  const [row] = await app.database.sql.unsafe<{ id: number }[]>(text, values as never[])
  return row?.id ?? 0
}

async function makeThings(app: TestApplication, unitId: number, instrumentId: number, accountId: number) {
  const at = new Date(app.clock.now()).toISOString()
  const insert = (text: string, ...values: unknown[]) => first(app, text, values)
  const fileId = await insert(
    `insert into stored_file (unit_id, name, media_type, size_bytes, sha256, purpose) values ($1, 'a.csv', 'text/csv', 1, '', 'ledger') returning id`,
    unitId,
  )
  const bookingId = await insert(
    `insert into booking (unit_id, instrument_id, account_id, starts_at, ends_at, status, purpose, created_at)
     values ($1, $2, $3, '2026-11-25T02:00:00Z', '2026-11-25T03:00:00Z', 'confirmed', 'x', $4) returning id`,
    unitId,
    instrumentId,
    accountId,
    at,
  )
  const useId = await insert(
    `insert into use_log (unit_id, instrument_id, account_id, started_at, ended_at, measuring_minutes, evidence, status, created_at)
     values ($1, $2, $3, '2026-11-20T02:00:00Z', '2026-11-20T03:00:00Z', 60, 'logged', 'finished', $4) returning id`,
    unitId,
    instrumentId,
    accountId,
    at,
  )
  const recordId = await insert(
    `insert into service_record (unit_id, record_no, instrument_id, use_id, account_id, service_type, started_at, ended_at, year,
       effective_minutes, evidence, state, elements, created_at, updated_at)
     values ($1, $2, $3, $4, $5, 120, '2026-11-20T02:00:00Z', '2026-11-20T03:00:00Z', 2026, 60, 'logged', 'to_complete', '{}', $6, $6) returning id`,
    unitId,
    `R-${unitId}`,
    instrumentId,
    useId,
    accountId,
    at,
  )
  const closureId = await insert(
    `insert into closure (unit_id, instrument_id, starts_at, ends_at, kind, created_at)
     values ($1, $2, '2026-12-25T02:00:00Z', '2026-12-25T03:00:00Z', 'closure', $3) returning id`,
    unitId,
    instrumentId,
    at,
  )
  const centreId = await insert(
    `insert into centre (unit_id, name) values ($1, 'Centre') returning id`,
    unitId,
  )
  const templateId = await insert(
    `insert into booking_template (unit_id, name, rules, changed_at) values ($1, 'Usual', $2::jsonb, $3) returning id`,
    unitId,
    JSON.stringify(openRules),
    at,
  )
  const groupId = await insert(
    `insert into research_group (unit_id, name) values ($1, 'Group') returning id`,
    unitId,
  )
  const contactId = await insert(
    `insert into contact (unit_id, duty, name) values ($1, 'desk', 'A desk') returning id`,
    unitId,
  )
  const resourceId = await insert(
    `insert into resource_record (unit_id, kind, inner_id, dictionary, elements, state, created_at, updated_at)
     values ($1, '1', 'C-1', 'g2-1-2019', '{"innerId":"C-1","cname":"Centre"}', 'draft', $2, $2) returning id`,
    unitId,
    at,
  )
  const importId = await insert(
    `insert into ledger_import (unit_id, file_id, state, dictionary, started_by, started_by_name, started_at)
     values ($1, $2, 'checked', 'g2-4-2019', $3, 'x', $4) returning id`,
    unitId,
    fileId,
    accountId,
    at,
  )
  const campaignId = await insert(
    `insert into campaign (name, state, rule_set, kinds, called, called_ids, report_by, prompt_before_days, prompt_every_days,
       created_by_name, created_at, opened_at)
     values ('Campaign', 'open', '2022.1', '{4}', 'units', array[$1::text], '2026-12-31', '{7}', 7, 'x', $2, $2) returning id`,
    String(unitId),
    at,
  )
  const [entry] = await app.database.sql<{ id: number }[]>`
    insert into credit_entry (account_id, unit_id, instrument_id, outcome, occasion, once_key, points_by_rule, points,
      balance_after, rules_version, happened_at, created_at)
    values (${accountId}, ${unitId}, ${instrumentId}, 'late', 'use:1', 'late use:1 0', -2, -2, 98, '2026.1', ${at}, ${at})
    returning id`
  const entryId = entry?.id ?? 0
  const sanctionId = await insert(
    `insert into sanction (unit_id, account_id, kind, instrument_id, cause, once_key, starts_at, ends_at, created_at)
     values ($1, $2, 'instrument', $4, 'manual', 'x', $3, '2099-01-01T00:00:00Z', $3) returning id`,
    unitId,
    accountId,
    at,
    instrumentId,
  )
  const appealId = await insert(
    `insert into appeal (unit_id, account_id, entry_id, reason, state, created_at)
     values ($1, $2, $3, 'x', 'waiting', $4) returning id`,
    unitId,
    accountId,
    entryId,
    at,
  )
  const projectId = await insert(
    `insert into priority_project (account_id, unit_id, level, number, title, proof_file_id, valid_until, state, created_at, updated_at)
     values ($1, $2, 'basic_research', 'x', 'x', $3, '2027-12-31', 'waiting', $4, $4) returning id`,
    accountId,
    unitId,
    fileId,
    at,
  )
  await app.database.sql`insert into campaign_unit (campaign_id, unit_id) values (${campaignId}, ${unitId})`
  const declarationId = await insert(
    `insert into declaration (unit_id, state, reason, rules_version, valid_from, valid_until, secret_count, written_by_name, created_at, updated_at)
     values ($1, 'draft', 'secret', '2022.1', '2026-01-01', '2026-12-31', 2, 'x', $2, $2) returning id`,
    unitId,
    at,
  )
  const certificateId = await insert(
    `insert into user_certificate (unit_id, account_id, covers, instrument_ids, level, valid_from, state, source, issued_at)
     values ($1, $2, 'instruments', array[$3::bigint], 'guided', '2026-01-01', 'valid', 'lead', $4) returning id`,
    unitId,
    accountId,
    instrumentId,
    at,
  )
  const courseId = await insert(
    `insert into training_course (unit_id, title, covers, instrument_ids, level, online, needs_practical, state, created_at)
     values ($1, 'Course', 'instruments', array[$2::bigint], 'guided', false, true, 'open', $3) returning id`,
    unitId,
    instrumentId,
    at,
  )
  const questionId = await insert(
    `insert into training_question (unit_id, course_id, kind, body, options) values ($1, $2, 'single', 'x', '[]') returning id`,
    unitId,
    courseId,
  )
  const sessionId = await insert(
    `insert into training_session (unit_id, course_id, starts_at, ends_at, seats, state)
     values ($1, $2, '2026-12-01T02:00:00Z', '2026-12-01T03:00:00Z', 5, 'planned') returning id`,
    unitId,
    courseId,
  )
  const checkId = await insert(
    `insert into practical_check (unit_id, course_id, account_id, state, asked_at) values ($1, $2, $3, 'waiting', $4) returning id`,
    unitId,
    courseId,
    accountId,
    at,
  )
  const attemptId = await insert(
    `insert into exam_attempt (unit_id, course_id, account_id, no, seed, paper, pass_percent, state, started_at, deadline_at)
     values ($1, $2, $3, 1, 'x', '[]', 80, 'running', $4, $4) returning id`,
    unitId,
    courseId,
    accountId,
    at,
  )
  await app.database
    .sql`insert into instrument_version (unit_id, instrument_id, version, elements, changed_by_name, changed_at, cause)
    values (${unitId}, ${instrumentId}, 1, '{"cname":"Microscope"}', 'x', ${app.clock.now()}, 'form') on conflict do nothing`
  return {
    fileId,
    bookingId,
    useId,
    recordId,
    closureId,
    centreId,
    templateId,
    groupId,
    contactId,
    importId,
    campaignId,
    declarationId,
    certificateId,
    ...{ courseId, questionId, sessionId, checkId, attemptId },
    entryId,
    sanctionId,
    appealId,
    projectId,
    resourceId,
    unitId,
    instrumentId,
    accountId,
  }
}

async function makeUnitWorld(app: TestApplication, cityCode: string): Promise<UnitWorld> {
  const unitId = await makeUnit(app)
  const departmentId = await first(
    app,
    `insert into department (key, name, kind) values ($1, $2, 'other') returning id`,
    [`d${unitId}`, `Department ${unitId}`],
  )
  await app.database
    .sql`update unit set department_id = ${departmentId}, city_code = ${cityCode} where id = ${unitId}`
  const instrumentId = await makeInstrument(app, unitId)
  const member = await app.person({ unitId })
  const ids = await makeThings(app, unitId, instrumentId, member.accountId)
  return { unitId, departmentId, cityCode, instrumentId, ids }
}

/** Makes the two units and the people. */
export async function makeMatrixWorld(app: TestApplication): Promise<MatrixWorld> {
  const own = await makeUnitWorld(app, '440100')
  const other = await makeUnitWorld(app, '440300')
  const holders = new Map<string, Promise<Person>>()
  return {
    own,
    other,
    plainUser: await app.person(),
    holder(role, unit) {
      const scope = scopeOfRole[role]
      const key = `${role} ${scopeIdOf(scope, unit)}`
      const grant: Grant = { role, scope, scopeId: scopeIdOf(scope, unit) }
      const made = holders.get(key) ?? app.person({ unitId: unit.unitId, grants: [grant] })
      holders.set(key, made)
      return made
    },
  }
}
