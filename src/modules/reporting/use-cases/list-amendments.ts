import { type Actor, scopeOf } from '#kernel/actor.ts'
import type { Deps } from '#platform/module/module.ts'
import { type Amendment, amendments } from '../data/amendment-query.ts'

/** Changes of accepted records that the public saw without a review, newest first. */
export async function listAmendments(
  deps: Pick<Deps, 'db'>,
  actor: Actor,
  page: { readonly after?: number | undefined; readonly limit: number },
): Promise<{ rows: Amendment[]; next: number | undefined }> {
  const scope = scopeOf(actor, 'instrument.read_unpublished')
  const rows = await amendments(deps.db, scope, { after: page.after, limit: page.limit + 1 })
  const shown = rows.slice(0, page.limit)
  return { rows: shown, next: rows.length > page.limit ? shown.at(-1)?.id : undefined }
}
