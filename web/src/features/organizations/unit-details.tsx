import { useQuery } from '@tanstack/react-query'
import { Button, Tabs } from 'antd'
import { useTranslation } from 'react-i18next'
import type { UnitView } from '#modules/organizations/contract.ts'
import { useFilters } from '../../lib/address.ts'
import { useFormat } from '../../lib/format.ts'
import { PageFrame } from '../../ui/page-frame.tsx'
import { Loaded } from '../../ui/states.tsx'
import { CentresTab } from './centres-tab.tsx'
import { GroupsTab } from './groups-tab.tsx'
import { MembersTab } from './members-tab.tsx'
import { unitQuery } from './organization-queries.ts'
import { NormsTab } from './norms-tab.tsx'
import { ProfileTab } from './profile-tab.tsx'
import { QualificationsTab } from './qualifications-tab.tsx'
import { RegistrationTab } from './registration-tab.tsx'
import { RulesTab } from './rules-tab.tsx'
import { TechniciansTab } from './technicians-tab.tsx'

function UnitTabs({ unit }: { readonly unit: UnitView }) {
  const { t } = useTranslation('organizations')
  const [{ tab = 'profile' }, setFilters] = useFilters<{ tab: string }>()
  const { manage, grant, register } = unit.may
  const tabs = [
    { key: 'profile', shown: true, children: <ProfileTab unit={unit} /> },
    { key: 'rules', shown: unit.managing, children: <RulesTab unit={unit} /> },
    { key: 'centres', shown: true, children: <CentresTab unit={unit} /> },
    { key: 'technicians', shown: unit.managing, children: <TechniciansTab unit={unit} /> },
    { key: 'qualifications', shown: unit.managing, children: <QualificationsTab unit={unit} /> },
    { key: 'norms', shown: unit.managing, children: <NormsTab unit={unit} /> },
    { key: 'members', shown: grant, children: <MembersTab unit={unit} /> },
    { key: 'groups', shown: manage, children: <GroupsTab unit={unit} /> },
    { key: 'registration', shown: register, children: <RegistrationTab unit={unit} /> },
  ]
  return (
    <Tabs
      activeKey={tab}
      onChange={(key) => setFilters({ tab: key })}
      destroyOnHidden
      items={tabs
        .filter(({ shown }) => shown)
        .map(({ key, children }) => ({ key, label: t(`tab.${key}`), children }))}
    />
  )
}

/** Everything about one unit, as far as one may see or change it. */
export function UnitDetails({ unitId }: { readonly unitId: number }) {
  const { t } = useTranslation('organizations')
  const { either } = useFormat()
  const unit = useQuery(unitQuery(unitId))
  const name = unit.data === undefined ? t('unit') : either(unit.data.name, unit.data.nameEn)
  return (
    <PageFrame
      title={name}
      extra={
        unit.data?.managing === true ? (
          <Button href={`/units/${unitId}`}>{t('publicPage')}</Button>
        ) : undefined
      }
    >
      <Loaded query={unit}>{(data) => <UnitTabs unit={data} />}</Loaded>
    </PageFrame>
  )
}
