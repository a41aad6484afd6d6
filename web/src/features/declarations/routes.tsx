import { ClearOutlined, FileProtectOutlined } from '@ant-design/icons'
import { lazy } from 'react'
import type { FeatureRoute } from '../../app/feature-route.ts'

export const routes: FeatureRoute[] = [
  {
    path: '/declarations',
    component: lazy(() => import('./declarations-page.tsx')),
    ability: 'declaration.read',
    menu: { group: 'report', label: 'menu.declarations', icon: <FileProtectOutlined />, order: 40 },
  },
  {
    path: '/declarations/new',
    component: lazy(() => import('./declaration-form-page.tsx')),
    ability: 'declaration.write',
  },
  {
    path: '/declarations/$declarationId',
    component: lazy(() => import('./declaration-page.tsx')),
    ability: 'declaration.read',
  },
  {
    path: '/declarations/$declarationId/edit',
    component: lazy(() => import('./declaration-form-page.tsx')),
    ability: 'declaration.write',
  },
  {
    path: '/purges',
    component: lazy(() => import('./purges-page.tsx')),
    ability: 'purge.read',
    menu: { group: 'manage', label: 'menu.purges', icon: <ClearOutlined />, order: 80 },
  },
]
