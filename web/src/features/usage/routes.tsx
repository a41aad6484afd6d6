import { ClockCircleOutlined, FileTextOutlined, HistoryOutlined, PlayCircleOutlined } from '@ant-design/icons'
import { lazy } from 'react'
import type { FeatureRoute } from '../../app/feature-route.ts'

export const routes: FeatureRoute[] = [
  {
    path: '/usage/today',
    ability: 'usage.manage',
    component: lazy(() => import('./today-page.tsx')),
    menu: { group: 'use', label: 'menu.today', icon: <PlayCircleOutlined />, order: 10 },
  },
  {
    path: '/usage/mine',
    component: lazy(() => import('./my-uses-page.tsx')),
    menu: { group: 'use', label: 'menu.mine', icon: <ClockCircleOutlined />, order: 20 },
  },
  {
    path: '/usage/log',
    ability: 'usage.read',
    component: lazy(() => import('./uses-page.tsx')),
    menu: { group: 'use', label: 'menu.log', icon: <HistoryOutlined />, order: 30 },
  },
  {
    path: '/usage/records',
    ability: 'usage.read',
    component: lazy(() => import('./records-page.tsx')),
    menu: { group: 'use', label: 'menu.records', icon: <FileTextOutlined />, order: 40 },
  },
]
