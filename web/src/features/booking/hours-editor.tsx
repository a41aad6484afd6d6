import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { RulesShape } from './booking-queries.ts'
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
                <WindowField
                  key={`${weekday}-${i}`}
                  window={window}
                  day={t(`weekday.${weekday}`)}
                  onChange={(changed) => onChange?.(value.with(i, { ...changed, weekday }))}
                  onRemove={() => put(value.toSpliced(i, 1))}
                />
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
