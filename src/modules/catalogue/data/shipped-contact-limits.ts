import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ContactLimits } from '../domain/contact-rules.ts'

const file = join(import.meta.dirname, '../../../../db/reference/rules/contacts-2026.json')

/** The rule set contacts as shipped, for a database that has not loaded it. */
export const shippedContactLimits = (): ContactLimits =>
  JSON.parse(readFileSync(file, 'utf8')) as ContactLimits
