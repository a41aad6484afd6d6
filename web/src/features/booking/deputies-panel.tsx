import { useQuery } from '@tanstack/react-query'
import { Button, Card, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { bookingContract } from '#modules/booking/contract.ts'
import { call } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { wireIn } from '../../lib/wall-clock.ts'
import { MomentField } from '../../ui/moment-field.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { deputiesQuery, useBookingAct } from './booking-queries.ts'
import './booking.css'

interface Fields {
  readonly deputy: string
  readonly from?: string
  readonly until?: string
}
const zone = 'Asia/Shanghai'

function NewDeputy() {
  const { t } = useTranslation('booking')
  const [form] = Form.useForm<Fields>()
  const name = useBookingAct(({ deputy, from = '', until = '' }: Fields) =>
    call(bookingContract.nameBookingDeputy, {
      body: { deputy, from: wireIn(from, zone), until: wireIn(until, zone) },
    }),
  )
  const needed = [{ required: true, message: t('field.missing') }]
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      onFinish={(fields) => name.mutate(fields, { onSuccess: () => form.resetFields() })}
    >
      <Form.Item name="deputy" label={t('deputy.who')} extra={t('deputy.whoHelp')} rules={needed}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="from" label={t('deputy.from')} rules={needed}>
        <Moment id="deputy-from" />
      </Form.Item>
      <Form.Item name="until" label={t('deputy.until')} rules={needed}>
        <Moment id="deputy-until" />
      </Form.Item>
      <ProblemAlert problem={name.error} />
      <Button htmlType="submit" loading={name.isPending}>
        {t('deputy.name')}
      </Button>
    </Form>
  )
}

const Moment = ({
  id,
  value = '',
  onChange = () => undefined,
}: {
  readonly id: string
  readonly value?: string
  readonly onChange?: (value: string) => void
}) => <MomentField id={id} value={value} onChange={onChange} />

/** Who decides in one's place and for whom one decides, with a form to name a deputy. */
export function DeputiesPanel() {
  const { t } = useTranslation('booking')
  const format = useFormat()
  const deputies = useQuery(deputiesQuery())
  const dismiss = useBookingAct((deputyId: number) =>
    call(bookingContract.dismissBookingDeputy, { params: { deputyId } }),
  )
  return (
    <Card size="small" title={t('deputy.title')} style={{ marginBlockStart: 24, maxWidth: 560 }}>
      <p>{t('deputy.help')}</p>
      <ul>
        {(deputies.data?.items ?? []).map(({ id, mine, name, deputyName, from, until }) => (
          <li key={id}>
            {t(mine ? 'deputy.forMe' : 'deputy.forOther', {
              name: mine ? deputyName : name,
              from: format.dateTime(from),
              until: format.dateTime(until),
            })}
            {mine && (
              <Button type="link" danger onClick={() => dismiss.mutate(id)}>
                {t('deputy.dismiss')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <ProblemAlert problem={dismiss.error} />
      <NewDeputy />
    </Card>
  )
}
