import { BarChartOutlined, SafetyCertificateOutlined } from '@ant-design/icons'
import { lazy } from 'react'
import type { FeatureRoute } from '../../app/feature-route.ts'

export const routes: FeatureRoute[] = [
  {
    path: '/figures',
    component: lazy(() => import('./figures-page.tsx')),
    menu: { group: 'figures', label: 'menu.figures', icon: <BarChartOutlined />, order: 10 },
  },
  {
    path: '/watch',
    ability: 'statistics.read',
    component: lazy(() => import('./watch-page.tsx')),
    menu: { group: 'figures', label: 'menu.watch', icon: <SafetyCertificateOutlined />, order: 20 },
  },
  {
    path: '/watch/$unitId',
    ability: 'statistics.read',
    component: lazy(() => import('./watch-unit-page.tsx')),
  },
]
