import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, TimePicker } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import type { RulesShape } from './booking-queries.ts'
import './booking.css'

type Weekly = RulesShape['weekly']
interface Props {
  readonly value?: Weekly
  readonly onChange?: (value: Weekly) => void
}

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const
const offered = { from: '08:30', to: '17:30' }

/** A time of day for the picker; midnight at the end of the day shows as 00:00. */
const asTime = (time: string) => dayjs(`2000-01-01T${time === '24:00' ? '00:00' : time}`)

/** Opening hours of each weekday; several windows a day, one that ends at or before its start runs into the next day. */
export function HoursEditor({ value = [], onChange }: Props) {
  const { t } = useTranslation('booking')
  const put = (next: Weekly) =>
    onChange?.(next.toSorted((a, b) => a.weekday - b.weekday || a.from.localeCompare(b.from)))
  const change = (at: number, part: 'from' | 'to', time: string) =>
    onChange?.(
      value.map((window, i) =>
        i === at ? { ...window, [part]: part === 'to' && time === '00:00' ? '24:00' : time } : window,
      ),
    )
  return (
    <div role="group" aria-label={t('hours.title')}>
      {weekdays.map((weekday) => (
        <div key={weekday} className="hours-row">
          <span className="hours-day">{t(`weekday.${weekday}`)}</span>
          {value.map((window, i) =>
            window.weekday === weekday ? (
              <span key={`${weekday}-${i}`} className="hours-window">
                <TimePicker
                  needConfirm={false}
                  allowClear={false}
                  format="HH:mm"
                  minuteStep={5}
                  aria-label={t('hours.from', { day: t(`weekday.${weekday}`) })}
                  value={asTime(window.from)}
                  onChange={(time) => change(i, 'from', time?.format('HH:mm') ?? window.from)}
                />
                {'–'}
                <TimePicker
                  needConfirm={false}
                  allowClear={false}
                  format="HH:mm"
                  minuteStep={5}
                  aria-label={t('hours.to', { day: t(`weekday.${weekday}`) })}
                  value={asTime(window.to)}
                  onChange={(time) => change(i, 'to', time?.format('HH:mm') ?? window.to)}
                />
                <Button
                  type="text"
                  icon={<DeleteOutlined />}
                  aria-label={t('hours.remove')}
                  onClick={() => put(value.filter((_, at) => at !== i))}
                />
              </span>
            ) : null,
          )}
          {!value.some((window) => window.weekday === weekday) && <span>{t('hours.closed')}</span>}
          <Button
            type="link"
            icon={<PlusOutlined />}
            onClick={() => put([...value, { weekday, ...offered }])}
          >
            {t('hours.add')}
          </Button>
        </div>
      ))}
    </div>
  )
}
