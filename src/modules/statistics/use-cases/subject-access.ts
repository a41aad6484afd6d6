import { type Actor, actorMay } from '#kernel/actor.ts'
import { found, refuse } from '#kernel/refusal.ts'
import { codeTable } from '#modules/registry/index.ts'
import type { Db } from '#platform/db/connect.ts'
import { namedSubject } from '../data/subject-query.ts'
import { isPublicLevel, type Subject } from '../domain/levels.ts'

const numbered: ReadonlySet<string> = new Set(['department', 'unit', 'centre', 'instrument'])

/** The subject with its name: open to everybody for province, city and unit, else for those who may read its figures. */
export async function readableSubject(db: Db, actor: Actor, subject: Subject) {
  if (numbered.has(subject.level) && !/^\d{1,15}$/.test(subject.id))
    refuse('invalid', { code: 'statistics.unknown_subject' })
  const known = found(await namedSubject(db, subject), subject.level)
  if (!isPublicLevel(subject.level) && !actorMay(actor, 'statistics.read', known.place))
    refuse('forbidden', { code: 'forbidden', ability: 'statistics.read' })
  if (subject.level !== 'city') return { ...known, nameEn: known.nameEn || known.name }
  const areas = await codeTable(db, 'areas')
  const city = found(areas?.byCode.get(subject.id), 'city')
  return { ...known, name: city.name, nameEn: city.nameEn }
}
