import { Readable } from 'node:stream'
import { type Actor, actorMay, requireAbility, requireSignedIn, type SignedIn } from '#kernel/actor.ts'
import { found, refuse, refuseIfAny } from '#kernel/refusal.ts'
import { dateIn } from '#kernel/time.ts'
import { writeAudit } from '#modules/identity/index.ts'
import { notify, type Notifying, type Recipient } from '#modules/notices/index.ts'
import { placeOfUnit } from '#modules/organizations/index.ts'
import { type Db, inTransaction, type Tx } from '#platform/db/connect.ts'
import { documentKindOf, documentKinds, nameAs } from '#platform/files/file-kind.ts'
import { gathered, storeFile, wholeFile } from '#platform/files/files.ts'
import type { Deps } from '#platform/module/module.ts'
import {
  groupsOfPerson,
  insertProject,
  lockedProject,
  moveProject,
  projectById,
  type ProjectLine,
  type ProjectText,
  saveProject,
  setProof,
} from '../data/project-repository.ts'
import { type ProjectAct, projectActRefusals, projectTransitions, submitRefusals } from '../domain/project.ts'
import { priorityRulesOn, siteZone } from './rules-in-force.ts'

type D = Pick<Deps, 'db' | 'clock'>
const maxProofBytes = 10 * 1024 * 1024

async function requireGroup(db: Db, accountId: number, groupId: number | undefined): Promise<void> {
  if (groupId === undefined) return
  const groups = await groupsOfPerson(db, accountId)
  if (!groups.some(({ id }) => id === groupId)) refuse('invalid', { code: 'standing.group_not_yours' })
}

const audited = (
  tx: Tx,
  actor: Actor,
  deps: D,
  act: string,
  project: { id: number; unitId: number | null },
  changes = {},
) =>
  writeAudit(tx, actor, deps.clock.now(), [
    {
      action: `project.${act}`,
      subject: 'priority_project',
      subjectId: project.id,
      unitId: project.unitId ?? undefined,
      changes,
    },
  ])

/** Somebody registers a project; it gives nothing before its proof was checked. */
export function registerProject(deps: D, actor: Actor, text: ProjectText): Promise<number> {
  const user = requireSignedIn(actor)
  return inTransaction(deps.db, async (tx) => {
    await requireGroup(tx, user.accountId, text.groupId)
    const id = await insertProject(tx, user, text, deps.clock.now())
    await audited(tx, actor, deps, 'registered', { id, unitId: user.unitId ?? null }, { ...text })
    return id
  })
}

/** The project under lock, for its owner; not found for anybody else. */
async function ownProject(
  tx: Tx,
  user: SignedIn,
  id: number,
  act: ProjectAct,
  version?: number,
): Promise<ProjectLine> {
  const seen = await lockedProject(tx, id)
  const project = found(seen?.accountId === user.accountId ? seen : undefined, 'priority_project')
  refuseIfAny(projectActRefusals(project.state, act))
  if (version !== undefined && project.version !== version) refuse('conflict', { code: 'changed_meanwhile' })
  return project
}

export function changeProject(
  deps: D,
  actor: Actor,
  id: number,
  { version, ...text }: ProjectText & { readonly version: number },
): Promise<void> {
  const user = requireSignedIn(actor)
  return inTransaction(deps.db, async (tx) => {
    const project = await ownProject(tx, user, id, 'change', version)
    await requireGroup(tx, user.accountId, text.groupId)
    await saveProject(tx, id, text, deps.clock.now())
    await audited(tx, actor, deps, 'changed', project, { ...text })
  })
}

/** The proof of a project; what it is, is told by its content. */
export async function addProof(
  deps: D,
  actor: Actor,
  id: number,
  given: { readonly name: string; readonly bytes: AsyncIterable<Uint8Array> },
): Promise<{ readonly name: string }> {
  const user = requireSignedIn(actor)
  const bytes = await gathered(given.bytes, maxProofBytes)
  const kind = documentKindOf(bytes) ?? refuse('invalid', { code: 'standing.proof_kind' })
  return inTransaction(deps.db, async (tx) => {
    const project = await ownProject(tx, user, id, 'change')
    const file = await storeFile(
      tx,
      {
        ...{ name: nameAs(kind, given.name), mediaType: documentKinds[kind], purpose: 'project_proof' },
        ...{ unitId: project.unitId ?? undefined, createdBy: user.accountId, maxBytes: maxProofBytes },
      },
      Readable.from([bytes]),
    )
    await setProof(tx, id, file.id, deps.clock.now())
    await audited(tx, actor, deps, 'proof', project, { file: file.name })
    return { name: file.name }
  })
}

