import { dateIn, day as dayLength } from '#kernel/time.ts'
import { type NewNotice, notify, type Notifying } from '#modules/notices/index.ts'
import { inTransaction } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { certificatesEnding, type StoredCertificate } from '../data/certificate-repository.ts'
import { promptDue } from '../domain/certificate.ts'
import { qualificationRules, siteZone } from './rules-in-force.ts'

/** So many certificates are told of in one transaction. */
const atOnce = 200

const noticeOf = (one: StoredCertificate, occasion: number): NewNotice => ({
  to: [{ accountId: one.accountId }],
  topic: 'qualification',
  code: occasion === 0 ? 'qualification.certificate_expired' : 'qualification.certificate_expiring',
  details: { until: one.validUntil ?? '' },
  link: one.courseId === undefined ? '/qualifications' : `/courses/${one.courseId}`,
  onceKey: `certificate ${one.id} ${one.validUntil ?? ''} ${occasion}`,
})

/** Tells holders of certificates that end soon or have ended to refresh them, once for every interval; answers how many. */
export async function promptExpiring(
  deps: Pick<Deps, 'db' | 'clock'> & Notifying,
  signal: AbortSignal,
): Promise<number> {
  const today = dateIn(deps.clock.now(), siteZone)
  const { expiryPromptDays: days } = await qualificationRules(deps)
  const shifted = (by: number) => new Date(Date.parse(today) + by * dayLength).toISOString().slice(0, 10)
  const span = { from: shifted(-30), until: shifted(Math.max(0, ...days)) }
  let told = 0
  for (let after = 0; !signal.aborted; ) {
    const page = await certificatesEnding(deps.db, span, after, atOnce)
    const due = page.flatMap((one) => {
      const occasion = promptDue(one, today, days)
      return occasion === undefined ? [] : [noticeOf(one, occasion)]
    })
    told += await inTransaction(deps.db, (tx) => notify(tx, deps, due))
    const last = page.at(-1)
    if (last === undefined || page.length < atOnce) break
    after = last.id
  }
  return told
}
