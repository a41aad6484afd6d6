import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Answer,
  type Person,
  testApplication,
  type TestApplication,
} from '../../../tests/support/application.ts'
import { makeInstrument, makeLead, makeUnit, slotOn } from '../../../tests/support/booking.ts'

interface Problem {
  readonly refusals: readonly { readonly code: string }[]
}
interface Paper {
  readonly id: number
  readonly state: string
  readonly right?: number
  readonly questions: readonly { readonly id: number; readonly options: readonly { text: string }[] }[]
}
interface Taken {
  readonly sessions: readonly { readonly id: number; readonly taken: number; readonly mine?: string }[]
  readonly my: { readonly step: string; readonly practical?: string; readonly attempts: readonly object[] }
}

let app: TestApplication
let unitId: number
let otherUnit: number
let lead: Person
let otherLead: Person
let instrumentId: number
beforeAll(async () => {
  app = await testApplication()
  unitId = await makeUnit(app)
  otherUnit = await makeUnit(app)
  lead = await makeLead(app, unitId)
  otherLead = await makeLead(app, otherUnit)
  instrumentId = await makeInstrument(app, unitId)
})
afterAll(() => app.close())

const codes = (answer: Answer) => (answer.body as Problem).refusals.map(({ code }) => code)
const stranger = () => app.person({ unitId: otherUnit })
const exam = { questions: 2, passPercent: 100, attempts: 2, waitHours: 1, minutes: 10 }
const wish = (more: object = {}) => ({
  ...{ covers: 'instruments', instrumentIds: [instrumentId], title: '电镜培训', level: 'independent' },
  ...{ online: true, material: 'Read this', needsPractical: true, state: 'draft', exam, ...more },
})
const question = (body: string) => ({
  ...{ kind: 'single', body },
  options: [
    { text: 'yes', right: true },
    { text: 'no', right: false },
  ],
})

/** An open course with three questions. */
async function openCourse(more: object = {}): Promise<number> {
  const made = await lead.call<{ id: number }>(
    'POST',
    `/api/v1/units/${unitId}/training-courses`,
    wish({ ...more, state: 'draft' }),
  )
  const path = `/api/v1/training-courses/${made.body.id}`
  for (const body of ['a', 'b', 'c']) await lead.call('POST', `${path}/questions`, question(body))
  const opened = await lead.call('PUT', path, { ...wish(more), state: 'open', version: 1 })
  expect(opened.status).toBe(204)
  return made.body.id
}
const read = (who: Person, id: number) => who.call('POST', `/api/v1/training-courses/${id}/reading`)
const begin = (who: Person, id: number) =>
  who.call<{ id: number }>('POST', `/api/v1/training-courses/${id}/attempts`)
const paperOf = async (who: Person, id: number) =>
  (await who.call<Paper>('GET', `/api/v1/exam-attempts/${id}`)).body
const answersOf = (paper: Paper, text: string) =>
  Object.fromEntries(
    paper.questions.map(({ id, options }) => [id, [options.findIndex((one) => one.text === text)]]),
  )
const submit = async (who: Person, id: number, text: string) =>
  who.call<Paper>('POST', `/api/v1/exam-attempts/${id}/submission`, {
    answers: answersOf(await paperOf(who, id), text),
  })
/** As if the attempts of a person had ended two hours ago. */
const later = (who: Person) =>
  app.database
    .sql`update exam_attempt set ended_at = ended_at - interval '2 hours' where account_id = ${who.accountId}`
const shown = async (who: Person, id: number) =>
  (await who.call<Taken>('GET', `/api/v1/training-courses/${id}`)).body

