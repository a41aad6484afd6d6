import { useMutation } from '@tanstack/react-query'
import { Button, Card, Flex, Form, Input, InputNumber, Popconfirm, Space, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { type KeptCourseView, qualificationContract } from '#modules/qualification/contract.ts'
import { call } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { FittingTable } from '../../ui/fitting-table.tsx'
import { MomentField } from '../../ui/moment-field.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useQualificationChanged } from './qualification-queries.ts'

type Session = KeptCourseView['sessions'][number]
type Person = KeptCourseView['participants'][number]
interface Values {
  readonly start: string
  readonly end: string
  readonly place: string
  readonly seats: number
}

/** Wall clocks of the form are those of Guangdong. */
const wire = (moment: string) => `${moment}:00+08:00`

function NewSession({ courseId }: { readonly courseId: number }) {
  const { t } = useTranslation('qualification')
  const changed = useQualificationChanged()
  const [form] = Form.useForm<Values>()
  const add = useMutation({
    mutationFn: ({ start, end, ...rest }: Values) =>
      call(qualificationContract.addSession, {
        params: { courseId },
        body: { ...rest, start: wire(start), end: wire(end) },
      }),
    onSuccess: async () => {
      form.resetFields()
      await changed()
    },
  })
  const needed = [{ required: true, message: t('needed') }]
  return (
    <Card size="small" title={t('session.add')} style={{ marginBottom: 12 }}>
      <ProblemAlert problem={add.error} />
      <Form
        form={form}
        layout="vertical"
        initialValues={{ place: '', seats: 10 }}
        onFinish={(values: Values) => add.mutate(values)}
      >
        <Flex wrap gap={12} align="end">
          <Form.Item name="start" label={t('session.start')} rules={needed}>
            <MomentField minuteStep={30} />
          </Form.Item>
          <Form.Item name="end" label={t('session.end')} rules={needed}>
            <MomentField minuteStep={30} />
          </Form.Item>
          <Form.Item name="place" label={t('session.place')}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="seats" label={t('session.seats')}>
            <InputNumber min={1} max={1000} />
          </Form.Item>
          <Form.Item>
            <Button type="primary" htmlType="submit" loading={add.isPending}>
              {t('session.add')}
            </Button>
          </Form.Item>
        </Flex>
      </Form>
    </Card>
  )
}

function People({ people, sessionId }: { readonly people: readonly Person[]; readonly sessionId?: number }) {
  const { t } = useTranslation('qualification')
  const format = useFormat()
  const changed = useQualificationChanged()
  const note = useMutation({
    mutationFn: (person: { accountId: number; attended: boolean }) =>
      call(qualificationContract.noteAttendance, {
        params: { sessionId: sessionId ?? 0 },
        body: { people: [person] },
      }),
    onSuccess: changed,
  })
  return (
    <>
      <ProblemAlert problem={note.error} />
      <FittingTable<Person>
        rowKey="accountId"
        size="small"
        pagination={{ pageSize: 20, showSizeChanger: false, hideOnSinglePage: true }}
        dataSource={[...people]}
        locale={{ emptyText: <EmptyState why={t('session.nobody')} /> }}
        columns={[
          { key: 'name', title: t('field.person'), dataIndex: 'name' },
          {
            key: 'unit',
            title: t('field.unit'),
            render: (_, row) => format.either(row.unitName, row.unitNameEn),
          },
          {
            key: 'state',
            title: t('field.standing'),
            render: (_, row) => <Tag>{t(`enrolment.${row.state}`)}</Tag>,
          },
          { key: 'at', title: t('field.since'), render: (_, row) => format.dateTime(row.at) },
          {
            key: 'acts',
            title: sessionId === undefined ? '' : t('field.acts'),
            card: 'whole',
            render: (_, { accountId, state }) =>
              sessionId !== undefined && (
                <Space>
                  <Button
                    size="small"
                    disabled={state === 'attended'}
                    onClick={() => note.mutate({ accountId, attended: true })}
                  >
                    {t('enrolment.attended')}
                  </Button>
                  <Button
                    size="small"
                    disabled={state === 'absent'}
                    onClick={() => note.mutate({ accountId, attended: false })}
                  >
                    {t('enrolment.absent')}
                  </Button>
                </Space>
              ),
          },
        ]}
      />
    </>
  )
}

function SessionCard({ session, people }: { readonly session: Session; readonly people: readonly Person[] }) {
  const { t } = useTranslation('qualification')
  const format = useFormat()
  const changed = useQualificationChanged()
  const off = useMutation({
    mutationFn: () => call(qualificationContract.callOffSession, { params: { sessionId: session.id } }),
    onSuccess: changed,
  })
  return (
    <Card
      size="small"
      style={{ marginBottom: 12 }}
      title={`${format.span(session.start, session.end)} ${session.place}`}
      extra={
        session.state === 'cancelled' ? (
          <Tag>{t('session.cancelled')}</Tag>
        ) : (
          <Popconfirm title={t('session.askOff')} onConfirm={() => off.mutate()}>
            <Button size="small" danger loading={off.isPending}>
              {t('session.off')}
            </Button>
          </Popconfirm>
        )
      }
    >
      <ProblemAlert problem={off.error} />
      <p>{t('session.line', { place: session.place, taken: session.taken, seats: session.seats })}</p>
      <People people={people} sessionId={session.id} />
    </Card>
  )
}

/** Sessions of a course with who comes; for an online course who has read it. */
export function SessionsPanel({ course }: { readonly course: KeptCourseView }) {
  if (course.online) return <People people={course.participants} />
  return (
    <>
      <NewSession courseId={course.id} />
      {course.sessions.map((session) => (
        <SessionCard
          key={session.id}
          session={session}
          people={course.participants.filter(({ sessionId }) => sessionId === session.id)}
        />
      ))}
    </>
  )
}
