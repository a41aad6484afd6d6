import { day, type Instant, plus } from '#kernel/time.ts'
import { seedWaiting } from '#modules/allocation/seed.ts'
import { seedFeeds } from '#modules/booking/seed.ts'
import { seedFailedRobot } from '#modules/notices/seed.ts'
import type { Sql } from '#platform/db/connect.ts'
import { newToken, tokenDigest } from '#platform/security/password.ts'

/** Ways by which people hear of things: a student's calendar feeds and waiting list, a group robot that does not answer. */
export async function loadChannels(sql: Sql, now: Instant): Promise<void> {
  const rows = await sql<{ login: string; id: number; unitId: number | null }[]>`
    select login, id, unit_id as "unitId" from account where login in ('student', 'unitadmin')`
  const of = (login: string) => rows.find((row) => row.login === login)
  const student = of('student')
  const unitId = of('unitadmin')?.unitId
  if (student !== undefined) {
    await seedWaiting(sql, student.id, now)
    await seedFeeds(sql, student.id, [tokenDigest(newToken()), tokenDigest(newToken())], {
      opened: plus(now, -40 * day),
      revoked: plus(now, -6 * day),
    })
  }
  if (unitId !== undefined && unitId !== null)
    await seedFailedRobot(
      sql,
      { unitId, name: '设备处企业微信群', title: '年度填报已开始' },
      plus(now, -2 * day),
    )
}
