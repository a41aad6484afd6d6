import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Button, Grid } from 'antd'
import { useTranslation } from 'react-i18next'
import { plusDays } from '../../lib/wall-clock.ts'
import { monthsOn } from './calendar-span.ts'

/** How many days fit beside each other. */
export function useDaysShown(): number {
  const screens = Grid.useBreakpoint()
  if (screens['xl'] === true) return 7
  if (screens['lg'] === true) return 5
  return screens['sm'] === true ? 3 : 1
}

interface Props {
  readonly from: string
  readonly view: 'day' | 'week' | 'month'
  readonly shown: number
  /** Undefined: today. */
  readonly onGo: (from: string | undefined) => void
}

/** Back, today, on: by what is shown at once. */
export function CalendarSteps({ from, view, shown, onGo }: Props) {
  const { t } = useTranslation('booking')
  const step = (sign: 1 | -1) =>
    view === 'month' ? monthsOn(from, sign) : plusDays(from, sign * (view === 'day' ? 1 : shown))
  return (
    <>
      <Button icon={<LeftOutlined />} onClick={() => onGo(step(-1))}>
        {t('book.before')}
      </Button>
      <Button onClick={() => onGo(undefined)}>{t('book.today')}</Button>
      <Button icon={<RightOutlined />} iconPlacement="end" onClick={() => onGo(step(1))}>
        {t('book.after')}
      </Button>
    </>
  )
}
