import { type Actor, requireSignedIn, scopeOf } from '#kernel/actor.ts'
import { found, type Refusal, refuse, refuseIfAny } from '#kernel/refusal.ts'
import { dateIn, day as dayLength } from '#kernel/time.ts'
import { accountsKnownAs, writeAudit } from '#modules/identity/index.ts'
import { notify, type Notifying } from '#modules/notices/index.ts'
import { unitById } from '#modules/organizations/index.ts'
import { inTransaction, type Tx } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { appendEvent } from '#platform/outbox/outbox.ts'
import {
  type CertificateLine,
  certificateLines,
  changeCertificate,
  insertCertificates,
  lockedCertificate,
  lockedSameCertificates,
  type NewCertificate,
} from '../data/certificate-repository.ts'
import {
  type CertificateAct,
  certificateRefusals,
  type CertificateStanding,
  certificateSteps,
  lastDay,
  standingOf,
} from '../domain/certificate.ts'
import { cleanCoverage, type Coverage } from '../domain/coverage.ts'
import { rankOf, reaches } from '../domain/levels.ts'
import { keepsTraining, requireTraining } from './covered-places.ts'
import { qualificationRules, type QualificationRules, siteZone } from './rules-in-force.ts'

type D = Pick<Deps, 'db' | 'clock'> & Notifying
interface By {
  readonly accountId: number | undefined
  readonly name: string
}

const told = (accountId: number, id: number, what: string, details: Record<string, string>, no: number) => ({
  ...{ to: [{ accountId }], topic: 'qualification' as const, code: `qualification.certificate_${what}` },
  ...{ details, link: '/qualifications', onceKey: `certificate ${id} ${what} ${no}` },
})

/** Issues certificates in the caller's transaction: earlier ones of the same coverage and no higher level are replaced. */
export async function issueCertificates(
  tx: Tx,
  deps: D,
  certificates: readonly NewCertificate[],
  by: By,
  { levels }: Pick<QualificationRules, 'levels'>,
): Promise<number[]> {
  const now = deps.clock.now()
  for (const one of certificates)
    for (const earlier of await lockedSameCertificates(tx, one))
      if (reaches(levels, one.level, earlier.level))
        await changeCertificate(tx, earlier, { state: 'replaced', act: 'replace', reason: '' }, by, now)
  const ids = await insertCertificates(tx, certificates, by, now)
  const notices = certificates.map((one, place) => {
    const level = levels.find(({ code }) => code === one.level)
    const details = { level: level?.name ?? one.level, levelEn: level?.nameEn ?? one.level }
    return told(one.accountId, ids[place] ?? 0, 'issued', { ...details, until: one.validUntil ?? '—' }, 1)
  })
  await notify(tx, deps, notices)
  const unitId = certificates[0]?.unitId
  if (unitId !== undefined)
    await appendEvent(tx, {
      type: 'qualification.certificates_changed',
      unitId,
      payload: { accountIds: [...new Set(certificates.map(({ accountId }) => accountId))] },
    })
  return ids
}

export interface CertificateWish extends Coverage {
  readonly unitId: number
  /** Login, e-mail or phone. */
  readonly who: string
  readonly level: string
  readonly validFrom: string | undefined
  readonly validUntil: string | undefined
}

