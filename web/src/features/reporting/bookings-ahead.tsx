import { useQuery } from '@tanstack/react-query'
import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { bookingContract } from '#modules/booking/contract.ts'
import { call } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { useAbility } from '../../lib/session.ts'

const shownAtMost = 20

/** Bookings that end with the instrument's public life, before somebody ends it. */
export function BookingsAhead({ instrumentId }: { readonly instrumentId: number }) {
  const { t } = useTranslation('reporting')
  const format = useFormat()
  const mayRead = useAbility('booking.read_all')
  const { data } = useQuery({
    queryKey: ['booking', 'ahead', instrumentId],
    queryFn: ({ signal }) =>
      call(bookingContract.bookings, { query: { instrumentId, limit: shownAtMost }, signal }),
    enabled: mayRead,
  })
  const now = Date.now()
  const ahead = (data?.items ?? []).filter(
    ({ status, start }) => (status === 'pending' || status === 'confirmed') && Date.parse(start) > now,
  )
  if (ahead.length === 0) return null
  return (
    <Alert
      type="warning"
      showIcon
      style={{ marginBottom: 16 }}
      title={t(data?.next === undefined ? 'ahead.title' : 'ahead.titleMore', { number: ahead.length })}
      description={
        <ul style={{ margin: 0, paddingInlineStart: 20, maxHeight: 180, overflow: 'auto' }}>
          {ahead.map(({ id, start, end, userName, purpose }) => (
            <li key={id}>{[format.span(start, end), userName, purpose].join(' · ')}</li>
          ))}
        </ul>
      }
    />
  )
}
