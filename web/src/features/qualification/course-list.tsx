import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { CourseLineView } from '#modules/qualification/contract.ts'
import { useFormat } from '../../lib/format.ts'
import { type FittingColumn, FittingTable } from '../../ui/fitting-table.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useCovered, useLevels } from './qualification-words.tsx'

interface Props<Row extends CourseLineView> {
  readonly rows: readonly Row[]
  readonly empty: string
  readonly hrefOf: (row: Row) => string
  readonly after?: readonly FittingColumn<Row>[]
}

/** Courses with what they are for, what belongs to them, and when the next session is. */
export function CourseList<Row extends CourseLineView>({ rows, empty, hrefOf, after = [] }: Props<Row>) {
  const { t } = useTranslation('qualification')
  const format = useFormat()
  const { nameOf } = useLevels()
  const covered = useCovered()
  const parts = (row: Row) =>
    [
      t(row.online ? 'course.online' : 'course.inPerson'),
      ...(row.hasExam ? [t('course.exam')] : []),
      ...(row.needsPractical ? [t('course.practical')] : []),
    ].join(' · ')
  return (
    <FittingTable<Row>
      rowKey="id"
      size="middle"
      dataSource={[...rows]}
      pagination={{ pageSize: 20, showSizeChanger: false, hideOnSinglePage: true }}
      locale={{ emptyText: <EmptyState why={empty} /> }}
      columns={[
        {
          key: 'title',
          title: t('field.course'),
          render: (_, row) => <Link to={hrefOf(row)}>{format.either(row.title, row.titleEn)}</Link>,
        },
        { key: 'level', title: t('field.level'), width: 130, render: (_, row) => nameOf(row.level) },
        { key: 'covers', title: t('field.covers'), render: (_, row) => covered(row) },
        {
          key: 'unit',
          title: t('field.unit'),
          render: (_, row) => format.either(row.unitName, row.unitNameEn),
        },
        { key: 'parts', title: t('field.parts'), render: (_, row) => parts(row) },
        {
          key: 'next',
          title: t('field.next'),
          render: (_, row) => {
            if (row.nextSession !== undefined) return format.dateTime(row.nextSession)
            return row.online ? t('course.anytime') : t('course.noSession')
          },
        },
        ...after,
      ]}
    />
  )
}