describe('A course with an exam and a practical check', () => {
  test('leads to a certificate, with which the instrument can be booked', async () => {
    const id = await openCourse()
    const student = await stranger()
    await lead.call('PUT', `/api/v1/instruments/${instrumentId}/qualification`, {
      ...{ version: 0, byDay: 'independent', nightFrom: '22:00', nightUntil: '07:00' },
    })
    const slot = { ...slotOn('2026-11-26', '09:00', '10:00'), purpose: 'x' }
    const book = () => student.call('POST', `/api/v1/instruments/${instrumentId}/bookings`, slot)
    const refused = await book()
    expect(refused.body).toMatchObject({ refusals: [{ code: 'qualification.needed' }] })
    expect(codes(await begin(student, id))).toEqual(['qualification.attend_first'])
    expect((await read(student, id)).status).toBe(204)
    const { body: attempt } = await begin(student, id)
    expect(JSON.stringify(await paperOf(student, attempt.id))).not.toContain('"right"')
    expect((await submit(student, attempt.id, 'yes')).body).toMatchObject({ state: 'passed', right: 2 })
    expect((await shown(student, id)).my).toMatchObject({ step: 'practical', practical: 'waiting' })
    const { body: list } = await lead.call<{ waiting: { id: number; courseId: number }[] }>(
      'GET',
      '/api/v1/training',
    )
    const check = list.waiting.find(({ courseId }) => courseId === id)
    const decide = (who: Person, passed: boolean, note = '') =>
      who.call('POST', `/api/v1/practical-checks/${check?.id}/decision`, { passed, note })
    expect((await decide(otherLead, true)).status).toBe(403)
    expect(codes(await decide(lead, false))).toEqual(['qualification.reason_needed'])
    expect((await decide(lead, true)).status).toBe(204)
    expect(codes(await decide(lead, true))).toEqual(['qualification.practical_not_waiting'])
    const mine = await student.call('GET', '/api/v1/account/certificates')
    expect(mine.body).toMatchObject({ items: [{ level: 'independent', standing: 'valid', courseId: id }] })
    expect((await book()).status).toBe(201)
    expect((await shown(student, id)).my.step).toBe('attend')
  })

  test('gives another practical check after a failed one', async () => {
    const id = await openCourse({ exam: undefined })
    const student = await stranger()
    await read(student, id)
    const waiting = async () => {
      const { body } = await lead.call<{ waiting: { id: number; courseId: number }[] }>(
        'GET',
        '/api/v1/training',
      )
      return body.waiting.find(({ courseId }) => courseId === id)?.id
    }
    const first = await waiting()
    await lead.call('POST', `/api/v1/practical-checks/${first}/decision`, { passed: false, note: 'Slowly' })
    expect((await shown(student, id)).my).toMatchObject({ step: 'practical', practical: 'failed' })
    expect(await waiting()).toBeUndefined()
    await student.call('POST', `/api/v1/training-courses/${id}/practical`)
    expect(await waiting()).toBeGreaterThan(first ?? 0)
  })
})

describe('An exam', () => {
  test('begun twice at once is one attempt, and no more than allowed are counted', async () => {
    const id = await openCourse()
    const student = await stranger()
    await read(student, id)
    const both = await Promise.all([begin(student, id), begin(student, id)])
    expect(new Set(both.map(({ body }) => body.id)).size).toBe(1)
    const [first] = both
    expect((await submit(student, first?.body.id ?? 0, 'no')).body).toMatchObject({
      state: 'failed',
      right: 0,
    })
    expect(codes(await begin(student, id))).toEqual(['qualification.wait_before_next'])
    await later(student)
    const second = await begin(student, id)
    await submit(student, second.body.id, 'no')
    await later(student)
    await read(student, id)
    expect(codes(await begin(student, id))).toEqual(['qualification.attempts_used'])
    expect((await shown(student, id)).my.attempts).toHaveLength(2)
  })

  test('ends by the clock of the server with what was answered by then', async () => {
    const id = await openCourse()
    const student = await stranger()
    await read(student, id)
    const { body: attempt } = await begin(student, id)
    const paper = await paperOf(student, attempt.id)
    await student.call('PUT', `/api/v1/exam-attempts/${attempt.id}/answers`, {
      answers: answersOf(paper, 'no'),
    })
    await app.database
      .sql`update exam_attempt set deadline_at = started_at - interval '1 minute' where id = ${attempt.id}`
    expect((await submit(student, attempt.id, 'yes')).body).toMatchObject({ state: 'overdue', right: 0 })
    expect(codes(await submit(student, attempt.id, 'yes'))).toEqual(['qualification.attempt_over'])
  })

  test('is seen and answered by nobody else', async () => {
    const id = await openCourse()
    const student = await stranger()
    await read(student, id)
    const { body: attempt } = await begin(student, id)
    const other = await stranger()
    expect((await other.call('GET', `/api/v1/exam-attempts/${attempt.id}`)).status).toBe(404)
    const answers = { answers: {} }
    expect((await other.call('PUT', `/api/v1/exam-attempts/${attempt.id}/answers`, answers)).status).toBe(404)
  })
})

