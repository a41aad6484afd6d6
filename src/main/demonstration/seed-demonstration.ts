import { type Clock, dateIn, day as dayLength, hour, instant, instantAt, type Instant } from '#kernel/time.ts'
import { fillCatalogue, type Openness } from '#modules/catalogue/seed.ts'
import { finishBookings } from '#modules/booking/seed.ts'
import { seedAccounts, seedAuditEntries, type SeedAuditEntry, seedGrants } from '#modules/identity/seed.ts'
import {
  seedCentres,
  seedContacts,
  seedDepartments,
  seedGroups,
  seedUnits,
} from '#modules/organizations/seed.ts'
import { loadReference } from '#modules/registry/module.ts'
import { seedProfiles } from '#modules/profiles/seed.ts'
import { seedQualification } from '#modules/qualification/seed.ts'
import { seedPriorityUses, seedProof, seedStanding } from '#modules/standing/seed.ts'
import {
  finishInstruments,
  openJudge,
  seedResourceRecords,
  supervisedInstruments,
} from '#modules/registry/seed.ts'
import {
  fillDeclarations,
  finishReportSteps,
  sampleRule,
  seedComments,
  seedDraw,
  seedRecordSteps,
} from '#modules/reporting/seed.ts'
import { fillOrders } from '#modules/orders/seed.ts'
import { seedNotices } from '#modules/portal/seed.ts'
import { snapshotAt } from '#modules/statistics/seed.ts'
import { finishUses, rebuildSums } from '#modules/usage/seed.ts'
import { type Database, inTransaction, type Sql } from '#platform/db/connect.ts'
import { emptyTables } from '#platform/db/empty.ts'
import { hashPassword } from '#platform/security/password.ts'
import { writeSetting } from '#platform/settings/settings.ts'
import { auditOf } from './audit-plan.ts'
import { type Batch, loadBatch, Planner, type Province } from './batch.ts'
import { loadCampaigns } from './campaigns.ts'
import { loadChannels } from './channels.ts'
import { type Chance, chanceOf } from './chance.ts'
import { type DemoContent, readContent } from './content.ts'
import { planInstruments } from './instruments-plan.ts'
import { recordSteps } from './record-steps-plan.ts'
import { planRecords } from './records-plan.ts'
import { type PlannedCentre, type PlannedUnit, planUnits } from './organizations-plan.ts'
import { type People, planPeople, shownUnit } from './people-plan.ts'
import { planProfiles } from './profiles-plan.ts'
import { crowdOf } from './regulars.ts'
import { planStanding } from './standing-plan.ts'
import { planTraining } from './training-plan.ts'
import { planComments, planDraws } from './review-plan.ts'
import { demonstrationPassword, shownAccounts, siteSetting } from './shown-accounts.ts'
import { demoDays, officeTime } from './working-days.ts'

export interface DemonstrationOptions {
  /** The day it plays on; today in the province by default. */
  readonly day?: string
  readonly instruments?: number
  readonly users?: number
  /** One line for people each time something is done. */
  readonly progress?: (line: string) => void
}
export interface DemonstrationCounts {
  readonly units: number
  readonly people: number
  readonly instruments: number
  readonly bookings: number
  readonly records: number
}

const zone = 'Asia/Shanghai'
const batchSize = 500
/** Beyond these, instruments exist and can be booked, but have no past: a year of theirs would take minutes to load. */
const livelyInstruments = 3_000

/** The moment it plays at: now on the day of today, the afternoon of any other day. */
function momentOf(clock: Clock, day: string | undefined): { today: string; now: Instant } {
  const now = instant(Math.floor(clock.now() / 60_000) * 60_000)
  const today = day ?? dateIn(now, zone)
  return { today, now: day === undefined ? now : instantAt(today, '14:30', zone) }
}

