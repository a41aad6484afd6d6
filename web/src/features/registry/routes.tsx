import { DatabaseOutlined } from '@ant-design/icons'
import { lazy } from 'react'
import type { FeatureRoute } from '../../app/feature-route.ts'

export const routes: FeatureRoute[] = [
  {
    path: '/code-tables',
    component: lazy(async () => ({ default: (await import('./code-tables-page.tsx')).CodeTablesPage })),
    ability: 'reference.manage',
    menu: { group: 'manage', label: 'menu.codeTables', icon: <DatabaseOutlined />, order: 60 },
  },
]