/** The proof, for the owner and for who checks. */
export async function readProof(deps: Pick<Deps, 'db'>, actor: Actor, id: number) {
  const { accountId } = requireSignedIn(actor)
  const project = found(await projectById(deps.db, id), 'priority_project')
  const checks =
    actorMay(actor, 'project.check', await placeOf(deps.db, project)) && project.state !== 'draft'
  if (project.accountId !== accountId && !checks) found(undefined, 'priority_project')
  const fileId = found(project.proofFileId, 'file')
  return {
    name: project.proofName ?? 'file',
    mediaType: project.proofMediaType ?? 'application/octet-stream',
    bytes: await wholeFile(deps.db, fileId),
  }
}

const placeOf = async (db: Db, { unitId }: ProjectLine) => (unitId === null ? {} : placeOfUnit(db, unitId))

/** Those who check a project: the operators of the province, and the reviewers of its unit. */
const checkersOf = ({ unitId }: ProjectLine): Recipient[] => [
  { role: 'province_operator', scope: 'site', scopeId: '' },
  ...(unitId === null
    ? []
    : [{ role: 'unit_reviewer' as const, scope: 'unit' as const, scopeId: String(unitId) }]),
]

/** The owner hands a project in to be checked, or takes it back for good. */
export function takeProjectStep(
  deps: D & Notifying,
  actor: Actor,
  id: number,
  wish: { readonly step: 'submit' | 'withdraw'; readonly version: number },
): Promise<void> {
  const user = requireSignedIn(actor)
  const now = deps.clock.now()
  return inTransaction(deps.db, async (tx) => {
    const project = await ownProject(tx, user, id, wish.step, wish.version)
    const today = dateIn(now, siteZone)
    if (wish.step === 'submit') {
      const rules = await priorityRulesOn(tx, today)
      refuseIfAny(
        submitRefusals({ ...project, hasProof: project.proofFileId !== null }, rules, today),
        'invalid',
      )
    }
    const state = found(projectTransitions[project.state][wish.step], 'priority_project')
    await moveProject(tx, id, { state, note: '', by: undefined }, now)
    await audited(tx, actor, deps, wish.step, project, { state: { from: project.state, to: state } })
    if (wish.step === 'submit')
      await notify(tx, deps, [
        {
          to: checkersOf(project),
          except: user.accountId,
          topic: 'standing',
          code: 'standing.project_waiting',
          details: { title: project.title, name: user.displayName },
          link: '/standing/projects',
          onceKey: `project ${id} ${project.version}`,
        },
      ])
  })
}

/** A person checked the proof: the project has its level from now on, or goes back with the reason. */
export function decideProject(
  deps: D & Notifying,
  actor: Actor,
  id: number,
  wish: { readonly accept: boolean; readonly reason: string; readonly version: number },
): Promise<void> {
  const { accountId: by } = requireSignedIn(actor)
  const now = deps.clock.now()
  return inTransaction(deps.db, async (tx) => {
    const project = found(await lockedProject(tx, id), 'priority_project')
    requireAbility(actor, 'project.check', await placeOf(tx, project))
    if (project.accountId === by) refuse('conflict', { code: 'standing.own_project' })
    const act = wish.accept ? 'accept' : 'return'
    refuseIfAny(projectActRefusals(project.state, act))
    if (project.version !== wish.version) refuse('conflict', { code: 'changed_meanwhile' })
    if (!wish.accept && wish.reason === '') refuse('invalid', { code: 'standing.reason_needed' })
    const state = found(projectTransitions[project.state][act], 'priority_project')
    await moveProject(tx, id, { state, note: wish.reason, by }, now)
    await audited(tx, actor, deps, act, project, {
      state: { from: project.state, to: state },
      reason: wish.reason,
    })
    await notify(tx, deps, [
      {
        to: [{ accountId: project.accountId }],
        topic: 'standing',
        code: wish.accept ? 'standing.project_checked' : 'standing.project_returned',
        details: { title: project.title, reason: wish.reason },
        link: '/standing/my-projects',
        onceKey: `project decided ${id} ${project.version}`,
      },
    ])
  })
}
