import { useQuery } from '@tanstack/react-query'
import { App, Button, Checkbox, Form, Input, Popconfirm, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { bookingContract, closureKinds } from '#modules/booking/contract.ts'
import { call, Problem } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { FittingTable } from '../../ui/fitting-table.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { type ClosureData, closuresQuery, type TouchedData, useBookingAct } from './booking-queries.ts'
import { MomentField } from '../../ui/moment-field.tsx'
import { TouchedList } from './touched-list.tsx'
import { wireIn } from '../../lib/wall-clock.ts'

interface Props {
  readonly instrumentId: number
  readonly timeZone: string
}
interface Fields {
  readonly start: string
  readonly end: string
  readonly kind: (typeof closureKinds)[number]
  readonly reason?: string
  readonly cancelTouched?: boolean
}

const touchedIn = (problem: unknown): readonly TouchedData[] => {
  if (!(problem instanceof Problem)) return []
  const found = problem.refusals.find((refusal) => refusal.code === 'booking.touches_bookings')
  return (found?.['bookings'] ?? []) as readonly TouchedData[]
}

function ClosureForm({ instrumentId, timeZone }: Props) {
  const { t } = useTranslation('booking')
  const { message } = App.useApp()
  const [form] = Form.useForm<Fields>()
  const act = useBookingAct(({ fields, acknowledged }: { fields: Fields; acknowledged: number[] }) => {
    const isoOf = (local: string) => wireIn(local, timeZone)
    return call(bookingContract.addClosure, {
      params: { instrumentId },
      body: { ...fields, start: isoOf(fields.start), end: isoOf(fields.end), acknowledged },
    })
  })
  const touched = touchedIn(act.error)
  const isFault = Form.useWatch('kind', form) === 'fault'
  const send = (acknowledged: number[]) =>
    act.mutate(
      { fields: form.getFieldsValue(), acknowledged },
      {
        onSuccess: ({ cancelled, told }) => {
          form.resetFields()
          void message.success(t('closure.added', { number: cancelled.length, told }))
        },
      },
    )
  const needed = [{ required: true, message: t('field.missing') }]
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      style={{ maxWidth: 480 }}
      initialValues={{ kind: 'maintenance', cancelTouched: false }}
      onFinish={() => send([])}
    >
      <Form.Item name="start" label={t('closure.start')} rules={needed}>
        <MomentField />
      </Form.Item>
      <Form.Item name="end" label={t('closure.end')} rules={needed}>
        <MomentField />
      </Form.Item>
      <Form.Item name="kind" label={t('closure.kind')}>
        <Select options={closureKinds.map((value) => ({ value, label: t(`closureKind.${value}`) }))} />
      </Form.Item>
      <Form.Item name="reason" label={t('closure.reason')} extra={t('closure.reasonHelp')}>
        <Input maxLength={200} />
      </Form.Item>
      {isFault && (
        <Form.Item name="cancelTouched" valuePropName="checked" extra={t('closure.faultHelp')}>
          <Checkbox>{t('closure.cancelTouched')}</Checkbox>
        </Form.Item>
      )}
      {touched.length > 0 && (
        <section role="alert">
          <p>{t('closure.touches', { number: touched.length })}</p>
          <TouchedList bookings={touched} />
          <Form.Item name="cancelTouched" valuePropName="checked">
            <Checkbox>{t('closure.cancelTouched')}</Checkbox>
          </Form.Item>
        </section>
      )}
      {touched.length === 0 && <ProblemAlert problem={act.error} />}
      {touched.length === 0 ? (
        <Button type="primary" htmlType="submit" loading={act.isPending}>
          {t('closure.add')}
        </Button>
      ) : (
        <Button danger loading={act.isPending} onClick={() => send(touched.map((booking) => booking.id))}>
          {t('closure.addAnyway')}
        </Button>
      )}
    </Form>
  )
}

/** Closures of an instrument that are not over, and a new one. */
export function ClosuresPanel({ instrumentId, timeZone }: Props) {
  const { t } = useTranslation('booking')
  const format = useFormat()
  const closures = useQuery(closuresQuery(instrumentId))
  const remove = useBookingAct((closureId: number) =>
    call(bookingContract.removeClosure, { params: { instrumentId, closureId } }),
  )
  return (
    <>
      <ProblemAlert problem={remove.error} />
      <Loaded query={closures}>
        {({ items }) => (
          <FittingTable<ClosureData>
            rowKey="id"
            size="middle"
            pagination={false}
            dataSource={items}
            style={{ marginBottom: 24 }}
            locale={{ emptyText: <EmptyState why={t('closure.none')} /> }}
            columns={[
              { title: t('facts.time'), render: (_, closure) => format.span(closure.start, closure.end) },
              { title: t('closure.kind'), render: (_, closure) => t(`closureKind.${closure.kind}`) },
              { title: t('closure.reason'), dataIndex: 'reason' },
              {
                title: t('facts.verbs'),
                card: 'whole',
                render: (_, closure) => (
                  <Popconfirm title={t('closure.removeSure')} onConfirm={() => remove.mutate(closure.id)}>
                    <Button type="link" danger>
                      {t('closure.remove')}
                    </Button>
                  </Popconfirm>
                ),
              },
            ]}
          />
        )}
      </Loaded>
      <ClosureForm instrumentId={instrumentId} timeZone={timeZone} />
    </>
  )
}
