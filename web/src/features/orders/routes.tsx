import { ExperimentOutlined, InboxOutlined, TeamOutlined } from '@ant-design/icons'
import { lazy } from 'react'
import type { FeatureRoute } from '../../app/feature-route.ts'

const form = lazy(() => import('./order-form-page.tsx'))

export const routes: FeatureRoute[] = [
  {
    path: '/orders',
    component: lazy(() => import('./my-orders-page.tsx')),
    menu: { group: 'book', label: 'menu.mine', icon: <ExperimentOutlined />, order: 15 },
  },
  {
    path: '/order-desk',
    ability: 'order.manage',
    component: lazy(() => import('./desk-page.tsx')),
    menu: { group: 'book', label: 'menu.desk', icon: <InboxOutlined />, order: 25 },
  },
  {
    path: '/order-group',
    ability: 'order.approve',
    component: lazy(() => import('./group-page.tsx')),
    menu: { group: 'book', label: 'menu.group', icon: <TeamOutlined />, order: 26 },
  },
  {
    path: '/order-settings',
    ability: 'order.manage',
    component: lazy(() => import('./settings-page.tsx')),
  },
  { path: '/orders/new/$instrumentId', component: form },
  { path: '/orders/$orderId', component: lazy(() => import('./order-page.tsx')) },
  { path: '/orders/$orderId/edit', component: form },
  { path: '/orders/$orderId/labels', component: lazy(() => import('./labels-page.tsx')) },
]
