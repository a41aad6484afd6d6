import type { Actor } from '#kernel/actor.ts'
import { refuseIfAny } from '#kernel/refusal.ts'
import { dateIn, day, plus } from '#kernel/time.ts'
import { ruleSet } from '#modules/registry/index.ts'
import { inTransaction } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import {
  contactsRead,
  deleteContactReadings,
  insertContactReading,
} from '../data/contact-reading-repository.ts'
import { shippedContactLimits } from '../data/shipped-contact-limits.ts'
import { type ContactLimits, contactRefusals } from '../domain/contact-rules.ts'
import { type InstrumentContact, publicContact } from './show-instrument.ts'

/** The rule set contacts in force. */
async function limitsInForce(deps: Pick<Deps, 'db' | 'clock'>): Promise<ContactLimits> {
  const today = dateIn(deps.clock.now(), 'Asia/Shanghai')
  const set = await ruleSet(deps.db, 'contacts', today)
  return set === undefined ? shippedContactLimits() : (set as unknown as ContactLimits)
}

/** Shows phone and e-mail of an instrument's contact, logs who asked, and refuses a source that asks too often (domain.md §7). */
export async function readContact(
  deps: Pick<Deps, 'db' | 'clock'>,
  reader: { readonly actor: Actor; readonly source: string },
  instrumentId: number,
): Promise<InstrumentContact> {
  const { unitId, contact } = await publicContact(deps, instrumentId)
  const limits = await limitsInForce(deps)
  const now = deps.clock.now()
  await inTransaction(deps.db, async (tx) => {
    refuseIfAny(contactRefusals(await contactsRead(tx, reader.source, now), limits), 'too_many')
    const accountId = reader.actor.kind === 'account' ? reader.actor.accountId : undefined
    await insertContactReading(tx, { at: now, source: reader.source, accountId, unitId, instrumentId })
  })
  return contact
}

/** Forgets readings that are older than the rule keeps them. */
export async function forgetContactReadings(deps: Pick<Deps, 'db' | 'clock'>): Promise<void> {
  const { keepDays } = await limitsInForce(deps)
  await inTransaction(deps.db, (tx) => deleteContactReadings(tx, plus(deps.clock.now(), -keepDays * day)))
}
