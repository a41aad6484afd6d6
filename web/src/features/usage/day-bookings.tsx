import { Button, Popconfirm, Space } from 'antd'
import { useTranslation } from 'react-i18next'
import { type DayBookingView, usageContract } from '#modules/usage/contract.ts'
import { call } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { type FittingColumn, FittingTable } from '../../ui/fitting-table.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { useInstrumentColumn } from './log-list.tsx'
import { personOf } from './person.ts'
import { BookingStatusTag } from './tags.tsx'
import { useAct } from './usage-queries.ts'

/** Bookings of a day, each with what can be done about it now. */
export function DayBookings({
  bookings,
  empty,
  onCheckOut,
}: {
  readonly bookings: readonly DayBookingView[]
  readonly empty: string
  readonly onCheckOut: (useId: number) => void
}) {
  const { t } = useTranslation('usage')
  const format = useFormat()
  const checkIn = useAct(
    (bookingId: number) => call(usageContract.checkIn, { params: { bookingId } }),
    'done.checkedIn',
  )
  const noShow = useAct(
    (bookingId: number) => call(usageContract.markNoShow, { params: { bookingId } }),
    'done.noShow',
  )
  const asBooked = useAct(
    (bookingId: number) => call(usageContract.recordAsBooked, { params: { bookingId }, body: {} }),
    'done.asBooked',
  )
  const instrument = useInstrumentColumn<DayBookingView>()
  const columns: FittingColumn<DayBookingView>[] = [
    {
      title: t('time'),
      className: 'usage-time',
      render: (_, { start, end }) => `${format.time(start)}–${format.time(end)}`,
    },
    instrument,
    {
      title: t('user'),
      render: (_, booking) => personOf(booking, format),
    },
    { title: t('purpose'), dataIndex: 'purpose', responsive: ['lg'], ellipsis: true },
    { title: t('state'), render: (_, { status }) => <BookingStatusTag status={status} /> },
    {
      title: t('act'),
      card: 'whole',
      render: (_, { id, may, status, useId }) => (
        <Space wrap>
          {may.checkIn && (
            <Button
              type="primary"
              loading={checkIn.isPending && checkIn.variables === id}
              onClick={() => checkIn.mutate(id)}
            >
              {t('checkIn')}
            </Button>
          )}
          {status === 'in_use' && useId !== undefined && (
            <Button onClick={() => onCheckOut(useId)}>{t('checkOut')}</Button>
          )}
          {may.asBooked && (
            <Popconfirm title={t('asBooked.sure')} onConfirm={() => asBooked.mutate(id)}>
              <Button>{t('asBooked')}</Button>
            </Popconfirm>
          )}
          {may.noShow && (
            <Popconfirm title={t('noShow.sure')} onConfirm={() => noShow.mutate(id)}>
              <Button danger>{t('noShow')}</Button>
            </Popconfirm>
          )}
        </Space>
      ),
    },
  ]
  return (
    <>
      <ProblemAlert problem={checkIn.error ?? noShow.error ?? asBooked.error} />
      <FittingTable
        rowKey="id"
        size="middle"
        pagination={false}
        columns={columns}
        dataSource={[...bookings]}
        locale={{ emptyText: <EmptyState why={empty} /> }}
      />
    </>
  )
}
