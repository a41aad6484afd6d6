import { useQuery } from '@tanstack/react-query'
import { Flex, Input, InputNumber, Select, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../lib/format.ts'
import { useAbility, useSession } from '../../../lib/session.ts'
import { recordKinds } from '../record-queries.ts'
import {
  campaignsQuery,
  departmentsQuery,
  type QueueFilters,
  subjectOf,
  topCodesQuery,
  unitsQuery,
} from './review-queries.ts'

interface Props {
  readonly filters: QueueFilters
  readonly change: (part: QueueFilters) => void
  /** Whether the reader judges; only then claims matter. */
  readonly judges: boolean
}

function Choice({
  label,
  value,
  options,
  onChange,
}: {
  readonly label: string
  readonly value: string | undefined
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly onChange: (value: string | undefined) => void
}) {
  return (
    <Select
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={label}
      aria-label={label}
      style={{ width: 150 }}
      popupMatchSelectWidth={false}
      value={value ?? null}
      onChange={(chosen: string | undefined) => onChange(chosen)}
      options={[...options]}
    />
  )
}

function UnitChoice({ filters, change }: Pick<Props, 'filters' | 'change'>) {
  const { t } = useTranslation('reporting')
  const [words, setWords] = useState('')
  const units = useQuery(unitsQuery(words)).data?.items ?? []
  return (
    <Select
      allowClear
      showSearch={{ filterOption: false, onSearch: setWords }}
      placeholder={t('review.filter.unit')}
      aria-label={t('review.filter.unit')}
      style={{ width: 180 }}
      popupMatchSelectWidth={false}
      value={filters.unitId ?? null}
      onChange={(unitId: string | undefined) => change({ unitId })}
      options={units.map((unit) => ({ value: String(unit.id), label: unit.name }))}
    />
  )
}

/** Choices of place and authority, for those who see several units. */
function PlaceChoices({ filters, change }: Pick<Props, 'filters' | 'change'>) {
  const { t } = useTranslation('reporting')
  const format = useFormat()
  const departments = useQuery(departmentsQuery).data ?? []
  const cities = useQuery(topCodesQuery('areas')).data?.entries ?? []
  return (
    <>
      <UnitChoice filters={filters} change={change} />
      <Choice
        label={t('review.filter.city')}
        value={filters.city}
        onChange={(city) => change({ city })}
        options={cities.map((one) => ({ value: one.code, label: format.either(one.name, one.nameEn) }))}
      />
      <Choice
        label={t('review.filter.department')}
        value={filters.departmentId}
        onChange={(departmentId) => change({ departmentId })}
        options={departments.map((one) => ({
          value: String(one.id),
          label: format.either(one.name, one.nameEn),
        }))}
      />
    </>
  )
}

/** Rounds of reporting that are open, to review one after the other. */
function CampaignChoice({ filters, change }: Pick<Props, 'filters' | 'change'>) {
  const { t } = useTranslation('reporting')
  const query = useQuery({ ...campaignsQuery, enabled: useAbility('campaign.read') })
  const campaigns = (query.data?.items ?? []).filter(
    ({ id, state }) => state === 'open' || String(id) === filters.campaignId,
  )
  if (campaigns.length === 0) return null
  return (
    <Choice
      label={t('review.filter.campaign')}
      value={filters.campaignId}
      onChange={(campaignId) => change({ campaignId })}
      options={campaigns.map(({ id, name }) => ({ value: String(id), label: name }))}
    />
  )
}

/** What narrows only the queue of instruments: class and value. */
function InstrumentChoices({ filters, change }: Pick<Props, 'filters' | 'change'>) {
  const { t } = useTranslation('reporting')
  const format = useFormat()
  const classes = useQuery(topCodesQuery('classes')).data?.entries ?? []
  const worth = (name: 'worthFrom' | 'worthTo') => (
    <InputNumber
      min={0}
      controls={false}
      placeholder={t(`review.filter.${name}`)}
      aria-label={t(`review.filter.${name}`)}
      style={{ width: 110 }}
      value={filters[name] === undefined ? null : Number(filters[name])}
      onBlur={(event) => change({ [name]: event.target.value || undefined })}
      onPressEnter={(event) => change({ [name]: event.currentTarget.value || undefined })}
    />
  )
  return (
    <>
      <Choice
        label={t('review.filter.class')}
        value={filters.classCode}
        onChange={(classCode) => change({ classCode })}
        options={classes.map((one) => ({ value: one.code, label: format.either(one.name, one.nameEn) }))}
      />
      <Space.Compact>
        {worth('worthFrom')}
        {worth('worthTo')}
      </Space.Compact>
    </>
  )
}

/** What the queue is narrowed by; all of it stands in the address. */
export function ReviewFilters({ filters, change, judges }: Props) {
  const { t } = useTranslation('reporting')
  const session = useSession()
  const several = session?.grants.some((grant) => ['site', 'department', 'city'].includes(grant.scope))
  return (
    <Flex wrap gap={8} className="report-filters">
      <Input.Search
        allowClear
        defaultValue={filters.words ?? ''}
        placeholder={t('filter.words')}
        aria-label={t('filter.words')}
        style={{ width: 210 }}
        onSearch={(words) => change({ words: words || undefined })}
      />
      <CampaignChoice filters={filters} change={change} />
      {several === true && <PlaceChoices filters={filters} change={change} />}
      {subjectOf(filters) === 'instrument' ? (
        <InstrumentChoices filters={filters} change={change} />
      ) : (
        <Choice
          label={t('review.filter.kind')}
          value={filters.kind}
          onChange={(kind) => change({ kind })}
          options={recordKinds.map((kind) => ({ value: kind, label: t(`record.kind.${kind}`) }))}
        />
      )}
      <Choice
        label={t('review.filter.late')}
        value={filters.late}
        onChange={(late) => change({ late })}
        options={[{ value: 'yes', label: t('review.filter.late.yes') }]}
      />
      {judges && (
        <Select
          aria-label={t('review.filter.claim')}
          style={{ width: 170 }}
          value={filters.claim ?? 'free'}
          onChange={(claim: string) => change({ claim: claim === 'free' ? undefined : claim })}
          options={['free', 'mine', 'all'].map((value) => ({
            value,
            label: t(`review.filter.claim.${value}`),
          }))}
        />
      )}
    </Flex>
  )
}