async function loadOrganizations(
  sql: Sql,
  content: DemoContent,
  units: readonly PlannedUnit[],
  people: People,
  since: Instant,
): Promise<void> {
  await seedDepartments(
    sql,
    content.departments.map((one, i) => ({ ...one, id: i + 1, nameEn: one.name_en, cityCode: one.city })),
  )
  // two of five did so lately, the others not since they joined
  const lately = instant(since + 250 * dayLength)
  await seedUnits(
    sql,
    units.map((unit) => ({ ...unit, editedAt: unit.id % 5 < 2 ? lately : undefined })),
    since,
  )
  await seedCentres(
    sql,
    units.flatMap((unit) => unit.centres.map((centre) => ({ ...centre, unitId: unit.id }))),
  )
  await seedAccounts(sql, people.everybody, await hashPassword(demonstrationPassword), since)
  await seedGroups(sql, people.groups)
  await seedContacts(
    sql,
    [...people.byUnit.values()].flatMap(({ unit, administrator, reporter }) => [
      { ...contactOf(administrator), unitId: unit.id, duty: '开放共享负责人' },
      { ...contactOf(reporter), unitId: unit.id, duty: '数据填报联系人' },
    ]),
  )
}

const contactOf = ({ displayName, phone, email }: People['everybody'][number]) => ({
  name: displayName,
  phone,
  email,
})

async function loadInstruments(
  sql: Sql,
  province: Province,
  people: People,
  count: number,
  progress: (line: string) => void,
): Promise<{
  planner: Planner
  audit: SeedAuditEntry[]
  bookings: number
  records: number
  byUnit: Map<number, { id: number; centre: PlannedCentre | undefined; name: string }[]>
}> {
  const byUnit = new Map<number, { id: number; centre: PlannedCentre | undefined; name: string }[]>()
  const planner = new Planner(province)
  const accounts = new Map(people.everybody.map((person) => [person.id, person]))
  const audit: SeedAuditEntry[] = []
  let made = 0
  let bookings = 0
  let records = 0
  const load = async (batch: Batch) => {
    bookings += batch.bookings.length
    records += batch.records.length
    audit.push(...auditOf(batch, accounts, province.now))
    await loadBatch(sql, batch)
    progress(`仪器 instruments ${made}/${count} · 预约 bookings ${bookings}`)
  }
  for (const instrument of planInstruments(
    province.chance,
    province.content,
    people,
    province.today,
    count,
  )) {
    planner.add(instrument, instrument.id <= livelyInstruments)
    const { id, centre, unit, type } = instrument
    const listed = byUnit.get(unit.id) ?? []
    listed.push({ id, centre, name: type.cname })
    byUnit.set(unit.id, listed)
    if (++made % batchSize === 0) await load(planner.taken())
  }
  await load(planner.taken())
  return { planner, audit, bookings, records, byUnit }
}

/** Comments and draws on what is under review. */
async function loadReviews(sql: Sql, people: People, planner: Planner, now: number): Promise<void> {
  const accounts = new Map(people.everybody.map((person) => [person.id, person]))
  const departments = people.grants.flatMap(({ accountId, role, scopeId }) => {
    const person = role === 'department' ? accounts.get(accountId) : undefined
    return person === undefined ? [] : [[Number(scopeId), person] as const]
  })
  const { operator } = people.office
  await seedComments(
    sql,
    planComments(planner.reviewed, { operator, departments: new Map(departments), now }),
  )
  for (const draw of planDraws(planner.reviewed, { operator, rule: await sampleRule(sql), now }))
    await seedDraw(sql, draw)
}

/** Courses and certificates around the lead of the shown unit. */
async function loadTraining(
  sql: Sql,
  { now, today }: Province,
  people: People,
  planner: Planner,
): Promise<void> {
  const byLogin = new Map(people.everybody.map((person) => [person.login, person]))
  const lead = byLogin.get('lead')
  const own = planner.grants.filter(
    ({ accountId, role }) => accountId === lead?.id && role === 'instrument_lead',
  )
  const instrumentIds = own.map(({ scopeId }) => Number(scopeId))
  if (lead?.unitId === undefined || instrumentIds.length < 3) return
  const accountOf = (login: string) => byLogin.get(login)?.id ?? lead.id
  const ground = { unitId: lead.unitId, instrumentIds, lead, accountOf, today, now: instant(now) }
  await seedQualification(sql, planTraining(ground))
}

