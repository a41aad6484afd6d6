/**
 * The permission table: who may do what, in one place (design.md §3.4). A role is granted with a scope; an ability lists
 * the roles that carry it. Whether the scope covers the thing at hand is decided by `may`.
 */

export const roles = [
  'system_administrator',
  'province_operator',
  'province',
  'auditor',
  'department',
  'city',
  'unit_administrator',
  'unit_reporter',
  'unit_reviewer',
  'centre_manager',
  'instrument_lead',
  'group_lead',
] as const
export type Role = (typeof roles)[number]

export const scopeKinds = ['site', 'department', 'city', 'unit', 'centre', 'instrument', 'group'] as const
export type ScopeKind = (typeof scopeKinds)[number]

/** A role held over a scope; `scopeId` is the id of the department, unit, …, the adcode of a city, empty for the site. */
export interface Grant {
  readonly role: Role
  readonly scope: ScopeKind
  readonly scopeId: string
}

/** Every ability and the roles that carry it. A user without any grant has only what needs no ability. */
export const permissionTable = {
  'account.manage': ['system_administrator'],
  'grant.manage': ['system_administrator', 'unit_administrator'],
  'audit.read': ['system_administrator', 'auditor'],
  'organization.manage': ['system_administrator', 'province_operator'],
  'unit.manage': ['province_operator', 'unit_administrator'],
  'reference.manage': ['system_administrator', 'province_operator'],
  'instrument.read_unpublished': [
    'province_operator',
    'province',
    'auditor',
    'department',
    'city',
    'unit_administrator',
    'unit_reporter',
    'unit_reviewer',
    'centre_manager',
    'instrument_lead',
  ],
  'instrument.edit': ['unit_reporter', 'instrument_lead'],
  'ledger.import': ['unit_reporter'],
  'instrument.assign': ['unit_administrator', 'unit_reporter'],
  'report.submit_to_unit': ['unit_reporter', 'instrument_lead'],
  'report.review_in_unit': ['unit_reviewer'],
  'report.review_in_province': ['province_operator'],
  // Either review: reading the queue, claiming, drawing; each step names its own ability besides.
  'report.review': ['unit_reviewer', 'province_operator'],
  'report.comment': [
    'province_operator',
    'province',
    'department',
    'unit_administrator',
    'unit_reporter',
    'unit_reviewer',
    'centre_manager',
    'instrument_lead',
  ],
  'report.withdraw_from_public': ['unit_reviewer', 'province_operator'],
  'campaign.manage': ['province_operator'],
  'campaign.read': [
    'province_operator',
    'province',
    'auditor',
    'department',
    'city',
    'unit_administrator',
    'unit_reporter',
    'unit_reviewer',
  ],
  'instrument.purge': ['province_operator'],
  'purge.read': ['province_operator', 'province', 'auditor'],
  'declaration.read': [
    'unit_reporter',
    'unit_reviewer',
    'unit_administrator',
    'department',
    'city',
    'province_operator',
    'province',
    'auditor',
  ],
  'declaration.write': ['unit_reporter'],
  'declaration.attach': ['unit_reporter', 'unit_reviewer', 'unit_administrator'],
  'declaration.sign': ['unit_reviewer', 'unit_administrator'],
  'declaration.confirm': ['department'],
  'declaration.file': ['province'],
  'training.manage': ['instrument_lead', 'centre_manager', 'unit_administrator'],
  'booking.manage': ['instrument_lead', 'centre_manager', 'unit_administrator'],
  'booking.approve_for_centre': ['centre_manager', 'unit_administrator'],
  // Sees the page of requests; which of them wait for whom is decided step by step.
  'booking.decide': ['instrument_lead', 'centre_manager', 'unit_administrator', 'group_lead'],
  'booking.read_all': [
    'instrument_lead',
    'centre_manager',
    'unit_administrator',
    'unit_reporter',
    'unit_reviewer',
    'province_operator',
    'auditor',
  ],
  // Sample orders: settings, quotes, reception, measuring, results.
  'order.manage': ['instrument_lead', 'centre_manager', 'unit_administrator'],
  'order.approve': ['group_lead'],
  // Keeps somebody from an instrument by hand; who judges appeals and unit-wide sanctions is the unit's administrator.
  'standing.sanction': ['instrument_lead', 'centre_manager', 'unit_administrator'],
  'standing.judge': ['unit_administrator'],
  'project.check': ['unit_reviewer', 'province_operator'],
  'usage.manage': ['instrument_lead', 'centre_manager'],
  'usage.read': [
    'instrument_lead',
    'centre_manager',
    'unit_administrator',
    'unit_reporter',
    'unit_reviewer',
    'department',
    'city',
    'province_operator',
    'province',
    'auditor',
  ],
  'statistics.read': [
    'unit_administrator',
    'unit_reporter',
    'unit_reviewer',
    'centre_manager',
    'department',
    'city',
    'province_operator',
    'province',
    'auditor',
  ],
  'watch.prompt': ['province_operator'],
  'portal.manage': ['province_operator'],
} as const satisfies Record<string, readonly Role[]>

export type Ability = keyof typeof permissionTable
export const abilities = Object.keys(permissionTable) as Ability[]

/** Where a thing stands, as far as its reader knows; a grant covers it when its scope is one of these. */
export interface Place {
  readonly unitId?: number | undefined
  readonly departmentId?: number | undefined
  /** Adcode of the prefecture-level city, for example 440100. */
  readonly cityCode?: string | undefined
  readonly centreId?: number | undefined
  readonly instrumentId?: number | undefined
  readonly groupId?: number | undefined
}

const placeIdOf: Record<ScopeKind, (place: Place) => string | number | undefined> = {
  site: () => '',
  department: (place) => place.departmentId,
  city: (place) => place.cityCode,
  unit: (place) => place.unitId,
  centre: (place) => place.centreId,
  instrument: (place) => place.instrumentId,
  group: (place) => place.groupId,
}

/** Does the grant's scope cover the place? The site covers everything. */
export function covers(grant: Grant, place: Place): boolean {
  if (grant.scope === 'site') return true
  const id = placeIdOf[grant.scope](place)
  return id !== undefined && String(id) === grant.scopeId
}

/** The grants that carry an ability. */
export const grantsFor = (grants: readonly Grant[], ability: Ability): Grant[] =>
  grants.filter((grant) => (permissionTable[ability] as readonly Role[]).includes(grant.role))

/** May somebody with these grants use the ability on a thing at this place? */
export const may = (grants: readonly Grant[], ability: Ability, place: Place): boolean =>
  grantsFor(grants, ability).some((grant) => covers(grant, place))
