import { BarChartOutlined } from '@ant-design/icons'
import { lazy } from 'react'
import type { FeatureRoute } from '../../app/feature-route.ts'

export const routes: FeatureRoute[] = [
  {
    path: '/figures',
    component: lazy(() => import('./figures-page.tsx')),
    menu: { group: 'figures', label: 'menu.figures', icon: <BarChartOutlined />, order: 10 },
  },
]
