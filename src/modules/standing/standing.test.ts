import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { day, minute } from '#kernel/time.ts'
import type { Person } from '../../../tests/support/application.ts'
import { useScene, type UseScene } from '../../../tests/support/use-scene.ts'
import { openRules } from '../../../tests/support/open-rules.ts'

interface Standing {
  balance: number
  entries: { id: number; outcome: string; points: number; undone: string; appealUntil?: string }[]
  sanctions: { id: number; kind: string; cause: string; standing: string; version: number }[]
  appeals: { id: number; state: string; version: number; decisionNote: string }[]
}
let scene: UseScene
let administrator: Person
beforeAll(async () => {
  scene = await useScene({ now: '2026-11-23T01:00:00Z' })
  const { app, units, instruments } = scene
  administrator = await app.member(units.alpha, 'unit_administrator')
  await app.database
    .sql`insert into booking_rules (unit_id, instrument_id, version, effective_from, bookable, rules, changed_at)
    values (${units.alpha}, ${instruments.first}, 1, '2020-01-01', true, ${JSON.stringify({ ...openRules, noticeMinutes: 0, openTo: ['own_unit', 'university', 'individual'] })}::jsonb, now())`
})
afterAll(() => scene.app.close())

const standing = async (who: Person) => {
  await scene.app.settle()
  return (await who.call<Standing>('GET', '/api/v1/account/standing')).body
}
const somebody = () => scene.app.person({ unitId: scene.units.alpha })
/** Books a slot that begins now, lets it pass and marks it as missed. */
async function missedBooking(who: Person, instrumentId = scene.instruments.second): Promise<number> {
  const id = await scene.booking(who.accountId, { startsIn: 0, minutes: 60 }, { instrumentId })
  await scene.later(61)
  expect((await scene.people.lead.call('POST', `/api/v1/bookings/${id}/no-show`)).status).toBeLessThan(300)
  return id
}

describe('The ledger of a person', () => {
  test('counts a missed booking once, also when the news comes twice', async () => {
    const who = await somebody()
    const bookingId = await missedBooking(who)
    expect(await standing(who)).toMatchObject({ balance: 90, entries: [{ outcome: 'no_show', points: -10 }] })
    const payload = {
      bookingId,
      instrumentId: scene.instruments.second,
      accountId: who.accountId,
      start: 0,
      end: 1,
    }
    await scene.app.database.sql`insert into outbox_event (type, unit_id, payload)
      values ('booking.missed', ${scene.units.alpha}, ${JSON.stringify(payload)}::jsonb)`
    expect((await standing(who)).entries.length).toBe(1)
  })

  test('follows a use that is late, corrected, and taken back', async () => {
    const who = await somebody()
    const { lead } = scene.people
    const id = await scene.booking(who.accountId, { startsIn: 0, minutes: 120 })
    await scene.later(20)
    const started = await who.call<{ id: number; useId: number }>('POST', `/api/v1/bookings/${id}/check-in`)
    expect(started.status).toBeLessThan(300)
    const [row] = await scene.app.database.sql<
      { id: number }[]
    >`select id from use_log where booking_id = ${id}`
    await scene.later(95)
    expect((await who.call('POST', `/api/v1/uses/${row?.id}/check-out`, {})).status).toBeLessThan(300)
    expect(await standing(who)).toMatchObject({ balance: 98, entries: [{ outcome: 'late', points: -2 }] })
    const [use] = await scene.app.database.sql<{ version: number; started: number }[]>`
      select version, started_at as started from use_log where id = ${row?.id ?? 0}`
    const corrected = await lead.call('POST', `/api/v1/uses/${row?.id}/corrections`, {
      ...{ version: use?.version, reason: '钟快了' },
      startedAt: new Date((use?.started ?? 0) - 10 * minute).toISOString(),
    })
    expect(corrected.status).toBeLessThan(300)
    const after = await standing(who)
    expect(after.balance).toBe(101)
    expect(after.entries.map(({ outcome }) => outcome)).toEqual(['normal_use', 'undone', 'late'])
    const [again] = await scene.app.database.sql<
      { version: number }[]
    >`select version from use_log where id = ${row?.id ?? 0}`
    const voided = await lead.call('POST', `/api/v1/uses/${row?.id}/void`, {
      version: again?.version,
      reason: '登记有误',
    })
    expect(voided.status).toBeLessThan(300)
    expect((await standing(who)).balance).toBe(100)
  })

  test('counts feedback that does not come in time, once', async () => {
    const who = await somebody()
    const { sql } = scene.app.database
    const { alpha: unitId } = scene.units
    await sql`insert into feedback_due (unit_id, use_id, instrument_id, account_id, due_at)
      values (${unitId}, 777001, ${scene.instruments.first}, ${who.accountId}, ${scene.app.clock.now()})`
    const { jobs } = scene.app.application
    for (let round = 0; round < 2; round++) {
      await scene.app.deps.jobs.enqueue(scene.app.deps.db as never, 'standing.missing-feedback', {})
      expect((await standing(who)).balance).toBe(99)
    }
    expect(jobs).toBeDefined()
  })

  test('gives points back with time, up to the start', async () => {
    const who = await somebody()
    await missedBooking(who)
    expect((await standing(who)).balance).toBe(90)
    const regain = async () => {
      await scene.later(30 * 24 * 60 + 1)
      await scene.app.deps.jobs.enqueue(scene.app.deps.db as never, 'standing.regain-points', {})
      return (await standing(who)).balance
    }
    expect([await regain(), await regain(), await regain()]).toEqual([95, 100, 100])
  })
})

