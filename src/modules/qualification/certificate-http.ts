import { instantOf, isoIn } from '#kernel/time.ts'
import type { Handlers } from '#platform/http/contract.ts'
import type { Deps } from '#platform/module/module.ts'
import type { certificateContract, CertificateView, RequirementView } from './contract/certificates.ts'
import type { RequirementVersion } from './data/requirement-repository.ts'
import {
  changeStanding,
  issueCertificate,
  managedCertificates,
  myCertificates,
  type ShownCertificate,
} from './use-cases/keep-certificates.ts'
import { managedRequirements, requirementOf, setRequirement } from './use-cases/requirements.ts'
import { qualificationRules } from './use-cases/rules-in-force.ts'

const given = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }

const certificateView = (one: ShownCertificate): CertificateView => ({
  ...{ id: one.id, unitId: one.unitId, unitName: one.unitName, unitNameEn: one.unitNameEn },
  ...{ holderName: one.holderName, holderUnitName: one.holderUnitName ?? '' },
  ...{ holderUnitNameEn: one.holderUnitNameEn ?? '', covers: one.covers, covered: [...one.covered] },
  ...given({ courseId: one.courseId, validUntil: one.validUntil }),
  ...{ level: one.level, validFrom: one.validFrom, standing: one.standing, source: one.source },
  ...{ sourceNo: one.sourceNo, version: one.version },
  steps: one.steps.map((step) => ({ ...step, at: isoIn(step.at, one.zone) })),
})

const requirementView = (one: RequirementVersion, zone: string): RequirementView => ({
  ...{ version: one.version, effectiveFrom: isoIn(one.effectiveFrom, zone) },
  ...given({ byDay: one.byDay, atNight: one.atNight, guided: one.guided }),
  ...{ nightFrom: one.nightFrom, nightUntil: one.nightUntil, changedByName: one.changedByName },
  changedAt: isoIn(one.changedAt, zone),
})

export const certificateHandlers: Handlers<typeof certificateContract, Deps> = {
  async qualificationRules(_call, deps) {
    const { levels, night, defaults, expiryPromptDays } = await qualificationRules(deps)
    return { levels: [...levels], night, defaults, expiryPromptDays: [...expiryPromptDays] }
  },
  async instrumentRequirement({ actor, params }, deps) {
    const one = await requirementOf(deps, actor, params.instrumentId)
    if (one === undefined) return {}
    const { byDay, atNight, guided, nightFrom, nightUntil } = one
    return given({ byDay, atNight, guided, nightFrom, nightUntil })
  },
  async setRequirement({ actor, params, body }, deps) {
    const { effectiveFrom, byDay, atNight, guided, ...rest } = body
    const wish = {
      ...{ ...rest, byDay, atNight, guided },
      effectiveFrom: effectiveFrom === undefined ? undefined : instantOf(effectiveFrom),
    }
    return { version: await setRequirement(deps, actor, params.instrumentId, wish) }
  },
  async managedRequirements({ actor, query }, deps) {
    const filter = { words: query.search, after: query.after, limit: 50 }
    const { items, next } = await managedRequirements(deps, actor, filter)
    return {
      items: items.map(({ instrument, zone, versions, inForce }) => ({
        ...{ instrumentId: instrument.id, unitId: instrument.unitId, innerId: instrument.innerId },
        ...{ name: instrument.name, nameEn: instrument.nameEn },
        ...given({ centreId: instrument.centreId, inForce: inForce?.version }),
        versions: versions.map((one) => requirementView(one, zone)),
      })),
      ...given({ next }),
    }
  },
  myCertificates: async ({ actor }, deps) => ({
    items: (await myCertificates(deps, actor)).map(certificateView),
  }),
  async managedCertificates({ actor, query }, deps) {
    const filter = { words: query.search, state: query.state }
    return { items: (await managedCertificates(deps, actor, filter)).map(certificateView) }
  },
  async issueCertificate({ actor, params, body }, deps) {
    const { centreId, validFrom, validUntil, ...rest } = body
    const wish = { ...rest, centreId, validFrom, validUntil, unitId: params.unitId }
    return { id: await issueCertificate(deps, actor, wish) }
  },
  async changeCertificate({ actor, params, body }, deps) {
    await changeStanding(deps, actor, params.certificateId, body)
    return undefined
  },
}
