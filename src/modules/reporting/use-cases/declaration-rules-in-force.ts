import { ruleSet } from '#modules/registry/index.ts'
import type { Db } from '#platform/db/connect.ts'
import type { DeclarationRules } from '../domain/declaration-rules.ts'

/** The rules of declarations in force on a day, or the version one was written under. */
export async function declarationRulesOn(db: Db, on: string, version?: string): Promise<DeclarationRules> {
  const rules = (await ruleSet(db, 'declarations', on, version)) ?? (await ruleSet(db, 'declarations', on))
  if (rules === undefined) throw new Error('No rules of declarations: run npm run db:reference')
  return rules as unknown as DeclarationRules
}
