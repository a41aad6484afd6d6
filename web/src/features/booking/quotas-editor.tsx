import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { periodLengths, quotaBearers } from '#modules/booking/contract.ts'
import type { RulesShape } from './booking-queries.ts'
import { UsersField } from './users-field.tsx'
import './booking.css'

type Quotas = NonNullable<RulesShape['quotas']>
type Quota = Quotas[number]
interface Props {
  readonly value?: Quotas
  readonly onChange?: (value: Quotas) => void
}

/** A quota with some of it changed; what is emptied is gone. */
const changedQuota = (quota: Quota, change: { [K in keyof Quota]?: Quota[K] | null | undefined }): Quota =>
  Object.fromEntries(
    Object.entries({ ...quota, ...change }).filter(([, part]) => part !== null && part !== undefined),
  ) as Quota

/** How much of the instrument a person, a group, a unit or a kind of user may book in a day, week or month. */
export function QuotasEditor({ value = [], onChange }: Props) {
  const { t } = useTranslation('booking')
  const put = (i: number, change: Parameters<typeof changedQuota>[1]) =>
    onChange?.(value.map((quota, at) => (at === i ? changedQuota(quota, change) : quota)))
  return (
    <div role="group" aria-label={t('quota.title')}>
      {value.map((quota, i) => (
        <div key={i} className="hours-row">
          <Select
            aria-label={t('quota.per')}
            style={{ width: 130 }}
            value={quota.per}
            options={quotaBearers.map((per) => ({ value: per, label: t(`quota.per.${per}`) }))}
            onChange={(per) => put(i, { per })}
          />
          <Select
            aria-label={t('quota.period')}
            style={{ width: 90 }}
            value={quota.period}
            options={periodLengths.map((period) => ({ value: period, label: t(`quota.period.${period}`) }))}
            onChange={(period) => put(i, { period })}
          />
          <InputNumber
            aria-label={t('quota.hours')}
            min={0.5}
            max={10_000}
            suffix={t('quota.hours')}
            style={{ width: 120 }}
            value={quota.hours ?? null}
            onChange={(hours) => put(i, { hours })}
          />
          <InputNumber
            aria-label={t('quota.count')}
            min={1}
            max={10_000}
            precision={0}
            suffix={t('quota.count')}
            style={{ width: 110 }}
            value={quota.count ?? null}
            onChange={(count) => put(i, { count })}
          />
          <UsersField value={quota.users} label={t('quota.users')} onChange={(users) => put(i, { users })} />
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t('quota.remove')}
            onClick={() => onChange?.(value.toSpliced(i, 1))}
          />
        </div>
      ))}
      <Button
        type="link"
        icon={<PlusOutlined />}
        onClick={() => onChange?.([...value, { per: 'person', period: 'week', hours: 8 }])}
      >
        {t('quota.add')}
      </Button>
    </div>
  )
}
