import { BankOutlined, ShopOutlined, UserAddOutlined } from '@ant-design/icons'
import { lazy } from 'react'
import type { FeatureRoute } from '../../app/feature-route.ts'

export const routes: FeatureRoute[] = [
  {
    path: '/my-unit',
    ability: 'unit.manage',
    component: lazy(() => import('./my-unit-page.tsx')),
    menu: { group: 'manage', label: 'menu.myUnit', icon: <BankOutlined />, order: 10 },
  },
  {
    path: '/units',
    ability: ['organization.manage', 'account.manage'],
    component: lazy(() => import('./units-page.tsx')),
    menu: { group: 'manage', label: 'menu.units', icon: <ShopOutlined />, order: 20 },
  },
  { path: '/units/$unitId', component: lazy(() => import('./unit-page.tsx')) },
  {
    path: '/membership-claims',
    ability: 'unit.manage',
    component: lazy(() => import('./claims-page.tsx')),
    menu: { group: 'todo', label: 'menu.claims', icon: <UserAddOutlined />, order: 80 },
  },
]
