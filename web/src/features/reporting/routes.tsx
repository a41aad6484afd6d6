import { AuditOutlined, ProfileOutlined } from '@ant-design/icons'
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
    path: '/review',
    component: lazy(async () => ({ default: (await import('./review-page.tsx')).ReviewPage })),
    ability: ['report.review_in_unit', 'report.review_in_province'],
    menu: { group: 'report', label: 'menu.review', icon: <AuditOutlined />, order: 30 },
  },
]
