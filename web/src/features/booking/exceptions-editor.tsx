import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, DatePicker } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/format.ts'
import type { RulesShape } from './booking-queries.ts'
import { offeredWindow, WindowField } from './window-field.tsx'
import './booking.css'

type Exceptions = NonNullable<RulesShape['exceptions']>
interface Props {
  readonly value?: Exceptions
  readonly onChange?: (value: Exceptions) => void
}

/** Single dates with hours of their own, or closed; they stand before the weekday and before holidays. */
export function ExceptionsEditor({ value = [], onChange }: Props) {
  const { t } = useTranslation('booking')
  const format = useFormat()
  const put = (i: number, windows: Exceptions[number]['windows']) =>
    onChange?.(value.map((each, at) => (at === i ? { ...each, windows } : each)))
  const add = (date: string) => {
    if (value.some((each) => each.date === date)) return
    onChange?.([...value, { date, windows: [] }].toSorted((a, b) => a.date.localeCompare(b.date)))
  }
  return (
    <div role="group" aria-label={t('exceptions.title')}>
      {value.map(({ date, windows }, i) => (
        <div key={date} className="hours-row">
          <span className="hours-date">{format.day(date)}</span>
          {windows.map((window, no) => (
            <WindowField
              key={`${date}-${no}`}
              window={window}
              day={date}
              onChange={(changed) => put(i, windows.with(no, changed))}
              onRemove={() => put(i, windows.toSpliced(no, 1))}
            />
          ))}
          {windows.length === 0 && <span>{t('hours.closed')}</span>}
          <Button type="link" icon={<PlusOutlined />} onClick={() => put(i, [...windows, offeredWindow])}>
            {t('hours.add')}
          </Button>
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t('exceptions.remove', { date })}
            onClick={() => onChange?.(value.toSpliced(i, 1))}
          />
        </div>
      ))}
      <DatePicker
        value={null}
        placeholder={t('exceptions.add')}
        aria-label={t('exceptions.add')}
        minDate={dayjs().startOf('day')}
        style={{ width: 200, marginTop: 8 }}
        onChange={(picked: Dayjs | null) => (picked === null ? undefined : add(picked.format('YYYY-MM-DD')))}
      />
    </div>
  )
}
