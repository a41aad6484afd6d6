/** The door for other modules. */
export {
  type NewAuditEntry,
  insertAudit as writeAudit,
  auditPage as readAudit,
} from './data/audit-repository.ts'
export {
  accountById,
  accountsHolding,
  deleteGrant,
  grantsOf,
  insertGrant,
  insertAccount,
  type Account,
} from './data/account-repository.ts'
export { members, setAccountUnit, type Member } from './data/member-query.ts'
