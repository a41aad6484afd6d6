import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { readSheet } from '#platform/sheets/read-sheet.ts'
import { bytesInMemory } from '#platform/sheets/sheet.ts'
import {
  type Answer,
  type Person,
  testApplication,
  type TestApplication,
} from '../../../../tests/support/application.ts'
import { makeInstrument, makeLead, makeUnit, overlapsIn, slotOn } from '../../../../tests/support/booking.ts'
import { liftLimits, limitPersons } from '../../../../tests/support/open-rules.ts'
import type { BookingImportView } from '../contract/import.ts'

let app: TestApplication
let unitId: number
let lead: Person
let user: Person
let login: string
let one: number
let two: number
const innerIds = new Map<number, string>()
beforeAll(async () => {
  app = await testApplication()
  unitId = await makeUnit(app)
  lead = await makeLead(app, unitId)
  login = 'imported-user'
  user = await app.person({ login, unitId })
  await app.database
    .sql`update account set email = 'li@example.org', phone = '13800000000' where id = ${user.accountId}`
  one = await makeInstrument(app, unitId)
  two = await makeInstrument(app, unitId, { weekly: [{ weekday: 3, from: '09:00', to: '17:00' }] })
  const rows = await app.database.sql<
    { id: number; inner: string }[]
  >`select id, inner_id as inner from instrument`
  for (const { id, inner } of rows) innerIds.set(id, inner)
})
afterAll(async () => {
  expect(await overlapsIn(app)).toBe(0)
  await app.close()
})
beforeEach(async () => {
  await app.database.sql`delete from booking`
})

const heading = '预约编号,仪器编号,开始时间,结束时间,预约人,姓名,用途'
const sheet = (...rows: string[]) => new TextEncoder().encode([heading, ...rows].join('\n'))
const inner = (id: number) => innerIds.get(id) ?? ''
const send = (who: Person, bytes: Uint8Array, dryRun = false) =>
  who.call<BookingImportView>('POST', `/api/v1/booking-imports?name=old.csv&dryRun=${dryRun}`, bytes)
const stored = async () => {
  const rows = await app.database.sql<{ n: number }[]>`select count(*) as n from booking`
  return rows[0]?.n
}
const told = (answer: Answer<BookingImportView>) =>
  answer.body.rows.map(({ no, state, reasons }) => [
    no,
    state,
    ...reasons.map(({ field, code }) => `${field ?? ''} ${code}`),
  ])

