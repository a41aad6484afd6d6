import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { minute } from '#kernel/time.ts'
import { inTransaction } from '#platform/db/connect.ts'
import { type Person, testApplication, type TestApplication } from '../../../../tests/support/application.ts'
import { type MailServer, mailServer } from '../../../../tests/support/mail-server.ts'
import type { InboxNoticeView, NoticeChoicesView } from '../contract.ts'
import type { NewNotice } from '../domain/notice.ts'
import { noticesJobs } from '../jobs.ts'
import { notify } from './notify.ts'

let app: TestApplication
let mail: MailServer
let reporter: Person
let second: Person
let stranger: Person
let unitId = 0

beforeAll(async () => {
  mail = await mailServer()
  app = await testApplication({
    environment: {
      SMTP_URL: mail.url,
      MAIL_FROM: '共仪 <noreply@example.org>',
      PUBLIC_URL: 'https://gy.test',
    },
  })
  const [row] = await app.database.sql<
    { id: number }[]
  >`insert into unit (name, kind, managing) values ('示例大学', 'university', true) returning id`
  unitId = row?.id ?? 0
  const scope = { scope: 'unit', scopeId: String(unitId) } as const
  reporter = await app.person({ unitId, grants: [{ role: 'unit_reporter', ...scope }] })
  second = await app.person({
    unitId,
    grants: [
      { role: 'unit_reporter', ...scope },
      { role: 'unit_reviewer', ...scope },
    ],
  })
  stranger = await app.person()
  await app.database.sql`update account set email = 'r@example.org' where id = ${reporter.accountId}`
  await app.database
    .sql`update account set email = 's@example.org', locale = 'en' where id = ${second.accountId}`
})
beforeEach(async () => {
  await app.database.sql`delete from inbox_notice`
  await app.database.sql`delete from mail_outbox`
  await app.database.sql`delete from notice_choice`
  mail.taken.length = 0
  await mail.up()
})
afterEach(() => mail.down())
afterAll(() => app.close())

const toUnit = (): NewNotice['to'] => [
  { role: 'unit_reporter', scope: 'unit', scopeId: String(unitId) },
  { role: 'unit_reviewer', scope: 'unit', scopeId: String(unitId) },
  { accountId: reporter.accountId },
]
/** The words exist for every code the product sends; here the code of a refusal stands in for one. */
const notice = (onceKey: string, more: Partial<NewNotice> = {}): NewNotice => ({
  to: toUnit(),
  topic: 'report',
  code: 'not_found',
  details: {},
  link: '/reports',
  onceKey,
  ...more,
})
const tell = (...notices: NewNotice[]) => inTransaction(app.deps.db, (tx) => notify(tx, app.deps, notices))
const inbox = async (person: Person, query = '') =>
  (await person.call<{ items: InboxNoticeView[]; next?: number }>('GET', `/api/v1/inbox${query}`)).body
const unread = async (person: Person) =>
  (await person.call<{ unread: number }>('GET', '/api/v1/inbox/unread')).body.unread
const send = () => noticesJobs[0]?.run({}, app.deps, new AbortController().signal)
const outbox = () =>
  app.database.sql<{ to: string; state: string; attempts: number }[]>`
    select to_address as "to", state, attempts from mail_outbox order by to_address`

describe('Telling people', () => {
  test('reaches whoever holds the roles, each once, and nobody else', async () => {
    expect(await tell(notice('a'))).toBe(2)
    expect((await inbox(reporter)).items).toHaveLength(1)
    expect((await inbox(second)).items).toHaveLength(1)
    expect((await inbox(stranger)).items).toEqual([])
  })

  test('tells nothing a second time under the same key, in whatever order it is repeated', async () => {
    await tell(notice('a'), notice('b'))
    expect(await tell(notice('b'), notice('a'), notice('a'))).toBe(0)
    await Promise.all([tell(notice('c'), notice('d')), tell(notice('d'), notice('c'))])
    expect(await unread(reporter)).toBe(4)
    expect(await outbox()).toHaveLength(8)
  })

  test('leaves out who was locked', async () => {
    await app.database.sql`update account set status = 'locked' where id = ${second.accountId}`
    expect(await tell(notice('a'))).toBe(1)
    await app.database.sql`update account set status = 'active' where id = ${second.accountId}`
  })

  test('is taken back with the transaction it belongs to', async () => {
    const failed = inTransaction(app.deps.db, async (tx) => {
      await notify(tx, app.deps, [notice('a')])
      throw new Error('the change failed')
    })
    await expect(failed).rejects.toThrow('the change failed')
    expect(await unread(reporter)).toBe(0)
    expect(await outbox()).toEqual([])
  })
})

