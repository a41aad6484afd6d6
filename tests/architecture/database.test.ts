import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { roles, scopeKinds } from '#kernel/permissions.ts'
import { instrumentStates, versionCauses } from '#modules/registry/domain/instrument.ts'
import { offerStates, waitingKinds, waitingStates } from '#modules/allocation/domain/waiting.ts'
import { keptKinds } from '#modules/booking/domain/kept-time.ts'
import { closureKinds } from '#modules/booking/domain/booking-rules.ts'
import { bookingStatuses, serviceWays } from '#modules/booking/domain/booking.ts'
import { departmentKinds, unitKinds, unitStatuses } from '#modules/organizations/domain/unit.ts'
import { referenceKinds } from '#modules/registry/domain/reference.ts'
import { callings, campaignStates } from '#modules/reporting/domain/campaign.ts'
import { declarationStates, declarationSteps } from '#modules/reporting/domain/declaration-transitions.ts'
import { resourceKinds } from '#modules/registry/domain/resource-record.ts'
import { importStates, rowVerdicts } from '#modules/reporting/domain/ledger-import.ts'
import { suggestionAnswers } from '#modules/reporting/domain/ledger-answers.ts'
import { commentAudiences } from '#modules/reporting/domain/comment-access.ts'
import { drawStates, drawVerdicts } from '#modules/reporting/domain/review-draw.ts'
import { reviewLevels } from '#modules/reporting/domain/review-rules.ts'
import { reportSteps } from '#modules/reporting/domain/report-transitions.ts'
import { appealStates } from '#modules/standing/domain/appeal.ts'
import { outcomes } from '#modules/standing/domain/credit-rules.ts'
import { projectStates } from '#modules/standing/domain/project.ts'
import { sanctionCauses } from '#modules/standing/domain/sanction.ts'
import { sanctionKinds } from '#modules/standing/domain/sanction-kinds.ts'
import { recordStates } from '#modules/usage/domain/service-record-elements.ts'
import { evidenceGrades, useKinds, useStatuses } from '#modules/usage/domain/use.ts'
import { schemaText } from '#platform/db/schema-text.ts'
import { mailStates } from '#platform/mail/mail-outbox.ts'
import { readMigrations } from '#platform/db/migrate.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'

const root = resolve(import.meta.dirname, '../..')
let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

/** The values a column's check allows. */
async function allowed(table: string, column: string): Promise<string[]> {
  const rows = await database.sql<{ text: string }[]>`
    select pg_get_constraintdef(k.oid) as text from pg_constraint k
    join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any (k.conkey)
    where k.contype = 'c' and k.conrelid = ${table}::regclass and a.attname = ${column} and array_length(k.conkey, 1) = 1`
  return rows.flatMap(({ text }) => [...text.matchAll(/'([^']+)'::text/g)].map((match) => match[1] ?? ''))
}

describe('A list of states is written once', () => {
  test.each([
    ['instrument', 'state', instrumentStates],
    ['instrument_version', 'cause', versionCauses],
    ['unit', 'kind', unitKinds],
    ['department', 'kind', departmentKinds],
    ['role_grant', 'scope', scopeKinds],
    ['unit', 'status', unitStatuses],
    ['reference_version', 'kind', referenceKinds],
    ['resource_record', 'kind', resourceKinds],
    ['report_step', 'step', reportSteps],
    ['report_comment', 'audience', commentAudiences],
    ['review_draw', 'level', reviewLevels],
    ['review_draw', 'state', drawStates],
    ['review_draw_member', 'verdict', drawVerdicts],
    ['campaign', 'state', campaignStates],
    ['campaign', 'called', callings],
    ['declaration', 'state', declarationStates],
    ['declaration_step', 'step', declarationSteps],
    ['ledger_import', 'state', importStates],
    ['ledger_import_row', 'verdict', rowVerdicts],
    ['ledger_answer', 'answer', suggestionAnswers],
    ['booking', 'status', bookingStatuses],
    ['booking', 'service_way', serviceWays],
    ['kept_time', 'kind', keptKinds],
    ['waiting_entry', 'kind', waitingKinds],
    ['waiting_entry', 'state', waitingStates],
    ['waiting_offer', 'state', offerStates],
    ['closure', 'kind', closureKinds],
    ['credit_entry', 'outcome', outcomes],
    ['sanction', 'kind', sanctionKinds],
    ['sanction', 'cause', sanctionCauses],
    ['appeal', 'state', appealStates],
    ['priority_project', 'state', projectStates],
    ['use_log', 'status', useStatuses],
    ['use_log', 'kind', useKinds],
    ['use_log', 'evidence', evidenceGrades],
    ['service_record', 'state', recordStates],
    ['service_record', 'evidence', evidenceGrades],
    ['mail_outbox', 'state', mailStates],
  ])('%s.%s holds what the domain lists', async (table, column, domain) => {
    expect((await allowed(table, column)).toSorted()).toEqual([...domain].toSorted())
  })

  test('no role is listed twice', () => {
    expect(new Set(roles).size).toBe(roles.length)
  })
})

describe('Migrations', () => {
  test('that were released are unchanged', async () => {
    const released = JSON.parse(readFileSync(resolve(root, 'db/released.json'), 'utf8')) as Record<
      string,
      string
    >
    const now = Object.fromEntries((await readMigrations()).map(({ name, checksum }) => [name, checksum]))
    expect(Object.fromEntries(Object.keys(released).map((name) => [name, now[name]]))).toEqual(released)
  })

  test('give the schema that db/schema.sql shows', async () => {
    expect(readFileSync(resolve(root, 'db/schema.sql'), 'utf8')).toBe(await schemaText(database.sql))
  })
})
