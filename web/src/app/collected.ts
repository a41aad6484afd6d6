import type { Ability } from '#kernel/permissions.ts'
import type { AccountPart, FeatureRoute, HomePart, TodoSource } from './feature-route.ts'

const featureOf = (file: string) => /features\/([^/]+)\//.exec(file)?.[1] ?? ''

/** A route together with the feature it comes from, whose messages word it. */
export interface CollectedRoute extends FeatureRoute {
  readonly feature: string
}

const routeFiles = import.meta.glob<{ routes: FeatureRoute[] }>('../features/*/routes.tsx', { eager: true })
const todoFiles = import.meta.glob<{ todos: TodoSource[] }>('../features/*/todo.tsx', { eager: true })
const accountFiles = import.meta.glob<{ accountParts: AccountPart[] }>('../features/*/account.tsx', {
  eager: true,
})
const homeFiles = import.meta.glob<{ homeParts: HomePart[] }>('../features/*/home.tsx', { eager: true })

export const collectedRoutes: readonly CollectedRoute[] = Object.entries(routeFiles).flatMap(
  ([file, { routes }]) => routes.map((route) => ({ ...route, feature: featureOf(file) })),
)
export const collectedTodos: readonly TodoSource[] = Object.values(todoFiles).flatMap(({ todos }) => todos)
export const collectedHomeParts: readonly HomePart[] = Object.values(homeFiles)
  .flatMap(({ homeParts }) => homeParts)
  .toSorted((a, b) => a.order - b.order)
export const collectedAccountParts: readonly AccountPart[] = Object.values(accountFiles)
  .flatMap(({ accountParts }) => accountParts)
  .toSorted((a, b) => a.order - b.order)

/** Whether somebody with these abilities may open it. */
export function allows(needed: Ability | readonly Ability[] | undefined, held: readonly Ability[]): boolean {
  if (needed === undefined) return true
  return (typeof needed === 'string' ? [needed] : needed).some((ability) => held.includes(ability))
}