describe('The list', () => {
  test('is worded in the language asked for, newest first, page by page', async () => {
    await tell(notice('a', { link: '/a' }))
    await tell(notice('b', { link: '/b' }))
    const first = await inbox(reporter, '?limit=1')
    expect(first.items.map(({ link }) => link)).toEqual(['/b'])
    const rest = await inbox(reporter, `?limit=1&before=${String(first.next)}`)
    expect(rest.items.map(({ link }) => link)).toEqual(['/a'])
    expect(rest.next).toBeUndefined()
    const zh = await reporter.call<{ items: InboxNoticeView[] }>('GET', '/api/v1/inbox', undefined, {
      'accept-language': 'zh-CN',
    })
    expect(zh.body.items[0]?.title).not.toBe(first.items[0]?.title)
  })

  test('is marked read by its owner alone, one by one or all at once', async () => {
    await tell(notice('a'), notice('b'), notice('c'))
    const [one] = (await inbox(reporter)).items
    await second.call('POST', '/api/v1/inbox/read', { ids: [one?.id] })
    expect(await unread(reporter)).toBe(3)
    await reporter.call('POST', '/api/v1/inbox/read', { ids: [one?.id] })
    expect(await unread(reporter)).toBe(2)
    expect((await inbox(reporter, '?unread=true')).items).toHaveLength(2)
    await reporter.call('POST', '/api/v1/inbox/read', {})
    expect(await unread(reporter)).toBe(0)
    expect(await unread(second)).toBe(3)
  })
})

describe('Mail', () => {
  test('is written in the language of the account, with the address to open', async () => {
    await tell(notice('a'))
    await send()
    expect(mail.taken.map(({ to }) => to).toSorted()).toEqual(['r@example.org', 's@example.org'])
    const chinese = mail.taken.find(({ to }) => to === 'r@example.org')?.text
    expect(chinese).toContain(app.deps.words.say('zh-CN', 'not_found'))
    expect(chinese).toContain('https://gy.test/app/reports')
    const english = mail.taken.find(({ to }) => to === 's@example.org')?.text
    expect(english).toContain(app.deps.words.say('en', 'not_found'))
  })

  test('goes only to those who did not decline it for the topic', async () => {
    const chosen = await second.call<NoticeChoicesView>('PUT', '/api/v1/inbox/choices', {
      choices: [{ topic: 'report', channel: 'product' }],
    })
    expect(chosen.body).toMatchObject({ email: 's@example.org', siteSendsMail: true })
    expect(chosen.body.choices.filter(({ channel }) => channel !== 'mail')).toEqual([
      { topic: 'report', channel: 'product' },
    ])
    await tell(notice('a'), notice('b', { topic: 'campaign' }))
    await send()
    expect(mail.taken.map(({ to }) => to).toSorted()).toEqual([
      'r@example.org',
      'r@example.org',
      's@example.org',
    ])
    expect(await unread(second)).toBe(2)
  })

  test('waits while the server is away, and leaves once when it is back', async () => {
    await tell(notice('a'))
    await mail.down()
    await send()
    await send()
    expect((await outbox()).map(({ state }) => state)).toEqual(['waiting', 'waiting'])
    await mail.up()
    app.clock.advance(5 * minute)
    await send()
    await send()
    expect(mail.taken).toHaveLength(2)
    expect((await outbox()).map(({ state }) => state)).toEqual(['sent', 'sent'])
  })

  test('is handed over anew when the server broke off half way', async () => {
    await tell(notice('a', { to: [{ accountId: reporter.accountId }] }))
    mail.breakNext()
    await send()
    expect(mail.taken).toEqual([])
    expect(await outbox()).toMatchObject([{ state: 'waiting', attempts: 1 }])
    app.clock.advance(5 * minute)
    await send()
    expect(mail.taken).toHaveLength(1)
  })

  test('that a mailbox refuses for good is given up and holds up no other', async () => {
    mail.refuse('r@example.org')
    await tell(notice('a'))
    await send()
    expect(await outbox()).toMatchObject([{ state: 'failed' }, { state: 'sent' }])
  })

  test('of a process that died while handing it over is not sent a second time', async () => {
    await tell(notice('a', { to: [{ accountId: reporter.accountId }] }))
    await app.database.sql`update mail_outbox set state = 'sending', claimed_at = ${app.clock.now()}`
    app.clock.advance(11 * minute)
    await send()
    expect(await outbox()).toMatchObject([{ state: 'uncertain' }])
    expect(mail.taken).toEqual([])
  })

  test('is sent once when several processes send at once', async () => {
    await tell(...Array.from({ length: 20 }, (_, n) => notice(`many ${n}`)))
    await Promise.all([send(), send(), send()])
    expect(mail.taken).toHaveLength(40)
  })
})
