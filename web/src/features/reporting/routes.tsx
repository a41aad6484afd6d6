import { AuditOutlined, BulbOutlined, ClusterOutlined, ProfileOutlined } from '@ant-design/icons'
import { lazy } from 'react'
import type { FeatureRoute } from '../../app/feature-route.ts'

export const routes: FeatureRoute[] = [
  {
    path: '/reports',
    component: lazy(async () => ({ default: (await import('./report-list-page.tsx')).ReportListPage })),
    ability: 'instrument.read_unpublished',
    menu: { group: 'report', label: 'menu.reports', icon: <ProfileOutlined />, order: 10 },
  },
  {
    path: '/reports/new',
    component: lazy(async () => ({ default: (await import('./new-report-page.tsx')).NewReportPage })),
    ability: 'instrument.edit',
  },
  {
    path: '/reports/$instrumentId',
    component: lazy(async () => ({ default: (await import('./report-page.tsx')).ReportPage })),
    ability: 'instrument.read_unpublished',
  },
  {
    path: '/suggestions',
    component: lazy(async () => ({ default: (await import('./suggestions-page.tsx')).SuggestionsPage })),
    ability: 'instrument.edit',
    menu: { group: 'report', label: 'menu.suggestions', icon: <BulbOutlined />, order: 15 },
  },
  {
    path: '/resources',
    component: lazy(async () => ({ default: (await import('./record-list-page.tsx')).RecordListPage })),
    ability: 'instrument.read_unpublished',
    menu: { group: 'report', label: 'menu.records', icon: <ClusterOutlined />, order: 12 },
  },
  {
    path: '/resources/$recordId',
    component: lazy(async () => ({ default: (await import('./record-page.tsx')).RecordPage })),
    ability: 'instrument.read_unpublished',
  },
  {
    path: '/review',
    component: lazy(async () => ({ default: (await import('./review/review-page.tsx')).ReviewPage })),
    ability: 'instrument.read_unpublished',
    menu: {
      group: 'report',
      label: 'menu.review',
      icon: <AuditOutlined />,
      order: 30,
      when: ({ abilities, grants }) =>
        abilities.includes('report.review') ||
        grants.some(({ role }) => role === 'department' || role === 'city' || role === 'province'),
    },
  },
  {
    path: '/review/draws',
    component: lazy(async () => ({ default: (await import('./review/draws-page.tsx')).DrawsPage })),
    ability: 'report.review',
  },
  {
    path: '/review/draws/$drawId',
    component: lazy(async () => ({ default: (await import('./review/draw-page.tsx')).DrawPage })),
    ability: 'report.review',
  },
  {
    path: '/review/amendments',
    component: lazy(async () => ({ default: (await import('./review/amendments-page.tsx')).AmendmentsPage })),
    ability: 'instrument.read_unpublished',
  },
]