describe('The gate of a booking', () => {
  beforeEach(
    () => scene.app.database.sql`delete from booking where instrument_id = ${scene.instruments.first}`,
  )
  const slot = () => {
    const start = Math.ceil((scene.app.clock.now() + day) / (60 * minute)) * 60 * minute
    return { start: new Date(start).toISOString(), end: new Date(start + 60 * minute).toISOString() }
  }
  const book = (who: Person, more = {}) =>
    who.call<{ id: number; errors: { code: string }[] }>(
      'POST',
      `/api/v1/instruments/${scene.instruments.first}/bookings`,
      {
        ...{ purpose: '测试', ...slot(), ...more },
      },
    )
  const codes = (answer: { body: unknown }) =>
    ((answer.body as { refusals?: { code: string }[] }).refusals ?? []).map(({ code }) => code)
  const bar = (who: Person) => scene.app.database.sql`insert into sanction
    (unit_id, account_id, kind, instrument_id, cause, once_key, reason, starts_at, ends_at, created_at)
    values (${scene.units.alpha}, ${who.accountId}, 'instrument', ${scene.instruments.first}, 'manual', ${`t${who.accountId}`},
      '多次违规', ${scene.app.clock.now()}, ${scene.app.clock.now() + 30 * day}, ${scene.app.clock.now()})`

  test('keeps who is barred from making and moving a booking, and from being granted one', async () => {
    const who = await somebody()
    const made = await book(who)
    expect(made.status).toBe(201)
    await bar(who)
    expect(codes(await book(who))).toContain('standing.barred')
    const move = { ...slot(), version: 1 }
    expect(codes(await who.call('PUT', `/api/v1/bookings/${made.body.id}/slot`, move))).toContain(
      'standing.barred',
    )
    await scene.app.database.sql`update booking set status = 'pending' where id = ${made.body.id}`
    const decision = { approve: true, version: 1 }
    expect(
      codes(await scene.people.lead.call('POST', `/api/v1/bookings/${made.body.id}/decision`, decision)),
    ).toContain('standing.barred')
  })

  test('does not know a sanction at another unit’s instrument, nor one that is over', async () => {
    const who = await somebody()
    await bar(who)
    await scene.app.database.sql`update sanction set ends_at = starts_at where account_id = ${who.accountId}`
    expect((await book(who)).status).toBe(201)
  })

  test('keeps nobody from the instruments they manage', async () => {
    const { lead } = scene.people
    await scene.app.database.sql`insert into credit_account (account_id, balance, quiet_since)
      values (${lead.accountId}, 10, now())`
    expect((await book(lead)).status).toBe(201)
  })

  test('asks for a balance', async () => {
    const who = await somebody()
    await scene.app.database.sql`insert into credit_account (account_id, balance, quiet_since)
      values (${who.accountId}, 59, now())`
    expect(codes(await book(who))).toEqual(['standing.credit_too_low'])
  })
})

