import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { RulesShape } from './booking-queries.ts'
import { UsersField } from './users-field.tsx'
import { offeredWindow, WindowField } from './window-field.tsx'
import './booking.css'

type Weekly = RulesShape['weekly']
interface Props {
  readonly value?: Weekly
  readonly onChange?: (value: Weekly) => void
}

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const

/** Opening hours of each weekday; several windows a day, one that ends at or before its start runs into the next day. */
export function HoursEditor({ value = [], onChange }: Props) {
  const { t } = useTranslation('booking')
  const put = (next: Weekly) =>
    onChange?.(next.toSorted((a, b) => a.weekday - b.weekday || a.from.localeCompare(b.from)))
  return (
    <div role="group" aria-label={t('hours.title')}>
      {weekdays.map((weekday) => (
        <div key={weekday} className="hours-row">
          <span className="hours-day">{t(`weekday.${weekday}`)}</span>
          <div className="hours-windows">
            {value.map((window, i) =>
              window.weekday === weekday ? (
                <span key={`${weekday}-${i}`} className="hours-window">
                  <WindowField
                    window={window}
                    day={t(`weekday.${weekday}`)}
                    onChange={({ from, to }) => onChange?.(value.with(i, { ...window, from, to }))}
                    onRemove={() => put(value.toSpliced(i, 1))}
                  />
                  <UsersField
                    value={window.users}
                    label={t('hours.users', { day: t(`weekday.${weekday}`) })}
                    onChange={(users) => {
                      const { from, to } = window
                      onChange?.(value.with(i, { weekday, from, to, ...(users && { users }) }))
                    }}
                  />
                </span>
              ) : null,
            )}
            {!value.some((window) => window.weekday === weekday) && <span>{t('hours.closed')}</span>}
            <Button
              type="link"
              icon={<PlusOutlined />}
              onClick={() => put([...value, { weekday, ...offeredWindow }])}
            >
              {t('hours.add')}
            </Button>
          </div>
        </div>
      ))}
    </div>
  )
}
