/** The door for other modules. */
export { type NewAuditEntry, insertAudit as writeAudit, redactAudit } from './data/audit-repository.ts'
export {
  accountById,
  accountsKnownAs,
  deleteGrant,
  grantsOf,
  insertGrant,
  type Account,
  type KnownAccount,
} from './data/account-repository.ts'
export { actorOf } from './use-cases/actor-of.ts'
export { members, setAccountUnit, type Member } from './data/member-query.ts'
export { type Addressee, addressees, holdersOf } from './data/holder-query.ts'
