import { type Actor, actorMay, requireAbility, requireSignedIn, scopeOf } from '#kernel/actor.ts'
import type { Place } from '#kernel/permissions.ts'
import { found, refuse } from '#kernel/refusal.ts'
import type { Instant } from '#kernel/time.ts'
import { writeAudit } from '#modules/identity/index.ts'
import { centresOf, placeOfUnit } from '#modules/organizations/index.ts'
import { type Db, inTransaction, sqlState } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import {
  deleteTemplate,
  type FollowingInstrument,
  insertTemplate,
  instrumentsAt,
  type ListedTemplate,
  type NewTemplate,
  type Template,
  templateById,
  type TemplatePlace,
  templatePlaces,
  templatesWithin,
  updateTemplate,
} from '../data/template-repository.ts'
import { differingParts, withOwnParts } from '../domain/template-parts.ts'
import {
  checkedRules,
  instrumentToManage,
  type RulesDeps,
  type RulesSet,
  setRulesOf,
} from './set-booking-rules.ts'

type D = Pick<Deps, 'db' | 'clock'>

const placeOf = async (db: Db, { unitId, centreId }: TemplatePlace): Promise<Place> => ({
  ...(await placeOfUnit(db, unitId)),
  ...(centreId === undefined ? {} : { centreId }),
})

/** A template for somebody who manages the bookings of where it holds; for anybody else there is none. */
async function templateToManage(db: Db, actor: Actor, id: number): Promise<Template> {
  const template = found(await templateById(db, id), 'template')
  const may = actorMay(actor, 'booking.manage', await placeOf(db, template))
  return found(may ? template : undefined, 'template')
}

/** Templates somebody may apply, and where they may keep new ones. */
export async function showTemplates(deps: D, actor: Actor) {
  const scope = scopeOf(actor, 'booking.manage')
  const [templates, places]: [ListedTemplate[], Awaited<ReturnType<typeof templatePlaces>>] =
    await Promise.all([templatesWithin(deps.db, scope, deps.clock.now()), templatePlaces(deps.db, scope)])
  return { templates, places }
}

/** A template with the instruments it may be applied to and how each differs from it. */
export async function showTemplate(deps: D, actor: Actor, id: number) {
  const template = await templateToManage(deps.db, actor, id)
  const instruments = await instrumentsAt(deps.db, template)
  return {
    template,
    instruments: instruments.map((each) => ({
      ...each,
      follows: each.templateId === template.id,
      differs: each.rules === null ? [] : differingParts(each.rules, template.rules),
    })),
  }
}

const nameTaken = (error: unknown): never => {
  if (sqlState(error) === '23505') return refuse('conflict', { code: 'booking.template_name_taken' })
  throw error
}

const audited = (
  action: 'saved' | 'deleted',
  template: TemplatePlace & { name: string },
  id: number,
  more: object = {},
) => ({
  action: `booking_template.${action}`,
  subject: 'booking_template',
  subjectId: id,
  unitId: template.unitId,
  changes: { name: template.name, centreId: template.centreId, ...more },
})

/** A manager of a centre keeps rules under a name. */
export async function createTemplate(deps: D, actor: Actor, wish: NewTemplate): Promise<number> {
  requireAbility(actor, 'booking.manage', await placeOf(deps.db, wish))
  if (wish.centreId !== undefined) {
    const centres = await centresOf(deps.db, wish.unitId)
    found(
      centres.find(({ id }) => id === wish.centreId),
      'centre',
    )
  }
  await checkedRules(deps, wish)
  const now = deps.clock.now()
  const by = requireSignedIn(actor).accountId
  try {
    return await inTransaction(deps.db, async (tx) => {
      const id = await insertTemplate(tx, wish, by, now)
      await writeAudit(tx, actor, now, [audited('saved', wish, id, { version: 1, rules: wish.rules })])
      return id
    })
  } catch (error) {
    return nameTaken(error)
  }
}

/** A manager changes a template; instruments follow when it is applied to them anew. */
export async function changeTemplate(
  deps: D,
  actor: Actor,
  id: number,
  wish: Pick<Template, 'version' | 'name' | 'rules'>,
): Promise<void> {
  const template = await templateToManage(deps.db, actor, id)
  await checkedRules(deps, wish)
  const now = deps.clock.now()
  const by = requireSignedIn(actor).accountId
  try {
    await inTransaction(deps.db, async (tx) => {
      const { unitId } = template
      if (!(await updateTemplate(tx, { unitId, id, ...wish }, by, now)))
        refuse('conflict', { code: 'changed_meanwhile' })
      const more = { version: wish.version + 1, rules: wish.rules }
      await writeAudit(tx, actor, now, [audited('saved', { ...template, name: wish.name }, id, more)])
    })
  } catch (error) {
    nameTaken(error)
  }
}

/** A manager drops a template; instruments keep the rules they took from it. */
export async function dropTemplate(deps: D, actor: Actor, id: number): Promise<void> {
  const template = await templateToManage(deps.db, actor, id)
  await inTransaction(deps.db, async (tx) => {
    await deleteTemplate(tx, template.unitId, id)
    await writeAudit(tx, actor, deps.clock.now(), [audited('deleted', template, id)])
  })
}

export interface ApplyWish {
  readonly instrumentIds: readonly number[]
  /** Leave what each instrument has set for itself since it took the template. */
  readonly keepOwn: boolean
  readonly effectiveFrom?: Instant | undefined
  readonly dryRun: boolean
}
export interface Applied extends RulesSet {
  readonly instrumentId: number
  readonly name: string
}

/** What an instrument is to follow: the template, with its own parts where those are kept. */
function rulesFor(template: Template, each: FollowingInstrument, keepOwn: boolean) {
  const ownParts = keepOwn && each.templateId === template.id ? each.ownParts : []
  const rules = each.rules === null ? template.rules : withOwnParts(template.rules, each.rules, ownParts)
  return { rules, template: { templateId: template.id, ownParts: differingParts(rules, template.rules) } }
}

/** A template becomes a new dated version at each of some instruments, all or none, in one order of locks. */
export async function applyTemplate(
  deps: RulesDeps,
  actor: Actor,
  id: number,
  wish: ApplyWish,
): Promise<Applied[]> {
  const template = await templateToManage(deps.db, actor, id)
  const { effectiveFrom, holidays } = await checkedRules(deps, { ...wish, rules: template.rules })
  const here = new Map((await instrumentsAt(deps.db, template)).map((each) => [each.instrumentId, each]))
  const ids = [...new Set(wish.instrumentIds)].toSorted((a, b) => a - b)
  const chosen = ids.map((instrumentId) => found(here.get(instrumentId), 'instrument'))
  for (const each of chosen) await checkedRules(deps, rulesFor(template, each, wish.keepOwn))
  return inTransaction(deps.db, async (tx) => {
    const applied: Applied[] = []
    for (const each of chosen) {
      const { instrumentId, name, version } = each
      const instrument = await instrumentToManage(tx, actor, instrumentId)
      const next = { ...rulesFor(template, each, wish.keepOwn), version, effectiveFrom, dryRun: wish.dryRun }
      const bookable = each.bookable || each.version === 0
      const done = await setRulesOf(tx, deps, actor, instrument, { ...next, bookable }, holidays)
      applied.push({ instrumentId, name, ...done })
    }
    return applied
  })
}
