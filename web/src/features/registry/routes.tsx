import { BookOutlined, DatabaseOutlined, ToolOutlined } from '@ant-design/icons'
import { lazy } from 'react'
import type { FeatureRoute } from '../../app/feature-route.ts'

export const routes: FeatureRoute[] = [
  {
    path: '/makers',
    component: lazy(async () => ({ default: (await import('./makers-page.tsx')).MakersPage })),
    ability: 'reference.manage',
    menu: { group: 'manage', label: 'menu.makers', icon: <ToolOutlined />, order: 62 },
  },
  {
    path: '/element-dictionaries',
    component: lazy(async () => ({ default: (await import('./dictionaries-page.tsx')).DictionariesPage })),
    ability: 'reference.manage',
    menu: { group: 'manage', label: 'menu.dictionaries', icon: <BookOutlined />, order: 55 },
  },
  {
    path: '/code-tables',
    component: lazy(async () => ({ default: (await import('./code-tables-page.tsx')).CodeTablesPage })),
    ability: 'reference.manage',
    menu: { group: 'manage', label: 'menu.codeTables', icon: <DatabaseOutlined />, order: 60 },
  },
]
