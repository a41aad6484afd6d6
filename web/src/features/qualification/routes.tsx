import { SafetyCertificateOutlined, SolutionOutlined } from '@ant-design/icons'
import { lazy } from 'react'
import type { FeatureRoute } from '../../app/feature-route.ts'

export const routes: FeatureRoute[] = [
  {
    path: '/qualifications',
    component: lazy(() => import('./my-qualifications-page.tsx')),
    menu: { group: 'book', label: 'menu.mine', icon: <SafetyCertificateOutlined />, order: 15 },
  },
  {
    path: '/training',
    ability: 'training.manage',
    component: lazy(() => import('./training-page.tsx')),
    menu: { group: 'book', label: 'menu.training', icon: <SolutionOutlined />, order: 50 },
  },
  { path: '/courses/$courseId', component: lazy(() => import('./course-page.tsx')) },
  { path: '/exams/$attemptId', component: lazy(() => import('./exam-page.tsx')) },
  {
    path: '/training/$courseId',
    ability: 'training.manage',
    component: lazy(() => import('./kept-course-page.tsx')),
  },
]
