import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type DeclarationView, reviewRoutes } from '#modules/reporting/contract.ts'
import { call } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'

interface Named {
  readonly instrumentId: number
  readonly name: string
  readonly nameEn: string
  readonly innerId: string
}

/** Names of instruments that came by the address, one by one; there are few. */
function useNamed(ids: readonly number[]): Named[] {
  return useQueries({
    queries: ids.slice(0, 200).map((instrumentId) => ({
      queryKey: ['report', instrumentId, 'name'],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        call(reviewRoutes.report, { params: { instrumentId }, signal }),
    })),
  }).flatMap(({ data }) => (data === undefined ? [] : [data]))
}

interface Props {
  readonly value?: number[]
  readonly onChange?: (value: number[]) => void
  readonly known: DeclarationView['instruments']
}

/** Chooses instruments of the unit that would have to be reported, by name, model or number. */
export function InstrumentPicker({ value = [], onChange, known }: Props) {
  const { t } = useTranslation('declarations')
  const format = useFormat()
  const [words, setWords] = useState('')
  const sought = useDeferredValue(words)
  const found = useQuery({
    queryKey: ['reports', 'to declare', sought],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      call(reviewRoutes.listReports, {
        query: { eligibility: 'must_report', words: sought, order: 'recent', limit: 20 },
        signal,
      }),
  })
  const [first] = useState(value)
  const named = useNamed(first.filter((id) => !known.some((one) => one.instrumentId === id)))
  const all: readonly Named[] = [...known, ...named, ...(found.data?.items ?? [])]
  const options = new Map(
    all.map(({ instrumentId, name, nameEn, innerId }) => [
      instrumentId,
      {
        value: instrumentId,
        label: t('picker.label', { name: format.either(name, nameEn) || innerId, innerId }),
      },
    ]),
  )
  return (
    <Select
      mode="multiple"
      value={value}
      onChange={(next: number[]) => onChange?.(next)}
      showSearch={{ filterOption: false, onSearch: setWords }}
      placeholder={t('picker.placeholder')}
      notFoundContent={t('picker.none')}
      loading={found.isFetching}
      options={[...options.values()]}
    />
  )
}
