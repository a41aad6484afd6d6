import { AuditOutlined, CreditCardOutlined, FlagOutlined, StarOutlined } from '@ant-design/icons'
import { lazy } from 'react'
import type { FeatureRoute } from '../../app/feature-route.ts'

export const routes: FeatureRoute[] = [
  {
    path: '/standing',
    component: lazy(() => import('./my-standing-page.tsx')),
    menu: { group: 'book', label: 'menu.mine', icon: <CreditCardOutlined />, order: 16 },
  },
  {
    path: '/standing/my-projects',
    component: lazy(() => import('./my-projects-page.tsx')),
    menu: { group: 'book', label: 'menu.myProjects', icon: <StarOutlined />, order: 17 },
  },
  {
    path: '/standing/judge',
    ability: ['standing.sanction', 'standing.judge'],
    component: lazy(() => import('./judge-page.tsx')),
    menu: { group: 'book', label: 'menu.judge', icon: <AuditOutlined />, order: 55 },
  },
  {
    path: '/standing/projects',
    ability: 'project.check',
    component: lazy(() => import('./projects-page.tsx')),
    menu: { group: 'manage', label: 'menu.projects', icon: <FlagOutlined />, order: 85 },
  },
]
