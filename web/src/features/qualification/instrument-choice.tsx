import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/format.ts'
import { requirementsQuery } from './qualification-queries.ts'

interface Props {
  readonly id?: string
  readonly value?: readonly number[]
  readonly onChange?: (ids: number[], unitId: number | undefined) => void
  /** Names of those chosen before, which a search may not find. */
  readonly known?: readonly { readonly id: number; readonly name: string; readonly nameEn: string }[]
}

/** Chooses among the instruments whose training one keeps. */
export function InstrumentChoice({ id, value = [], onChange, known = [] }: Props) {
  const { t } = useTranslation('qualification')
  const { either } = useFormat()
  const [words, setWords] = useState('')
  const query = useQuery({ ...requirementsQuery(words, 0), placeholderData: keepPreviousData })
  const found = (query.data?.items ?? []).map((one) => ({
    ...{ value: one.instrumentId, label: `${either(one.name, one.nameEn)} · ${one.innerId}` },
    unitId: one.unitId,
  }))
  const before = known
    .filter((one) => !found.some((each) => each.value === one.id))
    .map((one) => ({ value: one.id, label: either(one.name, one.nameEn), unitId: 0 }))
  return (
    <Select<number[], (typeof found)[number]>
      {...(id === undefined ? {} : { id })}
      mode="multiple"
      showSearch={{ filterOption: false, onSearch: setWords }}
      value={[...value]}
      placeholder={t('covers.choose')}
      loading={query.isFetching}
      options={[...found, ...before]}
      onChange={(ids, options) => {
        const units = [options].flat().map((one) => one?.unitId ?? 0)
        onChange?.(
          ids,
          units.find((unitId) => unitId > 0),
        )
      }}
    />
  )
}
