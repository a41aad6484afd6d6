import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { Loaded } from '../../ui/states.tsx'
import { CourseList } from './course-list.tsx'
import { trainingQuery } from './qualification-queries.ts'

const colours = { draft: 'default', open: 'success', closed: 'warning' } as const

/** The courses the lead keeps. */
export function CoursesTab() {
  const { t } = useTranslation('qualification')
  const query = useQuery(trainingQuery())
  return (
    <>
      <Link to="/training/new">
        <Button type="primary" style={{ marginBottom: 12 }}>
          {t('course.add')}
        </Button>
      </Link>
      <Loaded query={query}>
        {({ courses }) => (
          <CourseList
            rows={courses}
            empty={t('course.none')}
            hrefOf={({ id }) => `/training/${id}`}
            after={[
              {
                key: 'state',
                title: t('field.standing'),
                render: (_, row) => <Tag color={colours[row.state]}>{t(`course.${row.state}`)}</Tag>,
              },
              {
                key: 'questions',
                title: t('field.questions'),
                dataIndex: 'questions',
                align: 'right',
                className: 'figures',
              },
            ]}
          />
        )}
      </Loaded>
    </>
  )
}
