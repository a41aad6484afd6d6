import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/format.ts'
import type { BookingData } from './booking-queries.ts'

type Step = BookingData['steps'][number]
const colours: Readonly<Record<Step['outcome'], string>> = {
  '': 'default',
  approved: 'success',
  rejected: 'error',
  escalated: 'warning',
}

/** The way of a request: who decided what and when, whose turn it is, and who comes after. */
export function ChainSteps({ booking }: { readonly booking: BookingData }) {
  const { t } = useTranslation('booking')
  const format = useFormat()
  const turn =
    booking.waitsFor === undefined ? undefined : booking.steps.find(({ outcome }) => outcome === '')?.no
  const stateOf = ({ no, outcome }: Step) =>
    outcome === '' ? t(no === turn ? 'chain.turn' : 'chain.later') : t(`chain.${outcome}`)
  const said = ({ decidedAt, decidedByName, inPlaceOfName, dueAt, note }: Step) =>
    [
      decidedByName,
      inPlaceOfName === undefined ? undefined : t('chain.inPlaceOf', { name: inPlaceOfName }),
      decidedAt === undefined ? undefined : format.dateTime(decidedAt),
      decidedAt === undefined && dueAt !== undefined
        ? t('chain.due', { time: format.dateTime(dueAt) })
        : undefined,
      note === '' ? undefined : note,
    ].filter((part) => part !== undefined)
  return (
    <ol className="chain-steps">
      {booking.steps.map((step) => (
        <li key={step.no} aria-current={step.no === turn ? 'step' : undefined}>
          {t(`chain.by.${step.by}`)}{' '}
          <Tag color={step.no === turn ? 'processing' : colours[step.outcome]}>{stateOf(step)}</Tag>
          <small>{said(step).join(' · ')}</small>
        </li>
      ))}
    </ol>
  )
}
