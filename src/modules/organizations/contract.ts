import { z } from 'zod'
import { roles, scopeKinds } from '#kernel/permissions.ts'
import { departmentKinds, unitKinds, unitStatuses } from './domain/unit.ts'

export { unitKinds }

const Id = z.coerce.number().int().positive()
const ofUnit = z.object({ unitId: Id })
const Text = (most: number) => z.string().trim().max(most)
const Name = z.string().trim().min(1).max(100)
const CityCode = z.string().regex(/^\d{6}$/)

export const DepartmentView = z
  .object({
    id: z.int(),
    name: z.string(),
    nameEn: z.string(),
    kind: z.enum(departmentKinds),
    cityCode: z.string().optional(),
  })
  .meta({ id: 'Department' })

export const UnitSummaryView = z
  .object({
    id: z.int(),
    name: z.string(),
    nameEn: z.string(),
    kind: z.enum(unitKinds),
    managing: z.boolean(),
    cityCode: z.string().optional(),
    departmentName: z.string().optional(),
    departmentNameEn: z.string().optional(),
    status: z.enum(unitStatuses),
    centres: z.int(),
  })
  .meta({ id: 'UnitSummary' })
export type UnitSummaryView = z.infer<typeof UnitSummaryView>

export const CentreView = z
  .object({
    id: z.int(),
    name: z.string(),
    nameEn: z.string(),
    rooms: z.string(),
    introduction: z.string(),
  })
  .meta({ id: 'Centre' })
export type CentreView = z.infer<typeof CentreView>

export const ContactView = z
  .object({ duty: z.string(), name: z.string(), phone: z.string(), email: z.string() })
  .meta({ id: 'Contact' })

export const UnitView = z
  .object({
    id: z.int(),
    insCode: z.string().optional(),
    creditCode: z.string().optional(),
    name: z.string(),
    nameEn: z.string(),
    kind: z.enum(unitKinds),
    managing: z.boolean(),
    smallCompany: z.boolean(),
    departmentId: z.int().optional(),
    cityCode: z.string().optional(),
    countyCode: z.string().optional(),
    street: z.string(),
    postalCode: z.string(),
    website: z.string(),
    introduction: z.string(),
    introductionEn: z.string(),
    timeZone: z.string(),
    department: DepartmentView.optional(),
    centres: z.array(CentreView),
    contacts: z.array(ContactView),
    /** What the caller may do here, so that the page never guesses. */
    may: z.object({ manage: z.boolean(), register: z.boolean(), grant: z.boolean() }),
  })
  .meta({ id: 'Unit' })
export type UnitView = z.infer<typeof UnitView>

export const PersonView = z.object({ accountId: z.int(), displayName: z.string() }).meta({ id: 'Person' })
export const GroupView = z
  .object({
    id: z.int(),
    name: z.string(),
    lead: PersonView.optional(),
    members: z.array(PersonView),
  })
  .meta({ id: 'Group' })
export type GroupView = z.infer<typeof GroupView>

export const GrantInput = z.object({
  role: z.enum(roles),
  scope: z.enum(scopeKinds),
  scopeId: z.string().max(20),
})
export const MemberView = z
  .object({
    accountId: z.int(),
    login: z.string(),
    displayName: z.string(),
    email: z.string().optional(),
    phone: z.string().optional(),
    status: z.enum(['active', 'locked', 'closed']),
    grants: z.array(GrantInput.extend({ scopeName: z.string().optional() })),
  })
  .meta({ id: 'Member' })
export type MemberView = z.infer<typeof MemberView>

export const ClaimView = z
  .object({
    accountId: z.int(),
    login: z.string(),
    displayName: z.string(),
    unitId: z.int(),
    unitName: z.string(),
    claimedAt: z.string(),
  })
  .meta({ id: 'MembershipClaim' })

