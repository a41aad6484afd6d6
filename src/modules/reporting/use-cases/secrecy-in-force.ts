import { type Instrument, ruleSet } from '#modules/registry/index.ts'
import type { Db } from '#platform/db/connect.ts'
import { secretWording } from '../domain/report-rules.ts'

/** The markings in force on a day (rule set `secrecy`); throws when reference data is not loaded. */
export async function secretMarkingsOn(db: Db, on: string): Promise<readonly string[]> {
  const rules = await ruleSet(db, 'secrecy', on)
  const markings = rules?.['markings']
  if (!Array.isArray(markings)) throw new Error('No markings of secrecy: run npm run db:reference')
  return markings.map(String)
}

/** Markings that stand in an instrument's elements. */
export const secretWordsIn = (
  instrument: Pick<Instrument, 'elements'>,
  markings: readonly string[],
): string[] => secretWording(Object.values(instrument.elements).map(String), markings)
