import type { Db } from '#platform/db/connect.ts'
import { checkedLevel } from '../data/gate-query.ts'
import type { PriorityLevel } from '../domain/project.ts'
import { priorityRulesOn } from './rules-in-force.ts'

/** What a checked project gives on a day (`YYYY-MM-DD`) by the rules then in force; undefined when it gives nothing. */
export async function priorityOf(db: Db, projectId: number, on: string): Promise<PriorityLevel | undefined> {
  const code = await checkedLevel(db, projectId, on)
  if (code === undefined) return undefined
  return (await priorityRulesOn(db, on)).levels.find((level) => level.code === code)
}
