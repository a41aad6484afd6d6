import { Link } from '@tanstack/react-router'
import { Alert, Button, Space } from 'antd'
import { useTranslation } from 'react-i18next'
import type { bookingContract } from '#modules/booking/contract.ts'
import type { Replied } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import type { SlotWish } from './booking-queries.ts'

interface Props {
  readonly check: {
    readonly data: Replied<typeof bookingContract.checkSlot> | undefined
    readonly error: unknown
  }
  readonly onSelect: (slot: SlotWish) => void
}

/** Where the refusal can be helped, below /app: the course that qualifies. */
function WayThere({ link }: { readonly link: unknown }) {
  const { t } = useTranslation('booking')
  return typeof link === 'string' ? <Link to={link}> {t('check.wayThere')}</Link> : null
}

/** What stands against the chosen time, all at once, with the next free times; or that it can be had. */
export function SlotCheck({ check, onSelect }: Props) {
  const { t } = useTranslation('booking')
  const format = useFormat()
  if (check.error !== null && check.error !== undefined) return <ProblemAlert problem={check.error} />
  const { data } = check
  if (data === undefined) return <Alert type="info" title={t('check.asking')} />
  if (data.refusals.length === 0)
    return (
      <Alert
        type="success"
        showIcon
        role="status"
        title={t(
          data.status === undefined || data.status === 'confirmed' ? 'check.free' : `check.${data.status}`,
        )}
      />
    )
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      title={t('check.refused')}
      description={
        <>
          <ul className="problem-list">
            {data.refusals.map((refusal) => (
              <li key={refusal.code}>
                {refusal.message}
                <WayThere link={refusal['link']} />
              </li>
            ))}
          </ul>
          {data.alternatives.length > 0 && (
            <Space wrap style={{ marginTop: 8 }}>
              {t('check.instead')}
              {data.alternatives.map((slot) => (
                <Button key={slot.start} size="small" onClick={() => onSelect(slot)}>
                  {format.span(slot.start, slot.end)}
                </Button>
              ))}
            </Space>
          )}
        </>
      }
    />
  )
}
