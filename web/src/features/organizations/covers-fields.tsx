import { useQuery } from '@tanstack/react-query'
import { Form, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { UnitView } from '#modules/organizations/contract.ts'
import type { NormView } from '#modules/profiles/contract.ts'
import { reviewRoutes } from '#modules/reporting/contract.ts'
import { call } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'

type Covers = NormView['covers']

/** What an entry covers, in words. */
export function CoversText({ covers }: { readonly covers: Covers }) {
  const { i18n } = useTranslation()
  const { either } = useFormat()
  return [...covers.centres, ...covers.instruments]
    .map(({ name, nameEn }) => either(name, nameEn))
    .join(i18n.language === 'en' ? ', ' : '、')
}

function InstrumentPicker({
  unitId,
  known,
  ...field
}: {
  readonly unitId: number
  readonly known: Covers['instruments']
  readonly id?: string
  readonly value?: number[]
  readonly onChange?: (value: number[]) => void
}) {
  const { either } = useFormat()
  const [words, setWords] = useState('')
  const query = useQuery({
    queryKey: ['unit', unitId, 'instruments', words],
    queryFn: ({ signal }) =>
      call(reviewRoutes.listReports, { query: { unitId, words: words || undefined, limit: 50 }, signal }),
  })
  const listed = (query.data?.items ?? []).map(
    (one) => [one.instrumentId, `${either(one.name, one.nameEn)} (${one.innerId})`] as const,
  )
  const names = new Map([
    ...known.map(({ id, name, nameEn }) => [id, either(name, nameEn)] as const),
    ...listed,
  ])
  return (
    <Select
      {...field}
      mode="multiple"
      allowClear
      showSearch={{ filterOption: false, onSearch: setWords }}
      loading={query.isFetching}
      options={[...names].map(([value, label]) => ({ value, label }))}
    />
  )
}

/** Fields for the instruments, and the centres if there are any to name, that an entry covers. */
export function CoversFields({
  unit,
  covers,
  centres = true,
}: {
  readonly unit: UnitView
  readonly covers: Covers | undefined
  readonly centres?: boolean
}) {
  const { t } = useTranslation('organizations')
  const { either } = useFormat()
  return (
    <>
      <Form.Item name="instrumentIds" label={`${t('covers.instruments')}${t('optional')}`}>
        <InstrumentPicker unitId={unit.id} known={covers?.instruments ?? []} />
      </Form.Item>
      {centres && unit.centres.length > 0 && (
        <Form.Item name="centreIds" label={`${t('covers.centres')}${t('optional')}`}>
          <Select
            mode="multiple"
            options={unit.centres.map((one) => ({ value: one.id, label: either(one.name, one.nameEn) }))}
          />
        </Form.Item>
      )}
    </>
  )
}

/** The ids an entry covers, as a form keeps them. */
export const coveredIds = (covers: Covers | undefined) => ({
  instrumentIds: covers?.instruments.map(({ id }) => id) ?? [],
  centreIds: covers?.centres.map(({ id }) => id) ?? [],
})
