import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Input, Modal, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { qualificationContract } from '#modules/qualification/contract.ts'
import { call, type Replied } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { FittingTable } from '../../ui/fitting-table.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { trainingQuery, useQualificationChanged } from './qualification-queries.ts'

type Waiting = Replied<typeof qualificationContract.managedCourses>['waiting'][number]
interface Wish {
  readonly check: Waiting
  readonly passed: boolean
}

function DecideDialog({ wish, onDone }: { readonly wish: Wish; readonly onDone: () => void }) {
  const { t } = useTranslation('qualification')
  const changed = useQualificationChanged()
  const [note, setNote] = useState('')
  const { check, passed } = wish
  const save = useMutation({
    mutationFn: () =>
      call(qualificationContract.decidePractical, { params: { checkId: check.id }, body: { passed, note } }),
    onSuccess: async () => {
      await changed()
      onDone()
    },
  })
  const act = passed ? 'practical.pass' : 'practical.fail'
  return (
    <Modal
      open
      title={t(`${act}.title`, { name: check.name })}
      okText={t(act)}
      okButtonProps={{ danger: !passed, disabled: !passed && note.trim() === '' }}
      confirmLoading={save.isPending}
      onOk={() => save.mutate()}
      onCancel={onDone}
    >
      <ProblemAlert problem={save.error} />
      <label htmlFor="practical-note">{t(passed ? 'practical.note' : 'practical.missing')}</label>
      <Input.TextArea
        id="practical-note"
        rows={3}
        maxLength={500}
        value={note}
        onChange={({ target }) => setNote(target.value)}
      />
    </Modal>
  )
}

/** Who waits for the lead to see them at the instrument. */
export function PracticalTab() {
  const { t } = useTranslation('qualification')
  const format = useFormat()
  const query = useQuery(trainingQuery())
  const [wish, setWish] = useState<Wish>()
  return (
    <>
      <Loaded query={query}>
        {({ courses, waiting }) => (
          <FittingTable<Waiting>
            rowKey="id"
            size="middle"
            pagination={false}
            dataSource={waiting}
            locale={{ emptyText: <EmptyState why={t('practical.none')} /> }}
            columns={[
              { key: 'name', title: t('field.person'), dataIndex: 'name' },
              {
                key: 'unit',
                title: t('field.unit'),
                render: (_, row) => format.either(row.unitName, row.unitNameEn),
              },
              {
                key: 'course',
                title: t('field.course'),
                render: (_, row) => {
                  const course = courses.find(({ id }) => id === row.courseId)
                  return format.either(course?.title ?? '', course?.titleEn ?? '')
                },
              },
              { key: 'since', title: t('field.since'), render: (_, row) => format.dateTime(row.askedAt) },
              {
                key: 'acts',
                title: t('field.acts'),
                card: 'whole',
                render: (_, row) => (
                  <Space>
                    <Button size="small" type="primary" onClick={() => setWish({ check: row, passed: true })}>
                      {t('practical.pass')}
                    </Button>
                    <Button size="small" onClick={() => setWish({ check: row, passed: false })}>
                      {t('practical.fail')}
                    </Button>
                  </Space>
                ),
              },
            ]}
          />
        )}
      </Loaded>
      {wish !== undefined && <DecideDialog wish={wish} onDone={() => setWish(undefined)} />}
    </>
  )
}
