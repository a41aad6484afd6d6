import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CreditRules } from '../domain/credit-rules.ts'
import type { PriorityRules } from '../domain/project.ts'

const shipped = (file: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../../../db/reference/rules', file), 'utf8'))

const credit = shipped('credit-2026.json') as CreditRules
const priority = shipped('priority-2026.json') as PriorityRules

/** A rule set as it is loaded, with the shipped numbers where it is silent. */
export const creditRulesOf = (set: Readonly<Record<string, unknown>> | undefined): CreditRules => ({
  ...credit,
  ...(set as Partial<CreditRules> | undefined),
})
export const priorityRulesOf = (set: Readonly<Record<string, unknown>> | undefined): PriorityRules => ({
  ...priority,
  ...(set as Partial<PriorityRules> | undefined),
})
