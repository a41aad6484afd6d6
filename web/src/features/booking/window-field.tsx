import { DeleteOutlined } from '@ant-design/icons'
import { Button, TimePicker } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'

export interface WindowData {
  readonly from: string
  readonly to: string
}
interface Props {
  readonly window: WindowData
  /** The day the window belongs to, for who cannot see where it stands. */
  readonly day: string
  readonly onChange: (window: WindowData) => void
  readonly onRemove: () => void
}

/** What a new window proposes. */
export const offeredWindow: WindowData = { from: '08:30', to: '17:30' }

/** A time of day for the picker; midnight at the end of the day shows as 00:00. */
const asTime = (time: string) => dayjs(`2000-01-01T${time === '24:00' ? '00:00' : time}`)

/** One opening window: from, to, and the way to take it away. */
export function WindowField({ window, day, onChange, onRemove }: Props) {
  const { t } = useTranslation('booking')
  const field = (part: 'from' | 'to') => (
    <TimePicker
      needConfirm={false}
      allowClear={false}
      format="HH:mm"
      minuteStep={5}
      style={{ width: 104, flex: 'none' }}
      aria-label={t(`hours.${part}`, { day })}
      value={asTime(window[part])}
      onChange={(picked) => {
        const time = picked?.format('HH:mm') ?? window[part]
        onChange({ ...window, [part]: part === 'to' && time === '00:00' ? '24:00' : time })
      }}
    />
  )
  return (
    <span className="hours-window">
      {field('from')}
      {'–'}
      {field('to')}
      <Button type="text" icon={<DeleteOutlined />} aria-label={t('hours.remove')} onClick={onRemove} />
    </span>
  )
}
