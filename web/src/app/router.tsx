import { createRootRoute, createRoute, createRouter, Outlet } from '@tanstack/react-router'
import { type ReactNode, Suspense } from 'react'
import { parseQuery, writeQuery } from '../lib/address.ts'
import { useSession } from '../lib/session.ts'
import { LoadingState } from '../ui/states.tsx'
import { allows, collectedRoutes, type CollectedRoute } from './collected.ts'
import { CrashedPage, ForbiddenPage, NotFoundPage } from './error-pages.tsx'
import { HomePage } from './home-page.tsx'
import { Shell } from './shell.tsx'

function Guarded({
  ability,
  children,
}: {
  readonly ability: CollectedRoute['ability']
  readonly children: ReactNode
}) {
  const session = useSession()
  if (!allows(ability, session?.abilities ?? [])) return <ForbiddenPage />
  return <>{children}</>
}

function pageOf(route: CollectedRoute) {
  const Page = route.component
  return function FeaturePage() {
    const page = (
      <Suspense fallback={<LoadingState />}>
        <Page />
      </Suspense>
    )
    return route.open === true ? page : <Guarded ability={route.ability}>{page}</Guarded>
  }
}

/** The pages of the shell and of every feature. */
export function openRouter() {
  const root = createRootRoute({
    component: Outlet,
    notFoundComponent: NotFoundPage,
    errorComponent: CrashedPage,
  })
  const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Shell })
  const home = createRoute({ getParentRoute: () => shell, path: '/', component: HomePage })
  const under = (parent: typeof shell | typeof root, open: boolean) =>
    collectedRoutes
      .filter((route) => (route.open === true) === open)
      .map((route) =>
        createRoute({
          getParentRoute: () => parent as typeof shell,
          path: route.path,
          component: pageOf(route),
        }),
      )
  const tree = root.addChildren([shell.addChildren([home, ...under(shell, false)]), ...under(root, true)])
  return createRouter({
    routeTree: tree,
    basepath: '/app',
    defaultPreload: false,
    parseSearch: parseQuery,
    stringifySearch: writeQuery,
  })
}
