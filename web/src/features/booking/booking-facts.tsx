import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/format.ts'
import { minutesBetween } from '../../lib/wall-clock.ts'
import type { BookingData } from './booking-queries.ts'
import { placeOf, userOf } from './booking-words.ts'
import { useRuleNames } from './override-fields.tsx'
import { ChainSteps } from './chain-steps.tsx'
import './booking.css'

const colours: Readonly<Record<BookingData['status'], string>> = {
  offered: 'warning',
  pending: 'warning',
  requested: 'warning',
  confirmed: 'processing',
  in_use: 'processing',
  completed: 'success',
  rejected: 'error',
  expired: 'default',
  cancelled: 'default',
  no_show: 'error',
}

/** The state of a booking in a word. */
export function StatusTag({ status }: { readonly status: BookingData['status'] }) {
  const { t } = useTranslation('booking')
  return <Tag color={colours[status]}>{t(`status.${status}`)}</Tag>
}

/** Everything about one booking that its reader may know. */
export function BookingFacts({ booking }: { readonly booking: BookingData }) {
  const { t } = useTranslation('booking')
  const format = useFormat()
  const names = useRuleNames()
  const user = userOf(booking, format)
  const facts: readonly (readonly [string, React.ReactNode])[] = [
    ['status', <StatusTag key="status" status={booking.status} />],
    ['instrument', placeOf(booking, format)],
    [
      'time',
      `${format.span(booking.start, booking.end)} (${format.duration(minutesBetween(booking.start, booking.end))})`,
    ],
    ['user', user],
    ['purpose', booking.purpose],
    ['project', booking.project],
    ['serviceWay', t(`serviceWay.${booking.serviceWay}`)],
    ['madeBy', booking.madeByName ?? ''],
    ['overridden', names(booking.overridden)],
    ['overrideReason', booking.overrideReason],
    ['steps', booking.steps.length === 0 ? '' : <ChainSteps key="steps" booking={booking} />],
    ['decisionNote', booking.decisionNote],
    ['cancelCode', booking.cancelCode === undefined ? '' : t(`cancelCode.${booking.cancelCode}`)],
    ['cancelReason', booking.cancelReason],
    ['late', booking.cancelledLate ? t('facts.lateYes') : ''],
    ['created', format.dateTime(booking.createdAt)],
  ]
  return (
    <dl className="booking-facts">
      {facts
        .filter(([, value]) => value !== '')
        .map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{t(`facts.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}
