import { Tabs } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFilters } from '../../lib/address.ts'
import { PageFrame } from '../../ui/page-frame.tsx'
import { CertificatesTab } from './certificates-tab.tsx'
import { CoursesTab } from './courses-tab.tsx'
import { PracticalTab } from './practical-tab.tsx'
import { RequirementsTab } from './requirements-tab.tsx'

/** What the lead of instruments keeps: courses, checks, certificates, and what instruments ask. */
export default function TrainingPage() {
  const { t } = useTranslation('qualification')
  const [{ tab = 'courses' }, change] = useFilters<{ tab?: string | undefined }>()
  return (
    <PageFrame title={t('training.title')} hint={t('training.hint')}>
      <Tabs
        activeKey={tab}
        onChange={(next) => change({ tab: next })}
        destroyOnHidden
        items={[
          { key: 'courses', label: t('tab.courses'), children: <CoursesTab /> },
          { key: 'practical', label: t('tab.practical'), children: <PracticalTab /> },
          { key: 'certificates', label: t('tab.certificates'), children: <CertificatesTab /> },
          { key: 'requirements', label: t('tab.requirements'), children: <RequirementsTab /> },
        ]}
      />
    </PageFrame>
  )
}
