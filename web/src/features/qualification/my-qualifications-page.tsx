import { useQuery } from '@tanstack/react-query'
import { Card } from 'antd'
import { useTranslation } from 'react-i18next'
import { PageFrame } from '../../ui/page-frame.tsx'
import { Loaded } from '../../ui/states.tsx'
import { CertificateList } from './certificate-list.tsx'
import { CourseList } from './course-list.tsx'
import { coursesQuery, myCertificatesQuery } from './qualification-queries.ts'

/** What one may use, and how to get further. */
export default function MyQualificationsPage() {
  const { t } = useTranslation('qualification')
  const certificates = useQuery(myCertificatesQuery)
  const courses = useQuery(coursesQuery())
  return (
    <PageFrame title={t('mine.title')} hint={t('mine.hint')}>
      <Card title={t('mine.certificates')}>
        <Loaded query={certificates}>
          {({ items }) => <CertificateList rows={items} empty={t('mine.none')} />}
        </Loaded>
      </Card>
      <Card title={t('mine.courses')} style={{ marginTop: 16 }}>
        <Loaded query={courses}>
          {({ items }) => (
            <CourseList rows={items} empty={t('mine.noCourses')} hrefOf={({ id }) => `/courses/${id}`} />
          )}
        </Loaded>
      </Card>
    </PageFrame>
  )
}