/** Credit, sanctions, appeals and projects around the shown unit. */
async function loadStanding(sql: Sql, { now, today }: Province, people: People, planner: Planner) {
  const byLogin = new Map(people.everybody.map((person) => [person.login, person]))
  const shown = people.byUnit.get(shownUnit)
  const [lead, grouplead] = [byLogin.get('lead'), byLogin.get('grouplead')]
  const stranger = people.outsiders.at(-1)
  const instrumentIds = planner.grants
    .filter(({ accountId, role }) => accountId === lead?.id && role === 'instrument_lead')
    .map(({ scopeId }) => Number(scopeId))
  if (!shown || !lead || !grouplead || !stranger || instrumentIds.length < 2) return
  const proofFileId = await seedProof(sql, shownUnit, grouplead.id)
  const accountOf = (login: string) => byLogin.get(login)?.id ?? lead.id
  const who = { leadId: lead.id, administratorId: shown.administrator.id, strangerId: stranger.id, accountOf }
  const ground = { unitId: shownUnit, instrumentIds, today, now: instant(now), proofFileId, ...who }
  await seedStanding(sql, planStanding(ground))
  await seedPriorityUses(sql, { accountId: grouplead.id, projectId: 1, level: 'national_key', most: 12 })
}

/** What units report besides instruments. */
async function loadRecords(
  sql: Sql,
  db: Database['db'],
  { chance, now, today }: Pick<Province, 'chance' | 'now' | 'today'>,
  people: People,
): Promise<void> {
  const supervised = await supervisedInstruments(sql)
  const year = Number(today.slice(0, 4)) - 1
  const records = planRecords({ chance: chance.fork('records'), people, supervised, now: instant(now), year })
  await seedResourceRecords(sql, db, today, records)
  await seedRecordSteps(sql, recordSteps(records, people))
}

/** Everything in one transaction: a start that is killed half way begins again from nothing. */
async function loadAll(
  sql: Sql,
  province: Omit<Province, 'crowd' | 'operator'> & Pick<Database, 'db'>,
  options: DemonstrationOptions,
): Promise<{ counts: DemonstrationCounts; openness: readonly Openness[]; operator: string }> {
  const { chance, content, now } = province
  const progress = options.progress ?? (() => undefined)
  const units = planUnits(content)
  const people = planPeople(chance.fork('people'), content, units, options.users ?? 2_000)
  const crowd = crowdOf(people, units)
  const since = province.calendar[0]?.start ?? instant(now)
  await loadOrganizations(sql, content, units, people, since)
  progress(`单位 units ${units.length} · 账号 accounts ${people.everybody.length}`)
  const count = options.instruments ?? 3_000
  const whole = { ...province, crowd, operator: people.office.operator }
  const loaded = await loadInstruments(sql, whole, people, count, progress)
  const { planner, audit, bookings, records } = loaded
  const ground = { ...province, chance: chance.fork('profiles') }
  await seedProfiles(sql, planProfiles(ground, people.byUnit.values(), loaded.byUnit))
  await seedGrants(sql, [...people.grants, ...planner.grants], since)
  await seedAuditEntries(sql, audit)
  await finishInstruments(sql)
  await finishReportSteps(sql)
  await loadReviews(sql, people, planner, now)
  await loadRecords(sql, province.db, whole, people)
  await loadTraining(sql, whole, people, planner)
  await loadStanding(sql, whole, people, planner)
  await finishBookings(sql)
  await finishUses(sql)
  await seedNotices(
    sql,
    content.notices.map((notice, i) => ({
      id: i + 1,
      title: notice.title.zh,
      titleEn: notice.title.en,
      body: notice.body.zh,
      bodyEn: notice.body.en,
      source: notice.source.zh,
      sourceEn: notice.source.en,
      publishedAt: instant(
        Math.min(
          now - hour,
          officeTime(instantAt(province.today, '00:00', zone), 0) + notice.dayOffset * dayLength,
        ),
      ),
      createdBy: people.office.operator.id,
    })),
  )
  await writeSetting(sql, 'demonstration_accounts', shownAccounts(people, crowd.unitNames))
  await writeSetting(sql, 'demonstration', unfinished)
  await writeSetting(sql, 'site', siteSetting)
  const counts = {
    units: units.length,
    people: people.everybody.length,
    instruments: count,
    bookings,
    records,
  }
  return { counts, openness: planner.openness, operator: people.office.operator.displayName }
}

