import { FlagOutlined, FieldTimeOutlined } from '@ant-design/icons'
import { lazy } from 'react'
import type { FeatureRoute } from '../../app/feature-route.ts'

export const routes: FeatureRoute[] = [
  {
    path: '/campaigns',
    component: lazy(() => import('./campaigns-page.tsx')),
    ability: 'campaign.read',
    menu: { group: 'report', label: 'menu.campaigns', icon: <FlagOutlined />, order: 5 },
  },
  {
    path: '/campaigns/new',
    component: lazy(() => import('./campaign-form-page.tsx')),
    ability: 'campaign.manage',
  },
  {
    path: '/campaigns/$campaignId',
    component: lazy(() => import('./campaign-page.tsx')),
    ability: 'campaign.read',
  },
  {
    path: '/campaigns/$campaignId/edit',
    component: lazy(() => import('./campaign-form-page.tsx')),
    ability: 'campaign.manage',
  },
  {
    path: '/new-instruments',
    component: lazy(() => import('./new-instruments-page.tsx')),
    ability: 'instrument.read_unpublished',
    menu: { group: 'report', label: 'menu.newInstruments', icon: <FieldTimeOutlined />, order: 35 },
  },
]
