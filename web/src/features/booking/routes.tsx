import {
  AppstoreOutlined,
  CalendarOutlined,
  CheckSquareOutlined,
  CopyOutlined,
  LinkOutlined,
  ImportOutlined,
  ScheduleOutlined,
} from '@ant-design/icons'
import { lazy } from 'react'
import type { FeatureRoute } from '../../app/feature-route.ts'

export const routes: FeatureRoute[] = [
  { path: '/book/$instrumentId', component: lazy(() => import('./book-page.tsx')) },
  {
    path: '/bookings',
    component: lazy(() => import('./my-bookings-page.tsx')),
    menu: { group: 'book', label: 'menu.mine', icon: <CalendarOutlined />, order: 10 },
  },
  {
    path: '/calendar-feeds',
    component: lazy(() => import('./feeds-page.tsx')),
    menu: { group: 'book', label: 'menu.feeds', icon: <LinkOutlined />, order: 15 },
  },
  {
    path: '/calendar',
    component: lazy(() => import('./my-calendar-page.tsx')),
    menu: { group: 'book', label: 'menu.calendar', icon: <CalendarOutlined />, order: 12 },
  },
  {
    path: '/calendars',
    component: lazy(() => import('./side-by-side-page.tsx')),
    menu: { group: 'book', label: 'menu.beside', icon: <AppstoreOutlined />, order: 14 },
  },
  {
    path: '/booking-approvals',
    // Deputies hold no ability of their own; the page shows whatever waits for its reader.
    component: lazy(() => import('./approvals-page.tsx')),
    menu: {
      group: 'book',
      label: 'menu.approvals',
      icon: <CheckSquareOutlined />,
      order: 20,
      when: ({ abilities }) => abilities.includes('booking.decide'),
    },
  },
  {
    path: '/booking-instruments',
    ability: 'booking.manage',
    component: lazy(() => import('./managed-page.tsx')),
    menu: { group: 'book', label: 'menu.managed', icon: <ScheduleOutlined />, order: 30 },
  },
  {
    path: '/booking-templates',
    ability: 'booking.manage',
    component: lazy(() => import('./templates-page.tsx')),
    menu: { group: 'book', label: 'menu.templates', icon: <CopyOutlined />, order: 35 },
  },
  {
    path: '/booking-import',
    ability: 'booking.manage',
    component: lazy(() => import('./import-page.tsx')),
    menu: { group: 'book', label: 'menu.import', icon: <ImportOutlined />, order: 40 },
  },
  {
    path: '/booking-instruments/$instrumentId',
    ability: 'booking.manage',
    component: lazy(() => import('./manage-instrument-page.tsx')),
  },
]
