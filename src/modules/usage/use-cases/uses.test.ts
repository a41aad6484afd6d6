import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isoIn, minute } from '#kernel/time.ts'
import { sumsOf, type UseScene, useScene } from '../../../../tests/support/use-scene.ts'
import { verifyYearSums } from './verify-year-sums.ts'

type Codes = { refusals: { code: string }[] }
const codes = (body: unknown) => (body as Codes).refusals.map(({ code }) => code)
let scene: UseScene
beforeAll(async () => {
  scene = await useScene()
})
afterAll(() => scene.app.close())

const useOf = async (useId: number) => {
  const [row] = await scene.app.database.sql`select * from use_log where id = ${useId}`
  return row
}
const recordOf = async (useId: number) => {
  const rows = await scene.app.database.sql`select * from service_record where use_id = ${useId}`
  return [...rows]
}
async function checkedIn(by = scene.people.lead, user = scene.people.outside, userUnitId = scene.units.beta) {
  const bookingId = await scene.booking(user.accountId, { startsIn: 5, minutes: 120 }, { userUnitId })
  const answer = await by.call<{ useId: number }>('POST', `/api/v1/bookings/${bookingId}/check-in`)
  expect(answer.status).toBe(201)
  return { bookingId, useId: answer.body.useId }
}

describe('A booked use', () => {
  test('is checked in and out, and becomes one external service record with effective hours', async () => {
    const { app, people, units, instruments } = scene
    const { bookingId, useId } = await checkedIn()
    await scene.later(100)
    const out = await people.lead.call<{ recordId: number }>('POST', `/api/v1/uses/${useId}/check-out`, {
      parts: { preparationMinutes: 20, idleMinutes: 15, processingMinutes: 10 },
      amountFen: 30_000,
    })
    expect(out.status).toBe(200)
    expect(await useOf(useId)).toMatchObject({
      status: 'finished',
      evidence: 'logged',
      measuring_minutes: 55,
      idle_minutes: 15,
    })
    const records = await recordOf(useId)
    expect(records).toHaveLength(1)
    expect(records[0]).toMatchObject({
      id: out.body.recordId,
      service_type: 130,
      effective_minutes: 85,
      amount_fen: 30_000,
      year: 2026,
      state: 'to_complete',
    })
    expect(records[0]?.['elements']).toMatchObject({
      innerId: 'A-1',
      applicantUnit: '乙示范研究院',
      amounts: 300,
      serviceAmount: 1.42,
    })
    const [booking] = await app.database.sql`select status from booking where id = ${bookingId}`
    expect(booking?.['status']).toBe('completed')
    const [year] = await app.database
      .sql`select * from instrument_year where instrument_id = ${instruments.first} and unit_id = ${units.alpha}`
    expect(year).toMatchObject({
      records: 1,
      effective_minutes: 85,
      external_minutes: 85,
      amount_fen: 30_000,
    })
    expect(await app.database.sql`select type from outbox_event where type = 'usage.finished'`).toHaveLength(
      1,
    )
    await scene.later(30)
  })

  test('may be run by its own user, who does not set the amount', async () => {
    const { people, units } = scene
    const { useId } = await checkedIn(people.inside, people.inside, units.alpha)
    await scene.later(30)
    const out = await people.inside.call('POST', `/api/v1/uses/${useId}/check-out`, { amountFen: 99 })
    expect(out.status).toBe(200)
    expect((await recordOf(useId))[0]).toMatchObject({
      service_type: 120,
      amount_fen: 0,
      effective_minutes: 30,
    })
    await scene.later(120)
  })

  test('of a natural person is external', async () => {
    const { people } = scene
    const bookingId = await scene.booking(people.alone.accountId, { startsIn: 0, minutes: 60 })
    const { body } = await people.alone.call<{ useId: number }>(
      'POST',
      `/api/v1/bookings/${bookingId}/check-in`,
    )
    await scene.later(60)
    await people.alone.call('POST', `/api/v1/uses/${body.useId}/check-out`, {})
    expect((await recordOf(body.useId))[0]).toMatchObject({ service_type: 130 })
    await scene.later(60)
  })

  test('is not touched by another unit’s lead, its reporter or another user', async () => {
    const { people } = scene
    const bookingId = await scene.booking(people.outside.accountId, { startsIn: 0, minutes: 60 })
    for (const person of [people.otherLead, people.otherReporter, people.reporter, people.inside])
      expect((await person.call('POST', `/api/v1/bookings/${bookingId}/check-in`)).status).toBe(403)
    expect((await people.otherLead.call('POST', `/api/v1/bookings/${bookingId}/no-show`)).status).toBe(403)
    const { body } = await people.lead.call<{ useId: number }>(
      'POST',
      `/api/v1/bookings/${bookingId}/check-in`,
    )
    expect((await people.otherLead.call('GET', `/api/v1/uses/${body.useId}`)).status).toBe(404)
    expect((await people.otherLead.call('POST', `/api/v1/uses/${body.useId}/check-out`, {})).status).toBe(403)
    expect((await people.reporter.call('GET', `/api/v1/uses/${body.useId}`)).status).toBe(200)
    await scene.later(60)
    await people.lead.call('POST', `/api/v1/uses/${body.useId}/check-out`, {})
    const listed = await people.otherLead.call<{ items: unknown[] }>('GET', '/api/v1/uses')
    expect(listed.body.items).toEqual([])
    await scene.later(60)
  })

  test('is marked as missed when nobody came, and as used in its booked times when nobody checked in', async () => {
    const { people, units } = scene
    const missed = await scene.booking(people.outside.accountId, { startsIn: 0, minutes: 60 })
    const early = await people.lead.call('POST', `/api/v1/bookings/${missed}/no-show`)
    expect(codes(early.body)).toEqual(['usage.no_show_too_early'])
    await scene.later(31)
    expect((await people.lead.call('POST', `/api/v1/bookings/${missed}/no-show`)).status).toBe(204)
    await scene.later(60)
    const used = await scene.booking(
      people.outside.accountId,
      { startsIn: 0, minutes: 60 },
      { userUnitId: units.beta },
    )
    await scene.later(60)
    const entered = await people.lead.call<{ useId: number }>('POST', `/api/v1/bookings/${used}/use`, {})
    expect(entered.status).toBe(201)
    expect((await recordOf(entered.body.useId))[0]).toMatchObject({
      evidence: 'booked',
      effective_minutes: 60,
    })
  })
})

