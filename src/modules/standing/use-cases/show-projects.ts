import { type Actor, requireSignedIn, scopeOf } from '#kernel/actor.ts'
import { dateIn, instantAt } from '#kernel/time.ts'
import type { Deps } from '#platform/module/module.ts'
import { priorityFigures } from '../data/priority-use-repository.ts'
import { groupsOfPerson, projectsOf, projectsWithin } from '../data/project-repository.ts'
import type { ProjectState } from '../domain/project.ts'
import { priorityRulesOn, siteZone } from './rules-in-force.ts'

type D = Pick<Deps, 'db' | 'clock'>

/** One's own projects and those of one's research groups, with the levels and groups to choose from. */
export async function showMyProjects(deps: D, actor: Actor) {
  const { accountId } = requireSignedIn(actor)
  const today = dateIn(deps.clock.now(), siteZone)
  const [items, rules, groups] = await Promise.all([
    projectsOf(deps.db, accountId),
    priorityRulesOn(deps.db, today),
    groupsOfPerson(deps.db, accountId),
  ])
  return { items, rules, groups, today, accountId }
}

/** Projects handed in, of those one checks; those that wait first. */
export async function showProjects(deps: D, actor: Actor, state: ProjectState | undefined) {
  const today = dateIn(deps.clock.now(), siteZone)
  const items = await projectsWithin(deps.db, scopeOf(actor, 'project.check'), { state, limit: 300 })
  return { items, rules: await priorityRulesOn(deps.db, today), today }
}

/** Bookings with priority in a calendar year, by level, of the instruments within one's scope. */
export async function showPriorityFigures(deps: D, actor: Actor, year: number) {
  const start = instantAt(`${year}-01-01`, '00:00', siteZone)
  const end = instantAt(`${year + 1}-01-01`, '00:00', siteZone)
  const figures = await priorityFigures(deps.db, scopeOf(actor, 'project.check'), { start, end })
  return { figures, rules: await priorityRulesOn(deps.db, dateIn(deps.clock.now(), siteZone)) }
}
