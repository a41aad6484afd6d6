import { z } from 'zod'
import { abilities, roles, scopeKinds } from '#kernel/permissions.ts'
import { locales } from '#kernel/locale.ts'
import { apiKeyContract } from './contract/keys.ts'

export const GrantView = z
  .object({ role: z.enum(roles), scope: z.enum(scopeKinds), scopeId: z.string() })
  .meta({ id: 'Grant' })

export const SessionView = z
  .object({
    accountId: z.int(),
    login: z.string(),
    displayName: z.string(),
    unitId: z.int().optional(),
    /** Where the program writes to; only the person themselves sees it. */
    email: z.string().optional(),
    locale: z.enum(locales),
    grants: z.array(GrantView),
    /** Abilities held at least somewhere: what the page may offer. */
    abilities: z.array(z.enum(abilities as [(typeof abilities)[number]])),
  })
  .meta({ id: 'Session' })
export type SessionView = z.infer<typeof SessionView>

export const AuditEntryView = z
  .object({
    id: z.int(),
    at: z.string(),
    actorName: z.string(),
    action: z.string(),
    subject: z.string(),
    subjectId: z.string(),
    unitId: z.int().optional(),
    changes: z.unknown(),
  })
  .meta({ id: 'AuditEntry' })

const BilingualView = z.object({ zh: z.string(), en: z.string() })
export const DemonstrationAccounts = z.object({
  password: z.string(),
  accounts: z.array(
    z.object({
      login: z.string(),
      displayName: z.string(),
      role: BilingualView,
      unitName: z.string(),
      whatToTry: BilingualView,
    }),
  ),
})
export type DemonstrationAccounts = z.infer<typeof DemonstrationAccounts>

export const AccountView = z
  .object({
    accountId: z.int(),
    login: z.string(),
    displayName: z.string(),
    unitId: z.int().optional(),
    status: z.enum(['active', 'locked', 'closed']),
    grants: z.array(GrantView),
  })
  .meta({ id: 'Account' })

const Login = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9._@-]{3,64}$/)
const Password = z.string().min(1).max(200)

export const identityContract = {
  ...apiKeyContract,
  signIn: {
    method: 'POST',
    path: '/api/v1/session',
    summary: 'Sign in',
    wording: 'unchecked',
    access: 'public',
    body: z.object({ login: z.string().max(64), password: Password }),
    reply: { status: 201, body: SessionView },
    refuses: [
      'identity.wrong_login_or_password',
      'identity.account_closed',
      'identity.account_locked',
      'identity.too_many_wrong_passwords',
      'identity.demonstration_on_loopback_only',
      'too_many_requests',
    ],
  },
  whoAmI: {
    method: 'GET',
    path: '/api/v1/session',
    summary: 'Who is signed in and what they may do',
    access: 'signed-in',
    reply: { status: 200, body: SessionView },
  },
  signOut: {
    method: 'DELETE',
    path: '/api/v1/session',
    summary: 'Sign out',
    access: 'signed-in',
    byKey: 'never',
    reply: { status: 204 },
  },
  signOutEverywhere: {
    method: 'DELETE',
    path: '/api/v1/sessions',
    summary: 'Sign out on every device',
    access: 'signed-in',
    byKey: 'never',
    reply: { status: 204 },
  },
  register: {
    method: 'POST',
    path: '/api/v1/accounts',
    summary: 'Register as a user: of a unit or company by its credit code, or as a natural person',
    access: 'public',
    body: z.object({
      login: Login,
      password: Password,
      displayName: z.string().trim().min(1).max(50),
      email: z.email().max(100).optional(),
      phone: z.string().trim().max(30).optional(),
      /** Unified social credit code of the legal person one belongs to; absent for a natural person. */
      creditCode: z.string().trim().toUpperCase().length(18).optional(),
      /** Name of the legal person when it is not known to the site yet. */
      unitName: z.string().trim().min(2).max(100).optional(),
      locale: z.enum(locales).default('zh-CN'),
      agreed: z.literal(true),
    }),
    reply: { status: 201, body: z.object({ accountId: z.int() }) },
    refuses: [
      'identity.login_taken',
      'identity.credit_code_wrong',
      'identity.password_too_short',
      'identity.password_too_simple',
      'identity.password_contains_login',
      'too_many_requests',
    ],
  },
  changePassword: {
    method: 'PUT',
    path: '/api/v1/account/password',
    summary: 'Change the own password; every other session ends',
    wording: 'unchecked',
    access: 'signed-in',
    byKey: 'never',
    body: z.object({ current: Password, next: Password }),
    reply: { status: 204 },
    refuses: [
      'identity.wrong_login_or_password',
      'identity.password_too_short',
      'identity.password_too_simple',
      'identity.password_contains_login',
    ],
  },
  changeContact: {
    method: 'PUT',
    path: '/api/v1/account/contact',
    summary: 'Change where and in which language the program writes to the reader',
    access: 'signed-in',
    byKey: 'never',
    body: z.object({ email: z.email().max(100).nullable(), locale: z.enum(locales) }),
    reply: { status: 204 },
  },
  demonstration: {
    method: 'GET',
    path: '/api/v1/demonstration',
    summary: 'Accounts to try; empty unless this is a demonstration reached from its own machine',
    access: 'public',
    reply: { status: 200, body: DemonstrationAccounts },
  },
  accounts: {
    method: 'GET',
    path: '/api/v1/accounts',
    summary: 'Accounts by part of login or name',
    access: 'account.manage',
    query: z.object({ q: z.string().trim().min(1).max(64) }),
    reply: { status: 200, body: z.array(AccountView) },
  },
  changeAccountStatus: {
    method: 'PUT',
    path: '/api/v1/accounts/:accountId/status',
    summary: 'Lock an account (its sessions end) or open it again',
    access: 'account.manage',
    byKey: 'never',
    params: z.object({ accountId: z.coerce.number().int() }),
    body: z.object({ status: z.enum(['active', 'locked']) }),
    reply: { status: 204 },
    refuses: ['identity.own_account', 'identity.account_closed'],
  },
  audit: {
    method: 'GET',
    path: '/api/v1/audit',
    summary: 'The audit trail, newest first',
    access: 'audit.read',
    query: z.object({
      subject: z.string().max(50).optional(),
      subjectId: z.string().max(50).optional(),
      unitId: z.coerce.number().int().optional(),
      before: z.coerce.number().int().optional(),
    }),
    reply: { status: 200, body: z.object({ items: z.array(AuditEntryView), next: z.int().optional() }) },
  },
} as const
