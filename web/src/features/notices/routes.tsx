import { lazy } from 'react'
import type { FeatureRoute } from '../../app/feature-route.ts'

export const routes: FeatureRoute[] = [
  { path: '/notices', component: lazy(() => import('./notices-page.tsx')) },
]
