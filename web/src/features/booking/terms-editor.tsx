import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, DatePicker, Input } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import type { RulesShape } from './booking-queries.ts'
import { HoursEditor } from './hours-editor.tsx'
import './booking.css'

type Terms = NonNullable<RulesShape['terms']>
interface Props {
  readonly value?: Terms
  readonly onChange?: (value: Terms) => void
}

const isoDate = 'YYYY-MM-DD'

/** Stretches of dates with hours of their own: terms, vacations, summer hours. */
export function TermsEditor({ value = [], onChange }: Props) {
  const { t } = useTranslation('booking')
  const put = (i: number, change: Partial<Terms[number]>) =>
    onChange?.(value.map((term, at) => (at === i ? { ...term, ...change } : term)))
  const add = () => {
    const from = dayjs().format(isoDate)
    onChange?.([...value, { name: t('terms.new'), from, to: from, weekly: [] }])
  }
  return (
    <div role="group" aria-label={t('terms.title')}>
      {value.map((term, i) => (
        <section key={i} className="rules-term">
          <div className="hours-windows">
            <Input
              aria-label={t('terms.name')}
              style={{ width: 160 }}
              maxLength={40}
              value={term.name}
              onChange={({ target }) => put(i, { name: target.value })}
            />
            <DatePicker.RangePicker
              allowClear={false}
              aria-label={t('terms.dates')}
              value={[dayjs(term.from), dayjs(term.to)]}
              onChange={(range) =>
                put(i, {
                  from: range?.[0]?.format(isoDate) ?? term.from,
                  to: range?.[1]?.format(isoDate) ?? term.to,
                })
              }
            />
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t('terms.remove', { name: term.name })}
              onClick={() => onChange?.(value.toSpliced(i, 1))}
            />
          </div>
          <HoursEditor value={term.weekly} onChange={(weekly) => put(i, { weekly })} />
        </section>
      ))}
      <Button type="link" icon={<PlusOutlined />} onClick={add}>
        {t('terms.add')}
      </Button>
    </div>
  )
}
