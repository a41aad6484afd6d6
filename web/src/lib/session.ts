import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Ability } from '#kernel/permissions.ts'
import { identityContract, type SessionView } from '#modules/identity/contract.ts'
import { call, Problem } from './client.ts'

/** Who is signed in; null for a visitor. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: 60_000,
  retry: (failures: number, error: Error) =>
    failures < 2 && !(error instanceof Problem && error.status === 401),
  queryFn: async ({ signal }): Promise<SessionView | null> => {
    try {
      return await call(identityContract.whoAmI, { signal })
    } catch (error) {
      if (error instanceof Problem && error.status === 401) return null
      throw error
    }
  },
})

/** The session, undefined while it is unknown or nobody is signed in. */
export const useSession = (): SessionView | undefined => useQuery(sessionQuery).data ?? undefined

/** Whether the person holds the ability anywhere; the server decides for the thing at hand. */
export const useAbility = (ability: Ability): boolean => useSession()?.abilities.includes(ability) ?? false

/** Ends the session and forgets everything read in it. */
export function useSignOut(): () => Promise<void> {
  const client = useQueryClient()
  return async () => {
    await call(identityContract.signOut)
    client.clear()
    location.assign('/app/sign-in')
  }
}
