import { CloudUploadOutlined } from '@ant-design/icons'
import { lazy } from 'react'
import type { FeatureRoute } from '../../app/feature-route.ts'

export const routes: FeatureRoute[] = [
  {
    path: '/ledger',
    component: lazy(() => import('./ledger-list-page.tsx')),
    ability: 'ledger.import',
    menu: { group: 'report', label: 'menu', icon: <CloudUploadOutlined />, order: 20 },
  },
  {
    path: '/ledger/$unitId/$importId',
    component: lazy(() => import('./ledger-import-page.tsx')),
    ability: 'ledger.import',
  },
]
