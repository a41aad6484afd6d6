import { Button, Input, Select, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LedgerGroupView } from '#modules/reporting/contract.ts'
import { useChoices, useTargets } from './ledger-queries.ts'

interface Props {
  readonly group: LedgerGroupView
  /** Chosen value; '' leaves the cells empty; undefined while nothing is decided. */
  readonly value: string | undefined
  readonly onChange: (to: string | undefined) => void
}

/** One decision for every cell of this text: another value, the likely one, or nothing. */
export function FixCell({ group, value, onChange }: Props) {
  const { t } = useTranslation('ledger')
  const targets = useTargets()
  const listed = targets.data?.items.find(({ element }) => element === group.element)?.listed === true
  const [words, setWords] = useState('')
  const choices = useChoices(group.element, words, listed)
  const { likely } = group
  const empty = { value: '', label: t('fix.empty') }
  if (!listed)
    return (
      <Space.Compact>
        <Input
          aria-label={t('fix.value')}
          placeholder={t('fix.value')}
          style={{ width: 180 }}
          value={value ?? ''}
          onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
        />
        <Button onClick={() => onChange(value === '' ? undefined : '')}>{t('fix.empty')}</Button>
      </Space.Compact>
    )
  const found = choices.data?.items ?? []
  const options = [...(likely === undefined || words !== '' ? [] : [likely]), ...found, empty]
  const unique = [...new Map(options.map((option) => [option.value, option])).values()]
  return (
    <Space wrap>
      <Select
        aria-label={t('fix.value')}
        allowClear
        style={{ width: 240 }}
        placeholder={t('fix.choose')}
        {...(value === undefined ? {} : { value })}
        showSearch={{ filterOption: false, onSearch: setWords }}
        options={unique}
        onChange={(to: string | undefined) => onChange(to)}
      />
      {likely !== undefined && value === undefined && (
        <Button type="link" onClick={() => onChange(likely.value)}>
          {t('fix.likely', { label: likely.label })}
        </Button>
      )}
    </Space>
  )
}
