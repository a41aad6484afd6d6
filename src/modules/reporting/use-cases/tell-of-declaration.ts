import type { Role } from '#kernel/permissions.ts'
import { type NewNotice, notify, type Notifying } from '#modules/notices/index.ts'
import { type Unit, unitById } from '#modules/organizations/index.ts'
import type { Tx } from '#platform/db/connect.ts'
import type { Declaration } from '../data/declaration-repository.ts'
import type { DeclarationState, DeclarationStep } from '../domain/declaration-transitions.ts'

type Kind = 'to_sign' | 'to_confirm' | 'to_file' | 'returned' | 'filed' | 'ends_soon' | 'expired'

/** Who has to know of a declaration that reached a state. */
const kindAt: Readonly<Partial<Record<DeclarationState, Kind>>> = {
  unit_review: 'to_sign',
  department_review: 'to_confirm',
  province_review: 'to_file',
  returned: 'returned',
  filed: 'filed',
  expired: 'expired',
}

const ofUnit =
  (...roles: readonly Role[]) =>
  (unit: Unit) =>
    roles.map((role) => ({ role, scope: 'unit' as const, scopeId: String(unit.id) }))

const toWhom: Readonly<Record<Kind, (unit: Unit) => NewNotice['to']>> = {
  to_sign: ofUnit('unit_reviewer', 'unit_administrator'),
  to_confirm: (unit) => [
    { role: 'department', scope: 'department', scopeId: String(unit.departmentId ?? '') },
  ],
  to_file: () => [{ role: 'province', scope: 'site', scopeId: '' }],
  returned: ofUnit('unit_reporter'),
  filed: ofUnit('unit_reporter', 'unit_reviewer', 'unit_administrator'),
  ends_soon: ofUnit('unit_reporter'),
  expired: ofUnit('unit_reporter'),
}

/** What is told names the unit and the days, never an instrument: notices and mails outlive what they are about. */
async function tell(
  tx: Tx,
  deps: Notifying,
  declaration: Declaration,
  kind: Kind,
  occasion: string,
): Promise<number> {
  const { id, unitId, validUntil } = declaration
  const unit = await unitById(tx, unitId)
  if (unit === undefined) return 0
  return notify(tx, deps, [
    {
      to: toWhom[kind](unit),
      topic: 'declaration',
      code: `declaration.notice.${kind}`,
      details: { unit: unit.name, unitEn: unit.nameEn || unit.name, until: validUntil },
      link: `/declarations/${id}`,
      onceKey: `declaration ${id} ${kind} ${occasion}`,
    },
  ])
}

/** Tells those who have to act next, or whom the step concerns. */
export async function tellOfStep(
  tx: Tx,
  deps: Notifying,
  declaration: Declaration,
  to: { readonly state: DeclarationState; readonly step: DeclarationStep },
): Promise<void> {
  const kind = kindAt[to.state]
  if (kind !== undefined) await tell(tx, deps, declaration, kind, `revision ${declaration.revision}`)
}

/** Tells the unit that a filed declaration ends in so many days or fewer, once for each step of the rules. */
export const tellOfEnd = (tx: Tx, deps: Notifying, declaration: Declaration, days: number): Promise<number> =>
  tell(tx, deps, declaration, 'ends_soon', `${days} days`)