describe('A use without booking', () => {
  test('of maintenance or training makes no service record', async () => {
    const { people, instruments } = scene
    const url = `/api/v1/instruments/${instruments.second}/uses`
    const { body } = await people.lead.call<{ useId: number }>('POST', url, { kind: 'maintenance' })
    const again = await people.lead.call('POST', url, { kind: 'own' })
    expect(codes(again.body)).toEqual(['usage.already_running'])
    await scene.later(60)
    await people.lead.call('POST', `/api/v1/uses/${body.useId}/check-out`, {})
    expect(await recordOf(body.useId)).toEqual([])
  })

  test('that is over is declared, and its hours count once', async () => {
    const { app, people, instruments } = scene
    const url = `/api/v1/instruments/${instruments.second}/uses`
    const ago = (hours: number) => isoIn((app.clock.now() - hours * 60 * minute) as never, 'Asia/Shanghai')
    const over = { startedAt: ago(30), endedAt: ago(28) }
    const body = { kind: 'service', accountId: people.outside.accountId, over }
    const first = await people.lead.call<{ useId: number }>('POST', url, body)
    expect(first.status).toBe(201)
    expect(await useOf(first.body.useId)).toMatchObject({ evidence: 'declared', measuring_minutes: 120 })
    const second = await people.lead.call('POST', url, { ...body, over: { ...over, endedAt: ago(27) } })
    expect(codes(second.body)).toEqual(['usage.overlaps_another_use'])
  })
})

