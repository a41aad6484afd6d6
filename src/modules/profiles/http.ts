import { isoIn } from '#kernel/time.ts'
import type { Handlers } from '#platform/http/contract.ts'
import type { Deps } from '#platform/module/module.ts'
import type { profilesContract, ProfileView, UnitRuleView } from './contract.ts'
import type { RuleRow } from './data/rule-repository.ts'
import type { RuleStanding } from './domain/profile.ts'
import { addEntry, dropEntry, editEntry } from './use-cases/keep-entries.ts'
import { addProfileFile, readProfileFile } from './use-cases/profile-files.ts'
import { publishRule, readRule } from './use-cases/publish-rule.ts'
import { type ReadProfile, readProfile } from './use-cases/read-profile.ts'

const ruleView = (rule: RuleRow & { standing: RuleStanding }, zone: string): UnitRuleView => ({
  id: rule.id,
  kind: rule.kind,
  version: rule.version,
  title: rule.title,
  titleEn: rule.titleEn,
  effectiveFrom: rule.effectiveFrom,
  standing: rule.standing,
  hasBody: rule.hasBody,
  ...(rule.fileId === undefined ? {} : { fileId: rule.fileId, fileName: rule.fileName ?? '' }),
  publishedAt: isoIn(rule.publishedAt, zone),
  publishedByName: rule.publishedByName,
})

const named = ({ id, name, nameEn }: { id: number; name: string; nameEn: string }) => ({ id, name, nameEn })
const coversOf = ({ covers }: { covers: ReadProfile['norms'][number]['covers'] }) => ({
  instruments: covers.instruments.map(named),
  centres: covers.centres.map(named),
})
const kindView = ({ code, name, nameEn }: ReadProfile['ruleKinds'][number]) => ({ code, name, nameEn })

function profileView(profile: ReadProfile): ProfileView {
  return {
    rules: profile.rules.map((rule) => ruleView(rule, profile.unit.timeZone)),
    technicians: profile.technicians.map((one) => ({
      ...{ id: one.id, name: one.name, title: one.title, skills: one.skills, covers: coversOf(one) },
      ...(profile.manage && one.accountId !== null ? { accountId: one.accountId } : {}),
    })),
    qualifications: profile.qualifications.map(({ fileId, ...one }) => ({
      ...{ id: one.id, kind: one.kind, number: one.number, scope: one.scope, standing: one.standing },
      ...{ validFrom: one.validFrom, validUntil: one.validUntil, covers: coversOf(one) },
      ...(fileId === null ? {} : { fileId }),
    })),
    norms: profile.norms.map((one) => ({
      ...{ id: one.id, number: one.number, title: one.title, titleEn: one.titleEn, covers: coversOf(one) },
    })),
    ruleKinds: profile.ruleKinds.map(kindView),
    qualificationKinds: profile.qualificationKinds.map(kindView),
    mayManage: profile.manage,
  }
}

const shownInPlace = new Set(['application/pdf', 'image/jpeg', 'image/png'])

export const profilesHandlers: Handlers<typeof profilesContract, Deps> = {
  profile: async ({ actor, params }, deps) => profileView(await readProfile(deps, actor, params.unitId)),
  async rule({ params }, deps) {
    const { unit, rule } = await readRule(deps, params)
    return { ...ruleView(rule, unit.timeZone), body: rule.body }
  },
  async publishRule({ actor, params, body }, deps) {
    return { id: await publishRule(deps, actor, params.unitId, { fileId: undefined, ...body }) }
  },
  async addProfileFile({ actor, params, query, upload }, deps) {
    const { id, name } = await addProfileFile(deps, actor, params.unitId, { name: query.name, bytes: upload })
    return { id, name }
  },
  async profileFile({ actor, params }, deps) {
    const { name, mediaType, bytes } = await readProfileFile(deps, actor, params)
    return { fileName: name, mediaType, bytes, inline: shownInPlace.has(mediaType) }
  },
  async addTechnician({ actor, params, body }, deps) {
    return { id: await addEntry(deps, actor, 'technician', { ...params, wish: body }) }
  },
  async editTechnician({ actor, params, body }, deps) {
    const { unitId, technicianId: id } = params
    await editEntry(deps, actor, 'technician', { unitId, id, wish: body })
    return undefined
  },
  async removeTechnician({ actor, params }, deps) {
    await dropEntry(deps, actor, 'technician', { unitId: params.unitId, id: params.technicianId })
    return undefined
  },
  async addQualification({ actor, params, body }, deps) {
    return { id: await addEntry(deps, actor, 'qualification', { ...params, wish: body }) }
  },
  async editQualification({ actor, params, body }, deps) {
    const { unitId, qualificationId: id } = params
    await editEntry(deps, actor, 'qualification', { unitId, id, wish: body })
    return undefined
  },
  async removeQualification({ actor, params }, deps) {
    await dropEntry(deps, actor, 'qualification', { unitId: params.unitId, id: params.qualificationId })
    return undefined
  },
  async addNorm({ actor, params, body }, deps) {
    return { id: await addEntry(deps, actor, 'norm', { ...params, wish: body }) }
  },
  async editNorm({ actor, params, body }, deps) {
    await editEntry(deps, actor, 'norm', { unitId: params.unitId, id: params.normId, wish: body })
    return undefined
  },
  async removeNorm({ actor, params }, deps) {
    await dropEntry(deps, actor, 'norm', { unitId: params.unitId, id: params.normId })
    return undefined
  },
}
