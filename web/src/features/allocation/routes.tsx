import { HourglassOutlined } from '@ant-design/icons'
import { lazy } from 'react'
import type { FeatureRoute } from '../../app/feature-route.ts'

export const routes: FeatureRoute[] = [
  {
    path: '/waiting',
    component: lazy(() => import('./waiting-page.tsx')),
    menu: { group: 'book', label: 'menu.waiting', icon: <HourglassOutlined />, order: 12 },
  },
]