describe('A correction', () => {
  test('keeps before and after with the reason and moves record and sums along', async () => {
    const { app, people } = scene
    const { useId } = await checkedIn()
    await scene.later(60)
    await people.lead.call('POST', `/api/v1/uses/${useId}/check-out`, {})
    const url = `/api/v1/uses/${useId}/corrections`
    const body = { version: 2, reason: '空载半小时', parts: { measuringMinutes: 30, idleMinutes: 30 } }
    expect((await people.lead.call('POST', url, { ...body, reason: ' ' })).status).toBe(422)
    expect((await people.otherLead.call('POST', url, body)).status).toBe(403)
    expect((await people.reporter.call('POST', url, body)).status).toBe(403)
    expect((await people.lead.call('POST', url, body)).status).toBe(204)
    expect(codes((await people.lead.call('POST', url, body)).body)).toEqual(['usage.changed_meanwhile'])
    expect((await recordOf(useId))[0]).toMatchObject({ effective_minutes: 30 })
    const shown = await people.lead.call<{ history: object[] }>('GET', `/api/v1/uses/${useId}`)
    expect(shown.body.history).toMatchObject([
      {
        reason: '空载半小时',
        correctedByName: '陈负责',
        before: {
          parts: { measuringMinutes: 60 },
          startedAt: expect.stringMatching(/T.*\+08:00$/) as string,
        },
      },
    ])
    const { prepared, recorded } = await sumsOf(app)
    expect(prepared).toEqual(recorded)
    await scene.later(120)
  })

  test('of a use of seconds, whose first minute is not over yet, is not refused for its end', async () => {
    const { people } = scene
    const { useId } = await checkedIn()
    await people.lead.call('POST', `/api/v1/uses/${useId}/check-out`, {})
    const body = { version: 2, reason: '补记', note: '忘记签到' }
    expect((await people.lead.call('POST', `/api/v1/uses/${useId}/corrections`, body)).status).toBe(204)
    await scene.later(120)
  })

  test('into maintenance takes the record back, and into service again brings the same number', async () => {
    const { people } = scene
    const { useId } = await checkedIn()
    await scene.later(60)
    await people.lead.call('POST', `/api/v1/uses/${useId}/check-out`, {})
    const url = `/api/v1/uses/${useId}/corrections`
    const [before] = await recordOf(useId)
    await people.lead.call('POST', url, { version: 2, reason: '其实是维护', kind: 'maintenance' })
    expect((await recordOf(useId))[0]).toMatchObject({ state: 'void' })
    await people.lead.call('POST', url, { version: 3, reason: '还是服务', kind: 'service' })
    expect((await recordOf(useId))[0]).toMatchObject({
      state: 'to_complete',
      record_no: before?.['record_no'] as unknown,
    })
    await scene.later(120)
  })

  test('of a running use that was taken back gives the booking back', async () => {
    const { app, people } = scene
    const { useId, bookingId } = await checkedIn()
    await people.lead.call('POST', `/api/v1/uses/${useId}/void`, { version: 1, reason: '签错了人' })
    const [booking] = await app.database.sql`select status from booking where id = ${bookingId}`
    expect(booking?.['status']).toBe('confirmed')
    await scene.later(180)
  })

  test.each([
    ['before its time is over lets the booking stand again', 5, { status: 'confirmed', cancel_code: '' }],
    [
      'after its time cancels the booking, held against nobody',
      200,
      { status: 'cancelled', cancel_code: 'use_voided' },
    ],
  ])('of a finished use that was taken back %s', async (_what, minutes, outcome) => {
    const { app, people } = scene
    const { useId, bookingId } = await checkedIn()
    await scene.later(10)
    await people.lead.call('POST', `/api/v1/uses/${useId}/check-out`, {})
    await scene.later(minutes)
    await people.lead.call('POST', `/api/v1/uses/${useId}/void`, { version: 2, reason: '没有用过' })
    const [booking] = await app.database
      .sql`select status, cancel_code, cancelled_late, cancel_reason from booking
      where id = ${bookingId}`
    const reason = outcome.status === 'cancelled' ? '没有用过' : ''
    expect(booking).toEqual({ ...outcome, cancelled_late: false, cancel_reason: reason })
    const [entry] = await app.database.sql<{ changes: unknown }[]>`select changes from audit_entry
      where subject = 'booking' and subject_id = ${String(bookingId)} order by id desc limit 1`
    expect(entry?.changes).toMatchObject({
      status: { from: 'completed', to: outcome.status },
      reason: '没有用过',
    })
    await scene.later(180)
  })

  test('across New Year counts in the year in which the use started', async () => {
    const { app, people, instruments } = scene
    app.clock.set('2027-01-02T09:00:00+08:00')
    await scene.later(0)
    const over = { startedAt: '2026-12-31T23:00:00+08:00', endedAt: '2027-01-01T02:00:00+08:00' }
    const url = `/api/v1/instruments/${instruments.second}/uses`
    const { body } = await people.lead.call<{ useId: number }>('POST', url, { kind: 'service', over })
    expect((await recordOf(body.useId))[0]).toMatchObject({ year: 2026, effective_minutes: 180 })
    expect(await verifyYearSums(app.deps)).toEqual([])
  })
})

