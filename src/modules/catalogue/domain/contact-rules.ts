import type { Refusal } from '#kernel/refusal.ts'

/** How often one source may read contacts, and for how many days the log of it is kept (rule set contacts). */
export interface ContactLimits {
  readonly perHour: number
  readonly perDay: number
  readonly keepDays: number
}

/** What one source has read before. */
export interface ContactsRead {
  readonly inHour: number
  readonly inDay: number
}

/** Why the next contact is not shown: one source has read as many as the rule allows. */
export function contactRefusals(read: ContactsRead, limits: ContactLimits): Refusal[] {
  if (read.inDay >= limits.perDay)
    return [{ code: 'catalogue.too_many_contacts', limit: limits.perDay, hours: 24 }]
  if (read.inHour >= limits.perHour)
    return [{ code: 'catalogue.too_many_contacts', limit: limits.perHour, hours: 1 }]
  return []
}