describe('An appeal', () => {
  test('goes from a missed booking to points given back, and lifts what rested on them', async () => {
    const who = await somebody()
    for (let times = 0; times < 3; times++) await missedBooking(who)
    const before = await standing(who)
    expect(before).toMatchObject({ balance: 70 })
    expect(before.sanctions.map(({ kind, standing }) => `${kind} ${standing}`)).toEqual([
      'instrument in_force',
      'message over',
    ])
    const entryId = before.entries[0]?.id
    const written = await who.call<{ id: number }>('POST', '/api/v1/account/appeals', {
      entryId,
      reason: '地铁停运，有证明',
    })
    expect(written.status).toBe(201)
    const twice = await who.call('POST', '/api/v1/account/appeals', { entryId, reason: '再说一次' })
    expect(twice.status).toBe(409)
    const decide = (by: Person, grant = true) =>
      by.call('POST', `/api/v1/appeals/${written.body.id}/decision`, { grant, note: '属实', version: 1 })
    const foreign = await scene.app.member(scene.units.beta, 'unit_administrator')
    expect((await decide(foreign)).status).toBe(403)
    expect((await decide(scene.people.lead)).status).toBe(403)
    expect((await decide(administrator)).status).toBe(204)
    expect((await decide(administrator)).status).toBe(409)
    const after = await standing(who)
    expect(after.balance).toBe(80)
    expect(after.entries.find(({ id }) => id === entryId)?.undone).toBe('appeal')
    expect(after.sanctions.map(({ standing }) => standing)).toEqual(['lifted', 'lifted'])
    expect(after.appeals).toMatchObject([{ state: 'granted', decisionNote: '属实' }])
  })

  test('is about one’s own entries, in time, and not decided by who noted them', async () => {
    const who = await somebody()
    const bookingId = await scene.booking(
      who.accountId,
      { startsIn: 0, minutes: 60 },
      { instrumentId: scene.instruments.second },
    )
    await scene.later(61)
    const both = await scene.app.person({
      unitId: scene.units.alpha,
      grants: [
        { role: 'unit_administrator', scope: 'unit', scopeId: String(scene.units.alpha) },
        { role: 'instrument_lead', scope: 'instrument', scopeId: String(scene.instruments.second) },
      ],
    })
    await both.call('POST', `/api/v1/bookings/${bookingId}/no-show`)
    const entryId = (await standing(who)).entries[0]?.id
    const body = { entryId, reason: '没有收到通知' }
    expect((await scene.people.outside.call('POST', '/api/v1/account/appeals', body)).status).toBe(404)
    const { id } = (await who.call<{ id: number }>('POST', '/api/v1/account/appeals', body)).body
    const decision = await both.call('POST', `/api/v1/appeals/${id}/decision`, {
      grant: false,
      note: 'x',
      version: 1,
    })
    expect(decision.status).toBe(409)
    expect((await who.call('POST', `/api/v1/account/appeals/${id}/withdrawal`)).status).toBe(204)
    await scene.later(31 * 24 * 60)
    expect((await who.call('POST', '/api/v1/account/appeals', body)).status).toBe(409)
  })
})

describe('A sanction by hand', () => {
  test('is given by the lead of the instrument or the administrator of the unit, told, and lifted with a reason', async () => {
    const { people, instruments, units, app } = scene
    const who = await app.person({ login: 'sanctioned-one', unitId: units.beta })
    const wish = { who: 'sanctioned-one', days: 14, reason: '擅自更换样品台' }
    const give = (by: Person, what: object) =>
      by.call<{ id: number }>('POST', '/api/v1/sanctions', { ...wish, ...what })
    expect((await give(people.otherLead, { instrumentId: instruments.first })).status).toBe(403)
    expect((await give(people.lead, { unitId: units.alpha })).status).toBe(403)
    const given = await give(people.lead, { instrumentId: instruments.first })
    expect(given.status).toBe(201)
    expect((await give(administrator, { unitId: units.alpha })).status).toBe(201)
    expect((await standing(who)).sanctions.map(({ kind }) => kind)).toEqual(['unit', 'instrument'])
    const seen = await people.lead.call<{ items: { id: number }[] }>('GET', '/api/v1/sanctions?inForce=true')
    expect(seen.body.items.map(({ id }) => id)).toContain(given.body.id)
    const foreign = await people.otherLead.call<{ items: { id: number }[] }>('GET', '/api/v1/sanctions')
    expect(foreign.body.items).toEqual([])
    const lift = (by: Person) =>
      by.call('POST', `/api/v1/sanctions/${given.body.id}/lifting`, { reason: '已当面说明', version: 1 })
    expect((await lift(people.otherLead)).status).toBe(403)
    expect((await lift(people.lead)).status).toBe(204)
    expect((await lift(people.lead)).status).toBe(409)
  })
})
