import { sql } from 'kysely'
import { day, type Instant, plus } from '#kernel/time.ts'
import { seedFeeds } from '#modules/booking/seed.ts'
import { seedFailedRobot } from '#modules/notices/seed.ts'
import type { Database } from '#platform/db/connect.ts'
import { inTransaction } from '#platform/db/connect.ts'
import { newToken, tokenDigest } from '#platform/security/password.ts'

/** Ways by which people hear of things: a student's calendar feeds, a group robot that does not answer. */
export async function loadChannels({ db, sql: driver }: Database, now: Instant): Promise<void> {
  const { rows } = await sql<{ login: string; id: number; unitId: number | null }>`
    select login, id, unit_id as "unitId" from account where login in ('student', 'unitadmin')`.execute(db)
  const of = (login: string) => rows.find((row) => row.login === login)
  const student = of('student')
  const unitId = of('unitadmin')?.unitId
  if (student !== undefined)
    await seedFeeds(driver, student.id, [tokenDigest(newToken()), tokenDigest(newToken())], {
      opened: plus(now, -40 * day),
      revoked: plus(now, -6 * day),
    })
  if (unitId !== undefined && unitId !== null)
    await inTransaction(db, (tx) =>
      seedFailedRobot(tx, { unitId, name: '设备处企业微信群', title: '年度填报已开始' }, plus(now, -2 * day)),
    )
}
