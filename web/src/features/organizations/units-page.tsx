import { PlusOutlined } from '@ant-design/icons'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Drawer, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { organizationsContract, unitKinds, type UnitSummaryView } from '#modules/organizations/contract.ts'
import { useFilters } from '../../lib/address.ts'
import { call } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { useAbility } from '../../lib/session.ts'
import { FittingTable } from '../../ui/fitting-table.tsx'
import { PageFrame } from '../../ui/page-frame.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { cityCodes } from './cities.ts'
import { type Registration, RegistrationForm } from './registration-form.tsx'

type Filters = {
  q: string
  kind: UnitSummaryView['kind']
  cityCode: string
  managing: 'true' | 'false'
  page: number
}

function FilterBar({
  filters,
  change,
}: {
  readonly filters: Partial<Omit<Filters, 'page'>>
  readonly change: (part: { [K in keyof Filters]?: Filters[K] | undefined }) => void
}) {
  const { t } = useTranslation('organizations')
  return (
    <div className="filter-bar">
      <Input.Search
        defaultValue={filters.q}
        placeholder={t('units.search')}
        aria-label={t('units.search')}
        allowClear
        onSearch={(q) => change({ q, page: 1 })}
      />
      <Select
        allowClear
        placeholder={t('kind')}
        aria-label={t('kind')}
        value={filters.kind}
        onChange={(kind?: Filters['kind']) => change({ kind, page: 1 })}
        options={unitKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
      />
      <Select
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={t('city')}
        aria-label={t('city')}
        value={filters.cityCode}
        onChange={(cityCode?: string) => change({ cityCode, page: 1 })}
        options={cityCodes.map((code) => ({ value: code, label: t(`city.${code}`) }))}
      />
      <Select
        allowClear
        placeholder={t('managing.any')}
        aria-label={t('managing.any')}
        value={filters.managing}
        onChange={(managing?: Filters['managing']) => change({ managing, page: 1 })}
        options={(['true', 'false'] as const).map((value) => ({ value, label: t(`managing.${value}`) }))}
      />
    </div>
  )
}

function CreateUnit({ onDone }: { readonly onDone: (id: number) => void }) {
  const client = useQueryClient()
  const create = useMutation({
    mutationFn: (body: Registration) => call(organizationsContract.createUnit, { body }),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['units'] })
      onDone(id)
    },
  })
  return (
    <RegistrationForm
      unit={undefined}
      busy={create.isPending}
      onSubmit={async (values) => {
        await create.mutateAsync(values)
      }}
    />
  )
}

function useColumns() {
  const { t } = useTranslation('organizations')
  const { either } = useFormat()
  return [
    {
      title: t('name'),
      key: 'name',
      render: (_: unknown, unit: UnitSummaryView) => (
        <Link to="/units/$unitId" params={{ unitId: String(unit.id) }}>
          {either(unit.name, unit.nameEn)}
        </Link>
      ),
    },
    { title: t('kind'), dataIndex: 'kind', render: (kind: string) => t(`kind.${kind}`) },
    {
      title: t('city'),
      dataIndex: 'cityCode',
      render: (code?: string) => (code === undefined ? t('none') : t(`city.${code}`)),
    },
    {
      title: t('department'),
      key: 'department',
      render: (_: unknown, unit: UnitSummaryView) =>
        either(unit.departmentName ?? '', unit.departmentNameEn ?? '') || t('none'),
    },
    {
      title: t('managing.any'),
      dataIndex: 'managing',
      render: (managing: boolean) => t(`managing.${managing ? 'true' : 'false'}`),
    },
    { title: t('units.centres'), dataIndex: 'centres', align: 'right' as const },
  ]
}

export default function UnitsPage() {
  const { t } = useTranslation('organizations')
  const navigate = useNavigate()
  const [filters, change] = useFilters<Filters>()
  const [creating, setCreating] = useState(false)
  const mayCreate = useAbility('organization.manage')
  const columns = useColumns()
  const page = Number(filters.page ?? 1)
  const query = { ...filters, page }
  const units = useQuery({
    queryKey: ['units', query],
    queryFn: ({ signal }) => call(organizationsContract.units, { query, signal }),
    placeholderData: (before) => before,
  })
  return (
    <PageFrame
      title={t('menu.units')}
      hint={t('units.hint')}
      extra={
        mayCreate ? (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setCreating(true)}>
            {t('units.add')}
          </Button>
        ) : undefined
      }
    >
      <FilterBar filters={filters} change={change} />
      <ProblemAlert problem={units.error} onRetry={() => void units.refetch()} />
      <FittingTable<UnitSummaryView>
        rowKey="id"
        size="small"
        loading={units.isFetching}
        dataSource={units.data?.items ?? []}
        pagination={{
          current: page,
          pageSize: units.data?.pageSize ?? 50,
          total: units.data?.total ?? 0,
          showSizeChanger: false,
          showTotal: (total) => t('units.total', { total }),
          onChange: (page) => change({ page }),
        }}
        locale={{ emptyText: <EmptyState why={t('units.none')} /> }}
        columns={columns}
      />
      <Drawer
        open={creating}
        onClose={() => setCreating(false)}
        title={t('units.add')}
        size={480}
        destroyOnHidden
      >
        <CreateUnit
          onDone={(id) => void navigate({ to: '/units/$unitId', params: { unitId: String(id) } })}
        />
      </Drawer>
    </PageFrame>
  )
}
