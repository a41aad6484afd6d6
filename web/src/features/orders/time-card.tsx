import { Link } from '@tanstack/react-router'
import { Button, Card, DatePicker, Flex } from 'antd'
import type { Dayjs } from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ordersContract, type OrderView } from '#modules/orders/contract.ts'
import { call } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { useAct } from './order-queries.ts'

type Span = [Dayjs | null, Dayjs | null] | null

/** Instrument time reserved for an order. */
export function TimeCard({ order }: { readonly order: OrderView }) {
  const { t } = useTranslation('orders')
  const format = useFormat()
  const { busy, problem, act } = useAct()
  const [span, setSpan] = useState<Span>(null)
  const open = order.state === 'received' || order.state === 'measuring'
  const [from, until] = span ?? [null, null]
  const book = async () => {
    if (from === null || until === null) return
    const body = {
      start: from.format('YYYY-MM-DDTHH:mm:00+08:00'),
      end: until.format('YYYY-MM-DDTHH:mm:00+08:00'),
    }
    const params = { orderId: order.orderId }
    if (await act(() => call(ordersContract.bookOrderTime, { params, body }))) setSpan(null)
  }
  if (!open && order.bookings.length === 0) return null
  return (
    <Card title={t('part.time')} extra={<Link to={`/book/${order.instrumentId}`}>{t('time.calendar')}</Link>}>
      <ProblemAlert problem={problem} />
      {order.bookings.map((booking) => (
        <div key={booking.bookingId} className="order-line">
          <span>{format.span(booking.start, booking.end)}</span>
          <span className="order-second">{t(`time.${booking.status}`)}</span>
        </div>
      ))}
      {open && (
        <Flex gap={8} wrap style={{ marginTop: 12 }}>
          <DatePicker.RangePicker
            showTime={{ format: 'HH:mm', minuteStep: 5 }}
            format="YYYY-MM-DD HH:mm"
            value={span}
            onChange={(next) => setSpan(next)}
          />
          <Button loading={busy} disabled={from === null || until === null} onClick={() => void book()}>
            {t('time.book')}
          </Button>
        </Flex>
      )}
    </Card>
  )
}
