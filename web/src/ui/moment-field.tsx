import { DatePicker, Grid, Input } from 'antd'
import dayjs from 'dayjs'

interface Props {
  readonly id?: string
  /** `2026-11-23T14:30`, a wall clock without zone. */
  readonly value?: string
  readonly onChange?: (value: string) => void
  readonly minuteStep?: 1 | 5 | 10 | 15 | 20 | 30
}

/** A date and time of day on the instrument's wall clock; on a phone the device's own wheel, which fits it. */
export function MomentField({ id, value, onChange, minuteStep = 5 }: Props) {
  const phone = Grid.useBreakpoint().sm === false
  const named = id === undefined ? {} : { id }
  if (phone)
    return (
      <Input
        {...named}
        type="datetime-local"
        value={value ?? ''}
        onChange={({ target }) => (target.value === '' ? undefined : onChange?.(target.value.slice(0, 16)))}
      />
    )
  return (
    <DatePicker
      {...named}
      allowClear={false}
      needConfirm={false}
      showTime={{ format: 'HH:mm', minuteStep }}
      format="YYYY-MM-DD HH:mm"
      style={{ width: '100%' }}
      value={value === undefined ? null : dayjs(value)}
      onChange={(moment) => (moment === null ? undefined : onChange?.(moment.format('YYYY-MM-DDTHH:mm')))}
    />
  )
}
