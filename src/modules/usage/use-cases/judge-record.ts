import { type Elements, errorsAmong, problemsOf, validationGround } from '#modules/registry/index.ts'
import type { Instant } from '#kernel/time.ts'
import { dateIn } from '#kernel/time.ts'
import type { Db } from '#platform/db/connect.ts'
import { isDerived, type RecordElements, recordStateOf } from '../domain/service-record-elements.ts'

/** Kind of data of a service record in the national standard (domain.md §1.2). */
export const serviceRecordKind = 6

/** What the element dictionary in force says about a record's elements; those that follow from the log are not judged. */
export async function judgeRecord(db: Db, elements: RecordElements, at: { now: Instant; zone: string }) {
  const ground = await validationGround(db, serviceRecordKind, dateIn(at.now, at.zone))
  const dictionary = {
    ...ground.dictionary,
    elements: ground.dictionary.elements.filter((element) => !isDerived(element.id)),
  }
  const written: Elements = Object.fromEntries(Object.entries(elements).filter(([id]) => !isDerived(id)))
  const problems = problemsOf(written, { ...ground, dictionary }).filter(
    (problem) => problem.level === 'error',
  )
  return {
    problems,
    missing: problems.filter((problem) => problem.code === 'registry.missing').map(({ element }) => element),
    state: recordStateOf(errorsAmong(problems)),
    dictionary: ground.dictionary,
  }
}
