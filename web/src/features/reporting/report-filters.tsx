import { Flex, Input, Segmented, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useQuery } from '@tanstack/react-query'
import { countsQuery } from './report-queries.ts'

export type ReportFilters = {
  state?: string
  eligibility?: string
  problems?: string
  words?: string
}
const states = ['draft', 'unit_review', 'province_review', 'accepted', 'returned'] as const
const eligibilities = ['must_report', 'may_report', 'may_not', 'undecided'] as const

interface Props {
  readonly filters: ReportFilters
  readonly change: (part: ReportFilters) => void
}

/** What the list is narrowed by; all of it stands in the address. */
export function ReportFilterBar({ filters, change }: Props) {
  const { t } = useTranslation('reporting')
  const counts = useQuery(countsQuery).data?.states ?? []
  const countOf = (state: string) => counts.find((one) => one.state === state)?.count ?? 0
  const all = counts.reduce((sum, one) => sum + one.count, 0)
  return (
    <Flex vertical gap={12} className="report-filters">
      <div className="report-states">
        <Segmented
          value={filters.state ?? ''}
          onChange={(state) => change({ state })}
          options={[
            { value: '', label: `${t('state.all')} ${all}` },
            ...states.map((state) => ({ value: state, label: `${t(`state.${state}`)} ${countOf(state)}` })),
          ]}
        />
      </div>
      <Flex wrap gap={8}>
        <Input.Search
          allowClear
          defaultValue={filters.words ?? ''}
          placeholder={t('filter.words')}
          aria-label={t('filter.words')}
          style={{ width: 260 }}
          onSearch={(words) => change({ words })}
        />
        <Select
          allowClear
          placeholder={t('filter.eligibility')}
          aria-label={t('filter.eligibility')}
          style={{ width: 150 }}
          value={filters.eligibility ?? null}
          onChange={(eligibility: string | undefined) => change({ eligibility: eligibility ?? '' })}
          options={eligibilities.map((value) => ({ value, label: t(`ui:eligibility.${value}`) }))}
        />
        <Select
          allowClear
          placeholder={t('filter.problems')}
          aria-label={t('filter.problems')}
          style={{ width: 150 }}
          value={filters.problems ?? null}
          onChange={(problems: string | undefined) => change({ problems: problems ?? '' })}
          options={['some', 'none'].map((value) => ({ value, label: t(`filter.problems.${value}`) }))}
        />
      </Flex>
    </Flex>
  )
}