test('prepared sums equal the records after any sequence of finishing, correcting and taking back', async () => {
  const { app, people, instruments } = scene
  const step = fc.oneof(
    fc.record({
      act: fc.constant('enter' as const),
      minutes: fc.integer({ min: 1, max: 300 }),
      who: fc.nat(2),
    }),
    fc.record({
      act: fc.constant('correct' as const),
      pick: fc.nat(),
      share: fc.integer({ min: 0, max: 100 }),
    }),
    fc.record({ act: fc.constant('kind' as const), pick: fc.nat() }),
    fc.record({ act: fc.constant('shift' as const), pick: fc.nat() }),
    fc.record({ act: fc.constant('void' as const), pick: fc.nat() }),
  )
  let slot = 0
  const year = 366 * 24 * 60 * minute
  const users = [people.inside, people.outside, people.alone]
  const picked = async (pick: number) => {
    const rows = await app.database.sql<
      { id: number; version: number; kind: string; minutes: number; started_at: number }[]
    >`select id, version, kind, started_at, (extract(epoch from ended_at - started_at) / 60)::int as minutes from use_log
      where status = 'finished' and instrument_id = ${instruments.second} order by id desc limit 20`
    return rows[pick % Math.max(1, rows.length)]
  }
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 15 }), async (steps) => {
      for (const one of steps) {
        if (one.act === 'enter') {
          // half-day slots backwards through two years, so that both are counted
          const start = app.clock.now() - (++slot * 97 + 400) * 60 * minute
          const entered = await people.lead.call('POST', `/api/v1/instruments/${instruments.second}/uses`, {
            kind: 'service',
            accountId: users[one.who]?.accountId,
            over: {
              startedAt: isoIn(start as never, 'Asia/Shanghai'),
              endedAt: isoIn((start + one.minutes * minute) as never, 'Asia/Shanghai'),
              amountFen: one.minutes,
            },
          })
          expect(entered.status).toBe(201)
          continue
        }
        const use = await picked(one.pick)
        if (use === undefined) continue
        const common = { version: use.version, reason: '核对' }
        const url = `/api/v1/uses/${use.id}`
        const body = {
          correct: {
            parts: { measuringMinutes: Math.floor((use.minutes * ('share' in one ? one.share : 0)) / 100) },
          },
          kind: { kind: use.kind === 'service' ? 'own' : 'service' },
          shift: {
            startedAt: isoIn((use.started_at - year) as never, 'Asia/Shanghai'),
            endedAt: isoIn((use.started_at - year + use.minutes * minute) as never, 'Asia/Shanghai'),
          },
          void: {},
        }[one.act]
        await people.lead.call('POST', `${url}/${one.act === 'void' ? 'void' : 'corrections'}`, {
          ...common,
          ...body,
        })
      }
      const { prepared, recorded } = await sumsOf(app)
      expect(prepared).toEqual(recorded)
      expect(await verifyYearSums(app.deps)).toEqual([])
    }),
    { numRuns: 8 },
  )
})
