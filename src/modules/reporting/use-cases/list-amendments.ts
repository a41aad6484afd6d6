import { type Actor, scopeOf } from '#kernel/actor.ts'
import { instant } from '#kernel/time.ts'
import type { Deps } from '#platform/module/module.ts'
import { type Amendment, amendments } from '../data/amendment-query.ts'
import type { ReviewSubject } from '../domain/review-subject.ts'

const cursorOf = ({ at, id }: Amendment) => `${at}_${id}`
function placeOf(cursor: string | undefined) {
  const [at, id] = (/^(\d+)_(\d+)$/.exec(cursor ?? '') ?? []).slice(1).map(Number)
  return at === undefined || id === undefined ? undefined : { at: instant(at), id }
}

/** Changes of what was accepted that needed no review, newest first. */
export async function listAmendments(
  deps: Pick<Deps, 'db'>,
  actor: Actor,
  page: { readonly of: ReviewSubject; readonly after?: string | undefined; readonly limit: number },
): Promise<{ rows: Amendment[]; next: string | undefined }> {
  const scope = scopeOf(actor, 'instrument.read_unpublished')
  const wish = { after: placeOf(page.after), limit: page.limit + 1 }
  const rows = await amendments(deps.db, page.of, scope, wish)
  const shown = rows.slice(0, page.limit)
  const last = shown.at(-1)
  return { rows: shown, next: rows.length > page.limit && last !== undefined ? cursorOf(last) : undefined }
}
