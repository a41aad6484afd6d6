import { actorMaySomewhere, requireSignedIn } from '#kernel/actor.ts'
import { abilities } from '#kernel/permissions.ts'
import { found } from '#kernel/refusal.ts'
import { isoOf } from '#kernel/time.ts'
import type { Handlers } from '#platform/http/contract.ts'
import type { Deps } from '#platform/module/module.ts'
import type { identityContract, SessionView } from './contract.ts'
import { apiKeyHandlers } from './key-http.ts'
import { accountById, grantsOf } from './data/account-repository.ts'
import { auditPage } from './data/audit-repository.ts'
import { members } from './data/member-query.ts'
import { changeAccountStatus } from './use-cases/change-account-status.ts'
import { changeContact } from './use-cases/change-contact.ts'
import { changePassword } from './use-cases/change-password.ts'
import { demonstrationAccounts } from './use-cases/demonstration-accounts.ts'
import { endEverySession, endSession } from './use-cases/end-session.ts'
import { registerAccount } from './use-cases/register-account.ts'
import { signIn } from './use-cases/sign-in.ts'

async function sessionView(deps: Deps, accountId: number): Promise<SessionView> {
  const account = found(await accountById(deps.db, accountId), 'account')
  const grants = await grantsOf(deps.db, accountId)
  const actor = {
    kind: 'account',
    accountId,
    displayName: account.displayName,
    unitId: account.unitId,
    grants,
  } as const
  return {
    accountId,
    login: account.login,
    displayName: account.displayName,
    ...(account.unitId === undefined ? {} : { unitId: account.unitId }),
    ...(account.email === undefined ? {} : { email: account.email }),
    locale: account.locale,
    grants,
    abilities: abilities.filter((ability) => actorMaySomewhere(actor, ability)),
  }
}

export const identityHandlers: Handlers<typeof identityContract, Deps> = {
  ...apiKeyHandlers,
  async signIn({ body, http }, deps) {
    const session = await signIn(deps, { ...body, source: http.source })
    http.setSession(session.token, session.expiresInSeconds)
    return sessionView(deps, session.accountId)
  },
  async whoAmI({ actor }, deps) {
    return sessionView(deps, requireSignedIn(actor).accountId)
  },
  async signOut({ http }, deps) {
    if (http.sessionToken !== undefined) await endSession(deps, http.sessionToken)
    http.setSession(undefined, 0)
    return undefined
  },
  async signOutEverywhere({ actor, http }, deps) {
    await endEverySession(deps, actor)
    http.setSession(undefined, 0)
    return undefined
  },
  async register({ body, http }, deps) {
    return { accountId: await registerAccount(deps, body, http.source) }
  },
  async changePassword({ actor, body, http }, deps) {
    await changePassword(deps, actor, body)
    http.setSession(undefined, 0)
    return undefined
  },
  async changeContact({ actor, body }, deps) {
    await changeContact(deps, actor, { email: body.email ?? undefined, locale: body.locale })
    return undefined
  },
  demonstration: ({ http }, deps) => demonstrationAccounts(deps, http.source),
  async accounts({ query }, deps) {
    const found = await members(deps.db, query)
    return found.map(({ accountId, login, displayName, unitId, status, grants }) => ({
      accountId,
      login,
      displayName,
      ...(unitId === undefined ? {} : { unitId }),
      status,
      grants: [...grants],
    }))
  },
  async changeAccountStatus({ actor, params, body }, deps) {
    await changeAccountStatus(deps, actor, params.accountId, body.status)
    return undefined
  },
  async audit({ query }, deps) {
    const entries = await auditPage(deps.db, query)
    const items = entries.slice(0, 50).map(({ unitId, at, ...entry }) => ({
      ...entry,
      at: isoOf(at),
      ...(unitId === null ? {} : { unitId }),
    }))
    const next = entries.length > 50 ? items.at(-1)?.id : undefined
    return next === undefined ? { items } : { items, next }
  },
}