async function inOneTransaction<T>(database: Database, work: (sql: Sql) => Promise<T>): Promise<T> {
  const connection = await database.sql.reserve()
  try {
    await connection`begin`
    await connection`set local statement_timeout = 0`
    const result = await work(connection)
    await connection`commit`
    return result
  } catch (error) {
    await connection`rollback`
    throw error
  } finally {
    connection.release()
  }
}

/** What stands in the settings between the load and the making of what is derived from it. */
const unfinished = { enabled: false, unfinished: true }

/** Whether nothing stands in the way: no unit and no account, or only a demonstration whose making was cut off. */
export async function isEmpty(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ empty: boolean }[]>`
    select not exists (select from unit) and not exists (select from account)
      or exists (select from site_setting where key = 'demonstration' and value ? 'unfinished') as empty`
  return row?.empty === true
}

/** Throws away everything but the reference data. */
export const forget = (sql: Sql): Promise<void> => emptyTables(sql, ['reference_version', 'code_entry'])

/** The first day of each of the months up to this one, in the morning. */
function monthsBefore(now: Instant, count: number): Instant[] {
  const first = Temporal.PlainDate.from(dateIn(now, zone)).with({ day: 1 })
  return Array.from({ length: count }, (_, i) =>
    instantAt(first.subtract({ months: count - 1 - i }).toString(), '03:20', zone),
  )
}

/** What follows from the loaded rows: the catalogue, the prepared sums, the campaigns and months with their figures. */
async function derive(
  { db, sql }: Database,
  openness: readonly Openness[],
  now: Instant,
  operator: string,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    await fillCatalogue(tx, openness, dateIn(now, zone))
    await rebuildSums(tx)
    await fillDeclarations(tx, now)
    await fillOrders(tx, now)
    await loadCampaigns(tx, now, operator, zone)
  })
  // the months before, computed from what was there by then; statistics of the tables first
  await sql`analyze`
  await inTransaction(db, async (tx) => {
    for (const at of monthsBefore(now, 12)) await snapshotAt(tx, at)
  })
  await writeSetting(sql, 'demonstration', { enabled: true, password: demonstrationPassword })
}

/** Fills an empty database with a province on a real day; the same day gives the same data. */
export async function seedDemonstration(
  around: { readonly database: Database; readonly clock: Clock },
  options: DemonstrationOptions = {},
): Promise<DemonstrationCounts> {
  const { database, clock } = around
  if (!(await isEmpty(database.sql))) throw new Error('The database holds data already')
  await forget(database.sql)
  const { today, now } = momentOf(clock, options.day)
  await loadReference({ db: database.db })
  const content = await readContent()
  const chance: Chance = chanceOf(`province on ${today}`)
  const calendar = demoDays(today, 365, 21, content.holidays, zone)
  const judge = await openJudge(database.db, today)
  const { counts, openness, operator } = await inOneTransaction(database, (sql) =>
    loadAll(sql, { db: database.db, chance, content, calendar, today, now, zone, ...judge }, options),
  )
  options.progress?.('目录与统计 catalogue and figures')
  await derive(database, openness, now, operator)
  await loadChannels(database.sql, now)
  return counts
}