const RegistrationBody = z.object({
  name: z.string().trim().min(2).max(100),
  nameEn: Text(200).default(''),
  kind: z.enum(unitKinds),
  creditCode: z.string().trim().toUpperCase().max(18).optional(),
  insCode: z.string().trim().toLowerCase().max(32).optional(),
  managing: z.boolean(),
  departmentId: z.int().optional(),
  cityCode: CityCode.optional(),
})
const registrationRefuses = [
  'organizations.credit_code_wrong',
  'organizations.ins_code_wrong',
  'organizations.credit_code_missing',
  'organizations.city_missing',
  'organizations.department_unknown',
  'organizations.unit_known_already',
] as const
const CentreBody = z.object({
  name: Name,
  nameEn: Text(200).default(''),
  rooms: Text(300).default(''),
  introduction: Text(2000).default(''),
})
const GroupBody = z.object({
  name: Name,
  leadAccountId: z.int().optional(),
  memberIds: z.array(z.int()).max(500).default([]),
})
const created = { status: 201, body: z.object({ id: z.int() }) } as const
const done = { status: 204 } as const

export const organizationsContract = {
  departments: {
    method: 'GET',
    path: '/api/v1/departments',
    summary: 'Superior departments',
    access: 'public',
    reply: { status: 200, body: z.array(DepartmentView) },
  },
  units: {
    method: 'GET',
    path: '/api/v1/units',
    summary: 'Managing units; operators also see those that only use instruments',
    access: 'public',
    query: z.object({
      q: Text(100).optional(),
      kind: z.enum(unitKinds).optional(),
      departmentId: Id.optional(),
      cityCode: CityCode.optional(),
      managing: z.enum(['true', 'false']).optional(),
      page: z.coerce.number().int().min(1).max(1000).default(1),
    }),
    reply: {
      status: 200,
      body: z.object({ items: z.array(UnitSummaryView), total: z.int(), pageSize: z.int() }),
    },
  },
  unitKnown: {
    method: 'GET',
    path: '/api/v1/units/by-credit-code/:creditCode',
    summary: 'Whether a legal person is known, for registration',
    access: 'public',
    params: z.object({ creditCode: z.string().trim().toUpperCase().length(18) }),
    reply: { status: 200, body: z.object({ known: z.boolean(), name: z.string().optional() }) },
  },
  unit: {
    method: 'GET',
    path: '/api/v1/units/:unitId',
    summary: 'Profile of a unit with its centres and contacts',
    access: 'public',
    params: ofUnit,
    reply: { status: 200, body: UnitView },
  },
  createUnit: {
    method: 'POST',
    path: '/api/v1/units',
    summary: 'Register a unit',
    access: 'organization.manage',
    body: RegistrationBody,
    reply: created,
    refuses: registrationRefuses,
  },
  changeRegistration: {
    method: 'PUT',
    path: '/api/v1/units/:unitId/registration',
    summary: 'Change name, codes, kind, department of a unit',
    access: 'organization.manage',
    params: ofUnit,
    body: RegistrationBody,
    reply: done,
    refuses: registrationRefuses,
  },
  editUnit: {
    method: 'PUT',
    path: '/api/v1/units/:unitId',
    summary: "Edit a unit's profile",
    access: 'unit.manage',
    params: ofUnit,
    body: z.object({
      nameEn: Text(200),
      countyCode: CityCode.optional(),
      street: Text(100),
      postalCode: z
        .string()
        .trim()
        .regex(/^(\d{6})?$/),
      website: z.union([z.url({ protocol: /^https?$/ }).max(200), z.literal('')]),
      introduction: Text(5000),
      introductionEn: Text(8000),
      smallCompany: z.boolean(),
      contacts: z
        .array(
          z.object({
            duty: z.string().trim().min(1).max(50),
            name: z.string().trim().min(1).max(50),
            phone: Text(30).default(''),
            email: z.union([z.email(), z.literal('')]).default(''),
          }),
        )
        .max(20),
    }),
    reply: done,
  },
  createCentre: {
    method: 'POST',
    path: '/api/v1/units/:unitId/centres',
    summary: 'Add a centre',
    access: 'unit.manage',
    params: ofUnit,
    body: CentreBody,
    reply: created,
    refuses: ['organizations.name_taken'],
  },
  editCentre: {
    method: 'PUT',
    path: '/api/v1/units/:unitId/centres/:centreId',
    summary: 'Change a centre',
    access: 'unit.manage',
    params: ofUnit.extend({ centreId: Id }),
    body: CentreBody,
    reply: done,
    refuses: ['organizations.name_taken'],
  },
  deleteCentre: {
    method: 'DELETE',
    path: '/api/v1/units/:unitId/centres/:centreId',
    summary: 'Remove a centre that has no instruments',
    access: 'unit.manage',
    params: ofUnit.extend({ centreId: Id }),
    reply: done,
    refuses: ['organizations.centre_in_use'],
  },
  groups: {
    method: 'GET',
    path: '/api/v1/units/:unitId/groups',
    summary: 'Research groups of a unit, for its members and administrators',
    access: 'signed-in',
    params: ofUnit,
    reply: { status: 200, body: z.array(GroupView) },
  },
  createGroup: {
    method: 'POST',
    path: '/api/v1/units/:unitId/groups',
    summary: 'Add a research group',
    access: 'unit.manage',
    params: ofUnit,
    body: GroupBody,
    reply: created,
    refuses: ['organizations.name_taken', 'organizations.not_a_member'],
  },
  editGroup: {
    method: 'PUT',
    path: '/api/v1/units/:unitId/groups/:groupId',
    summary: 'Change a research group, its lead and members',
    access: 'unit.manage',
    params: ofUnit.extend({ groupId: Id }),
    body: GroupBody,
    reply: done,
    refuses: ['organizations.name_taken', 'organizations.not_a_member'],
  },
  deleteGroup: {
    method: 'DELETE',
    path: '/api/v1/units/:unitId/groups/:groupId',
    summary: 'Remove a research group',
    access: 'unit.manage',
    params: ofUnit.extend({ groupId: Id }),
    reply: done,
    refuses: ['organizations.group_in_use'],
  },
  members: {
    method: 'GET',
    path: '/api/v1/units/:unitId/members',
    summary: 'Accounts of a unit with their roles',
    access: 'grant.manage',
    params: ofUnit,
    reply: { status: 200, body: z.array(MemberView) },
  },
  removeMember: {
    method: 'DELETE',
    path: '/api/v1/units/:unitId/members/:accountId',
    summary: 'An account no longer belongs to the unit; its roles there end',
    access: 'grant.manage',
    byKey: 'never',
    params: ofUnit.extend({ accountId: Id }),
    reply: done,
    refuses: ['organizations.own_grant'],
  },
  grantRole: {
    method: 'POST',
    path: '/api/v1/accounts/:accountId/grants',
    summary: 'Give a role over a scope',
    access: 'grant.manage',
    byKey: 'never',
    params: z.object({ accountId: Id }),
    body: GrantInput,
    reply: done,
    refuses: [
      'organizations.own_grant',
      'organizations.grant_outside_scope',
      'organizations.role_needs_other_scope',
      'organizations.scope_unknown',
      'organizations.not_a_member',
      'organizations.reporter_is_reviewer',
      'organizations.lead_is_named_by_group',
    ],
  },
  revokeRole: {
    method: 'POST',
    path: '/api/v1/accounts/:accountId/grants/revocation',
    summary: 'Take a role over a scope back',
    access: 'grant.manage',
    byKey: 'never',
    params: z.object({ accountId: Id }),
    body: GrantInput,
    reply: done,
    refuses: [
      'organizations.own_grant',
      'organizations.grant_outside_scope',
      'organizations.lead_is_named_by_group',
    ],
  },
  claims: {
    method: 'GET',
    path: '/api/v1/membership-claims',
    summary: 'People who say they belong to a unit of mine',
    access: 'unit.manage',
    reply: { status: 200, body: z.array(ClaimView) },
  },
  decideClaim: {
    method: 'PUT',
    path: '/api/v1/membership-claims/:accountId',
    summary: 'Confirm or decline that somebody belongs to the unit',
    access: 'unit.manage',
    params: z.object({ accountId: Id }),
    body: z.object({ accept: z.boolean() }),
    reply: done,
  },
  myUnit: {
    method: 'GET',
    path: '/api/v1/account/unit',
    summary: 'The legal person the own account belongs to, or claims to',
    access: 'signed-in',
    reply: {
      status: 200,
      body: z.object({
        unit: z.object({ id: z.int(), name: z.string(), nameEn: z.string() }).optional(),
        claim: z.object({ unitName: z.string(), claimedAt: z.string() }).optional(),
      }),
    },
  },
} as const
