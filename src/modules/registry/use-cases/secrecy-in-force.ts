import { dateIn } from '#kernel/time.ts'
import { Refused } from '#kernel/refusal.ts'
import { writeAudit } from '#modules/identity/index.ts'
import { type Db, inTransaction } from '#platform/db/connect.ts'
import type { TextGuard } from '#platform/texts/text-guard.ts'
import type { Deps } from '#platform/module/module.ts'
import { ruleSet } from '../data/reference-reader.ts'
import { markingsIn, type SecrecyMarkings } from '../domain/wording.ts'

const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])

/** The markings in force on a day (rule set `secrecy`); undefined before reference data is loaded. */
async function markingsOn(db: Db, on: string): Promise<SecrecyMarkings | undefined> {
  const rules = await ruleSet(db, 'secrecy', on)
  if (!Array.isArray(rules?.['markings'])) return undefined
  return { words: listOf(rules['markings']), exceptions: listOf(rules['exceptions']) }
}

/** The markings in force on a day; throws when reference data is not loaded. */
export async function secretMarkingsOn(db: Db, on: string): Promise<SecrecyMarkings> {
  const markings = await markingsOn(db, on)
  if (markings === undefined) throw new Error('No markings of secrecy: run npm run db:reference')
  return markings
}

/**
 * Warns of markings of secrecy in whatever somebody sends, on any route: refused with the words found until the person, who
 * was shown them, sends it again saying so. That they did is logged, with the fields and the words of the list, never the text.
 */
export const warnOfMarkings: TextGuard<Deps> = async (deps, sent) => {
  const now = deps.clock.now()
  const markings = await markingsOn(deps.db, dateIn(now, 'Asia/Shanghai'))
  if (markings === undefined) return undefined
  const flagged = sent.texts.flatMap(({ path, text }) => {
    const words = markingsIn([text], markings)
    return words.length === 0 ? [] : [{ path, words }]
  })
  if (flagged.length === 0) return undefined
  const words = [...new Set(flagged.flatMap((one) => one.words))]
  const fields = flagged.map((one) => one.path)
  if (!sent.acknowledged)
    throw new Refused([{ code: 'registry.wording_found', words: words.join('、'), fields }], 'conflict')
  return () =>
    inTransaction(deps.db, (tx) =>
      writeAudit(tx, sent.actor, now, [
        {
          action: 'wording.acknowledged',
          subject: 'route',
          subjectId: sent.route,
          changes: { words, fields },
        },
      ]),
    )
}
