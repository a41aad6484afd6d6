/** The door for other modules. */
export {
  type NewAuditEntry,
  insertAudit as writeAudit,
  auditPage as readAudit,
} from './data/audit-repository.ts'
export {
  accountById,
  accountsHolding,
  grantsOf,
  insertGrant,
  insertAccount,
  type Account,
} from './data/account-repository.ts'