/** The lead certifies somebody they know can do it. */
export async function issueCertificate(deps: D, actor: Actor, wish: CertificateWish): Promise<number> {
  const by = requireSignedIn(actor)
  const rules = await qualificationRules(deps)
  const now = deps.clock.now()
  const coverage = cleanCoverage(wish)
  return inTransaction(deps.db, async (tx) => {
    const unit = found(await unitById(tx, wish.unitId), 'unit')
    await requireTraining(tx, actor, wish.unitId, coverage)
    const accounts = await accountsKnownAs(tx, [wish.who])
    const refusals: Refusal[] = []
    if (accounts.length !== 1)
      refusals.push({ code: `qualification.person_${accounts.length === 0 ? 'unknown' : 'ambiguous'}` })
    if (rankOf(rules.levels, wish.level) < 0)
      refusals.push({ code: 'qualification.level_unknown', level: wish.level })
    const validFrom = wish.validFrom ?? dateIn(now, unit.timeZone)
    const validUntil = wish.validUntil ?? lastDay(validFrom, rules.defaults.validMonths)
    if (validUntil !== undefined && validUntil < validFrom)
      refusals.push({ code: 'qualification.dates_crossed' })
    refuseIfAny(refusals, 'invalid')
    const one = {
      ...{ unitId: unit.id, accountId: accounts[0]?.id ?? 0, courseId: undefined, level: wish.level },
      ...{ validFrom, validUntil, source: 'lead' as const, sourceNo: '', ...coverage },
    }
    const [id = 0] = await issueCertificates(
      tx,
      deps,
      [one],
      { accountId: by.accountId, name: by.displayName },
      rules,
    )
    await writeAudit(tx, actor, now, [
      {
        ...{ action: 'certificate.issued', subject: 'certificate', subjectId: id, unitId: unit.id },
        changes: { accountId: one.accountId, level: one.level, validFrom, validUntil },
      },
    ])
    return id
  })
}

/** The lead suspends a certificate, gives it back, or revokes it; the holder hears why. */
export async function changeStanding(
  deps: D,
  actor: Actor,
  certificateId: number,
  wish: {
    readonly act: Exclude<CertificateAct, 'replace'>
    readonly reason: string
    readonly version: number
  },
): Promise<void> {
  const by = requireSignedIn(actor)
  const now = deps.clock.now()
  await inTransaction(deps.db, async (tx) => {
    const one = found(await lockedCertificate(tx, certificateId), 'certificate')
    if (one.accountId !== by.accountId && !(await keepsTraining(tx, actor, one.unitId, one)))
      found(undefined, 'certificate')
    await requireTraining(tx, actor, one.unitId, one)
    if (one.version !== wish.version) refuse('conflict', { code: 'changed_meanwhile' })
    refuseIfAny(certificateRefusals(one.state, wish.act, wish.reason))
    const state = certificateSteps[one.state][wish.act] ?? one.state
    const change = { state, act: wish.act, reason: wish.reason }
    await changeCertificate(tx, one, change, { accountId: by.accountId, name: by.displayName }, now)
    const what = { suspend: 'suspended', restore: 'restored', revoke: 'revoked' }[wish.act]
    await notify(tx, deps, [told(one.accountId, one.id, what, { reason: wish.reason }, one.version + 1)])
    await appendEvent(tx, {
      type: 'qualification.certificates_changed',
      unitId: one.unitId,
      payload: { accountIds: [one.accountId] },
    })
    await writeAudit(tx, actor, now, [
      {
        ...{ action: `certificate.${what}`, subject: 'certificate', subjectId: one.id, unitId: one.unitId },
        changes: { reason: wish.reason },
      },
    ])
  })
}

export interface ShownCertificate extends CertificateLine {
  readonly standing: CertificateStanding
}

const inDays = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * dayLength).toISOString().slice(0, 10)

async function shown(
  deps: Pick<Deps, 'db' | 'clock'>,
  filter: { accountId?: number; scope?: ReturnType<typeof scopeOf>; words?: string; state?: string },
): Promise<readonly ShownCertificate[]> {
  const { expiryPromptDays: days } = await qualificationRules(deps)
  const today = dateIn(deps.clock.now(), siteZone)
  const { state, ...which } = filter
  const soon = inDays(today, Math.max(0, ...days))
  const standing = state === undefined ? undefined : { state, today, soon }
  const lines = await certificateLines(deps.db, { ...which, standing, limit: 500 })
  return lines.map((one) => ({
    ...one,
    standing: standingOf(one, dateIn(deps.clock.now(), one.zone), days),
  }))
}

/** One's own certificates, the history of each with it. */
export const myCertificates = (deps: Pick<Deps, 'db' | 'clock'>, actor: Actor) =>
  shown(deps, { accountId: requireSignedIn(actor).accountId })

/** The certificates for instruments whose training somebody keeps; at most 500, those that end first. */
export const managedCertificates = (
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  filter: { readonly words: string; readonly state: string | undefined },
) =>
  shown(deps, {
    ...{ scope: scopeOf(actor, 'training.manage'), words: filter.words },
    ...(filter.state === undefined ? {} : { state: filter.state }),
  })
