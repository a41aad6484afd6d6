import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Tabs } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFilters, usePathParam } from '../../lib/address.ts'
import { useFormat } from '../../lib/format.ts'
import { PageFrame } from '../../ui/page-frame.tsx'
import { Loaded } from '../../ui/states.tsx'
import { CourseForm } from './course-form.tsx'
import { keptCourseQuery } from './qualification-queries.ts'
import { QuestionsPanel } from './questions-panel.tsx'
import { SessionsPanel } from './sessions-panel.tsx'

function NewCourse() {
  const { t } = useTranslation('qualification')
  return (
    <PageFrame narrow title={t('course.add')} extra={<Link to="/training">{t('training.title')}</Link>}>
      <CourseForm course={undefined} />
    </PageFrame>
  )
}

function KeptCourse({ id }: { readonly id: number }) {
  const { t } = useTranslation('qualification')
  const { either } = useFormat()
  const [{ tab = 'course' }, change] = useFilters<{ tab?: string | undefined }>()
  const query = useQuery(keptCourseQuery(id))
  return (
    <Loaded query={query}>
      {(course) => (
        <PageFrame
          title={either(course.title, course.titleEn)}
          extra={<Link to={`/courses/${id}`}>{t('course.asTaken')}</Link>}
        >
          <Tabs
            activeKey={tab}
            onChange={(next) => change({ tab: next })}
            items={[
              {
                key: 'course',
                label: t('tab.course'),
                children: <CourseForm key={course.version} course={course} />,
              },
              { key: 'questions', label: t('tab.questions'), children: <QuestionsPanel course={course} /> },
              { key: 'people', label: t('tab.people'), children: <SessionsPanel course={course} /> },
            ]}
          />
        </PageFrame>
      )}
    </Loaded>
  )
}

/** One course as its keeper runs it, or a new one. */
export default function KeptCoursePage() {
  const id = usePathParam('courseId')
  return id === 'new' ? <NewCourse /> : <KeptCourse id={Number(id)} />
}
