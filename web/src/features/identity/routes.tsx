import { AuditOutlined, UserOutlined, UserSwitchOutlined } from '@ant-design/icons'
import { lazy } from 'react'
import type { FeatureRoute } from '../../app/feature-route.ts'

export const routes: FeatureRoute[] = [
  { path: '/sign-in', open: true, component: lazy(() => import('./sign-in-page.tsx')) },
  { path: '/register', open: true, component: lazy(() => import('./register-page.tsx')) },
  {
    path: '/account',
    component: lazy(() => import('./account-page.tsx')),
    menu: { group: 'manage', label: 'menu.account', icon: <UserOutlined />, order: 90 },
  },
  {
    path: '/accounts',
    ability: 'account.manage',
    component: lazy(() => import('./accounts-page.tsx')),
    menu: { group: 'manage', label: 'menu.accounts', icon: <UserSwitchOutlined />, order: 40 },
  },
  {
    path: '/audit',
    ability: 'audit.read',
    component: lazy(() => import('./audit-page.tsx')),
    menu: { group: 'manage', label: 'menu.audit', icon: <AuditOutlined />, order: 50 },
  },
]