describe('A sheet of bookings of an older system', () => {
  test('is looked at first, then good rows are booked and the others say everything against them', async () => {
    const file = sheet(
      `A-1,${inner(one)},2026-11-25 09:00,2026-11-25 11:00,${login},,Thin films`,
      `A-2,${one},2026/11/25 11:00,2026/11/25 12:00,LI@example.org,,Thin films`,
      `A-3,${inner(two)},2026-11-25 08:15,2026-11-25 18:00,13800000000,,Thin films`,
      `A-4,${inner(one)},2026-11-25 10:00,2026-11-25 10:30,${login},,Thin films`,
      `A-5,none,soon,2026-11-25 10:30,nobody,,`,
      `A-6,${inner(one)},2026-11-26 09:00,2026-11-26 10:00,,赵访客,Thin films`,
      `A-7,${inner(one)},2026-11-20 09:00,2026-11-20 10:00,${login},,Thin films`,
      `A-1,${inner(one)},2026-11-25 09:00,2026-11-25 11:00,${login},,Thin films`,
    )
    const expected = [
      [2, 'new'],
      [3, 'new'],
      [4, 'refused', 'start booking.off_grid', 'start booking.outside_opening_hours'],
      [5, 'refused', 'start booking.slot_taken'],
      [
        6,
        'refused',
        'purpose booking.import_missing',
        'instrument booking.import_instrument_unknown',
        'who booking.import_person_unknown',
        'start booking.import_bad_time',
      ],
      [7, 'new'],
      [8, 'refused', 'start booking.starts_in_the_past'],
      [9, 'refused', ' booking.import_twice'],
    ]
    const looked = await send(lead, file, true)
    expect(told(looked)).toEqual(expected)
    expect(await stored()).toBe(0)
    const done = await send(lead, file)
    expect(told(done)).toEqual(expected)
    expect(done.body.counts).toEqual({ new: 3, known: 0, refused: 5 })
    expect(await stored()).toBe(3)
    const again = await send(lead, file)
    expect(again.body.counts).toEqual({ new: 0, known: 4, refused: 4 })
    expect(await stored()).toBe(3)
  })

  test('makes bookings of the people named, with audit and event, and of the bringer for a guest', async () => {
    await send(
      lead,
      sheet(
        `,${inner(one)},2026-11-25 09:00,2026-11-25 11:00,${login},,Thin films`,
        `,${inner(one)},2026-11-25 11:00,2026-11-25 12:00,,赵访客,Thin films`,
      ),
    )
    const mine = await user.call('GET', '/api/v1/account/bookings')
    expect(mine.body).toMatchObject({ items: [{ start: '2026-11-25T09:00:00+08:00', status: 'confirmed' }] })
    const held = await lead.call('GET', '/api/v1/account/bookings')
    expect(held.body).toMatchObject({ items: [{ start: '2026-11-25T11:00:00+08:00', userName: '赵访客' }] })
    const audit = await app.database.sql`select actor_id from audit_entry where action = 'booking.imported'
      and (changes ->> 'accountId')::bigint = ${user.accountId}`
    expect(audit).toContainEqual({ actor_id: lead.accountId })
  })

  test('says for whom a guest counts: the unit named, one from outside, or that of the bringer', async () => {
    const other = await makeUnit(app)
    const [named] = await app.database.sql<{ name: string }[]>`select name from unit where id = ${other}`
    const row = (hour: string, unit: string) =>
      `,${inner(one)},2026-11-25 ${hour}:00,2026-11-25 ${hour}:30,,赵访客,Thin films,${unit}`
    const lines = [
      `${heading},预约人单位`,
      row('09', ` ${named?.name.toUpperCase() ?? ''}`),
      row('10', '某检测公司'),
      row('11', ''),
    ]
    const answer = await send(lead, new TextEncoder().encode(lines.join('\n')))
    expect(answer.body.rows.map(({ countsFor }) => countsFor)).toEqual(['named', 'outside', 'bringer'])
    const rows = await app.database.sql`select user_unit_id, guest_unit from booking order by starts_at`
    expect(rows).toEqual([
      { user_unit_id: other, guest_unit: '' },
      { user_unit_id: null, guest_unit: '某检测公司' },
      { user_unit_id: unitId, guest_unit: '' },
    ])
  })

  test('is known again by instrument, person and start, also after the user cancelled; by its number at another time it is refused', async () => {
    const row = `,${inner(one)},2026-11-25 09:00,2026-11-25 11:00,${login},,Thin films`
    await send(lead, sheet(row))
    const [made] = await app.database.sql<{ id: number }[]>`select id from booking`
    await user.call('POST', `/api/v1/bookings/${made?.id ?? 0}/cancellation`, { reason: '', version: 1 })
    expect((await send(lead, sheet(row))).body.counts).toMatchObject({ new: 0, known: 1 })
    await send(lead, sheet(`B-1,${inner(one)},2026-11-26 09:00,2026-11-26 11:00,${login},,Thin films`))
    const moved = await send(
      lead,
      sheet(`B-1,${inner(one)},2026-11-27 09:00,2026-11-27 11:00,${login},,Thin films`),
    )
    expect(told(moved)).toEqual([[2, 'refused', 'start booking.import_changed']])
  })

  test('is not bound by notice, horizon, length and limits, but by hours, closures and buffers', async () => {
    const strict = await makeInstrument(app, unitId, {
      ...{ noticeMinutes: 600, horizonDays: 1, longestMinutes: 60, bufferMinutes: 30 },
      weekly: [{ weekday: 3, from: '09:00', to: '17:00' }],
    })
    await limitPersons(app.deps, { maxOpenBookingsPerUser: 1 })
    const rows = [
      `,${strict},2026-12-16 09:00,2026-12-16 12:00,${login},,Thin films`,
      `,${strict},2026-12-16 12:00,2026-12-16 13:00,${login},,Thin films`,
      `,${strict},2026-12-16 16:30,2026-12-16 17:30,${login},,Thin films`,
      `,${strict},2026-12-23 09:00,2026-12-23 12:00,${login},,Thin films`,
    ]
    expect(told(await send(lead, sheet(...rows)))).toEqual([
      [2, 'new'],
      [3, 'refused', 'start booking.needs_buffer'],
      [4, 'refused', 'start booking.outside_opening_hours'],
      [5, 'new'],
    ])
    await liftLimits(app.deps)
  })

  test('knows only instruments of those who answer for them, and lets nobody else in', async () => {
    const row = sheet(`,${inner(one)},2026-11-25 09:00,2026-11-25 11:00,${login},,Thin films`)
    const elsewhere = await makeLead(app, await makeUnit(app))
    expect(told(await send(elsewhere, row))).toEqual([
      [2, 'refused', 'instrument booking.import_instrument_unknown'],
    ])
    expect((await send(user, row)).status).toBe(403)
    expect(await stored()).toBe(0)
  })

  test('without the columns it needs, or with too many rows, is refused as a whole', async () => {
    const bare = await send(lead, new TextEncoder().encode('备注\nx'))
    expect(bare.status).toBe(422)
    expect(JSON.stringify(bare.body)).toContain('There is no column “Instrument number”')
    await limitPersons(app.deps, { maxRowsPerImport: 2 })
    const row = `,${inner(one)},2026-11-25 09:00,2026-11-25 11:00,${login},,Thin films`
    expect(JSON.stringify((await send(lead, sheet(row, row, row))).body)).toContain('More than 2 rows')
    await liftLimits(app.deps)
  })

  test('goes back with the reasons beside its cells, neutralised, and can be sent again once mended', async () => {
    const file = sheet(
      `=1+1,none,2026-11-25 09:00,2026-11-25 11:00,${login},,Thin films`,
      `C-2,${inner(one)},2026-11-25 09:00,2026-11-25 11:00,${login},,Thin films`,
    )
    const back = await lead.call<string>(
      'POST',
      '/api/v1/booking-imports/refused?name=old.csv&format=csv',
      file,
    )
    expect(back.headers['content-disposition']).toContain('old-to-correct.csv')
    const lines = back.body.trim().split('\r\n')
    expect(lines).toHaveLength(2)
    expect(lines[0]).toContain('仪器编号,※ Problem of 仪器编号,开始时间')
    expect(lines[1]).toContain("'=1+1,none,None of the instruments you answer for has this number")
    const mended = new TextEncoder().encode(back.body.replace(',none,', `,${inner(one)},`))
    expect((await send(lead, mended)).body.counts).toEqual({ new: 1, known: 0, refused: 0 })
    const xlsx = await app.server.inject({
      method: 'POST',
      url: '/api/v1/booking-imports/refused?name=old.csv',
      headers: { cookie: lead.cookie, 'content-type': 'application/octet-stream' },
      payload: Buffer.from(file),
    })
    expect((await readSheet(bytesInMemory(xlsx.rawPayload))).header).toContain('※ 仪器编号的问题')
  })

  test('loses only the row whose time somebody takes past the lock, by the word of the constraint', async () => {
    const { sql } = app.database
    const foreign = await sql.reserve()
    await foreign`begin`
    await foreign`insert into booking (unit_id, instrument_id, account_id, starts_at, ends_at, status, purpose, created_at)
      values (${unitId}, ${one}, ${user.accountId}, '2026-11-25T10:00:00+08:00', '2026-11-25T11:00:00+08:00', 'confirmed', 'Past the lock', now())`
    const rows = ['09:00,2026-11-25 10:00', '10:00,2026-11-25 11:00', '11:00,2026-11-25 12:00'].map(
      (times) => `,${inner(one)},2026-11-25 ${times},,赵访客,Thin films`,
    )
    const sent = send(lead, sheet(...rows))
    await vi.waitUntil(async () => {
      const [row] = await sql<{ n: number }[]>`select count(*) as n from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`
      return (row?.n ?? 0) > 0
    })
    await foreign`commit`
    foreign.release()
    expect(told(await sent)).toEqual([
      [2, 'new'],
      [3, 'refused', 'start booking.slot_taken'],
      [4, 'new'],
    ])
  })

  test('of two thousand rows over forty instruments is booked in one request', async () => {
    const many = await Promise.all(Array.from({ length: 40 }, () => makeInstrument(app, unitId)))
    const rows = many.flatMap((id) =>
      Array.from({ length: 50 }, (_, i) => {
        const { start, end } = slotOn(
          `2026-12-${String((i % 25) + 1).padStart(2, '0')}`,
          i < 25 ? '09:00' : '13:00',
          i < 25 ? '12:00' : '15:00',
        )
        return `,${id},${start},${end},${login},,Thin films`
      }),
    )
    const begun = performance.now()
    const done = await send(lead, sheet(...rows))
    expect(done.body.counts).toEqual({ new: 2_000, known: 0, refused: 0 })
    expect(performance.now() - begun).toBeLessThan(20_000)
    expect((await send(lead, sheet(...rows))).body.counts).toEqual({ new: 0, known: 2_000, refused: 0 })
  })
})
