import { dateIn } from '#kernel/time.ts'
import { type NewNotice, notify, type Notifying } from '#modules/notices/index.ts'
import { inTransaction } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { entriesOf, type Kept, type Qualification } from '../data/entry-repository.ts'
import { expiryOccasion } from '../domain/profile.ts'
import { promptDaysOn } from './unit-at-hand.ts'

/** So many qualifications are told of in one transaction; a killed worker loses at most these, and nobody is told twice. */
const atOnce = 25
const siteZone = 'Asia/Shanghai'

function noticeOf(one: Kept<Qualification>, occasion: number): NewNotice {
  const { unitId, id, number, validUntil } = one
  return {
    to: [{ role: 'unit_administrator', scope: 'unit', scopeId: String(unitId) }],
    topic: 'unit',
    code: occasion === 0 ? 'profiles.qualification_expired' : 'profiles.qualification_expiring',
    details: { kind: one.kind, number, validUntil },
    link: `/units/${unitId}?tab=qualifications`,
    // the day belongs to the key: a renewed one is prompted for anew
    onceKey: `qualification ${unitId} ${id} ${validUntil} ${occasion}`,
  }
}

/** Prompts units whose qualifications end soon or have ended, each once for every interval; answers how many people were told. */
export async function promptExpiring(
  deps: Pick<Deps, 'db' | 'clock'> & Notifying,
  signal: AbortSignal,
): Promise<number> {
  const today = dateIn(deps.clock.now(), siteZone)
  const days = await promptDaysOn(deps.db, today)
  const due = (await entriesOf(deps.db, 'qualification', undefined)).flatMap((one) => {
    const occasion = expiryOccasion(one, today, days)
    return occasion === undefined ? [] : [noticeOf(one, occasion)]
  })
  let told = 0
  for (let at = 0; at < due.length && !signal.aborted; at += atOnce)
    told += await inTransaction(deps.db, (tx) => notify(tx, deps, due.slice(at, at + atOnce)))
  return told
}
