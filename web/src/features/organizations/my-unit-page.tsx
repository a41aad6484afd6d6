import { Navigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../lib/session.ts'
import { PageFrame } from '../../ui/page-frame.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { UnitDetails } from './unit-details.tsx'

/** The unit whose administrator I am, first of all; operators have the list of all units. */
export default function MyUnitPage() {
  const { t } = useTranslation('organizations')
  const session = useSession()
  const managed = session?.grants.find(({ role, scope }) => role === 'unit_administrator' && scope === 'unit')
  const unitId = managed === undefined ? session?.unitId : Number(managed.scopeId)
  if (unitId !== undefined) return <UnitDetails unitId={unitId} />
  if (session?.abilities.includes('organization.manage') === true) return <Navigate to="/units" replace />
  return (
    <PageFrame title={t('menu.myUnit')}>
      <EmptyState why={t('noUnit')} />
    </PageFrame>
  )
}