describe('A session', () => {
  test('gives its last seat to one, and attendance leads on', async () => {
    const id = await openCourse({ online: false, exam: undefined, needsPractical: false })
    const path = `/api/v1/training-courses/${id}`
    const session = { ...slotOn('2026-12-08', '14:00', '16:00'), place: 'A101', seats: 1 }
    const { body: made } = await lead.call<{ id: number }>('POST', `${path}/sessions`, session)
    const people = await Promise.all([stranger(), stranger()])
    const seat = `/api/v1/training-sessions/${made.id}`
    const answers = await Promise.all(people.map((who) => who.call('POST', `${seat}/enrolment`)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 409])
    const [one] = people.filter((_, place) => answers[place]?.status === 204)
    const note = (who: Person) =>
      who.call('PUT', `${seat}/attendance`, { people: [{ accountId: one?.accountId, attended: true }] })
    expect((await note(otherLead)).status).toBe(403)
    expect((await note(lead)).status).toBe(204)
    const mine = await one?.call('GET', '/api/v1/account/certificates')
    expect(mine?.body).toMatchObject({ items: [{ courseId: id, standing: 'valid' }] })
  })

  test('that is called off tells who had a seat', async () => {
    const id = await openCourse({ online: false, exam: undefined })
    const session = { ...slotOn('2026-12-08', '14:00', '16:00'), seats: 3 }
    const sessions = `/api/v1/training-courses/${id}/sessions`
    const { body: made } = await lead.call<{ id: number }>('POST', sessions, session)
    const student = await stranger()
    await student.call('POST', `/api/v1/training-sessions/${made.id}/enrolment`)
    expect((await lead.call('DELETE', `/api/v1/training-sessions/${made.id}`)).status).toBe(204)
    const told = await app.database.sql`select code from inbox_notice where account_id = ${student.accountId}`
    expect(told).toMatchObject([{ code: 'qualification.session_called_off' }])
    expect(codes(await student.call('POST', `/api/v1/training-sessions/${made.id}/enrolment`))).toContain(
      'qualification.session_cancelled',
    )
  })
})

describe('A keeper', () => {
  test('of another unit changes nothing and sees no draft', async () => {
    const id = await openCourse()
    expect(
      (await otherLead.call('PUT', `/api/v1/training-courses/${id}`, { ...wish(), version: 2 })).status,
    ).toBe(403)
    expect((await otherLead.call('GET', `/api/v1/training/${id}`)).status).toBe(404)
    const strange = await otherLead.call('POST', `/api/v1/units/${unitId}/training-courses`, wish())
    expect(strange.status).toBe(403)
    const { body } = await lead.call<{ id: number }>(
      'POST',
      `/api/v1/units/${unitId}/training-courses`,
      wish(),
    )
    expect((await otherLead.call('GET', `/api/v1/training-courses/${body.id}`)).status).toBe(404)
  })

  test('leaves what a course is for as it is once people took part', async () => {
    const id = await openCourse()
    await read(await stranger(), id)
    const changed = { ...wish({ level: 'night' }), state: 'open', version: 2 }
    expect(codes(await lead.call('PUT', `/api/v1/training-courses/${id}`, changed))).toEqual([
      'qualification.course_in_use',
    ])
  })

  test('cannot open a course with too small a bank', async () => {
    const made = await lead.call('POST', `/api/v1/units/${unitId}/training-courses`, wish({ state: 'open' }))
    expect(codes(made)).toEqual(['qualification.too_few_questions'])
  })
})
