import { UploadOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Card, Flex, Input, Select, Tag, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type CodeEntryView, registryContract } from '#modules/registry/contract.ts'
import { useFilters } from '../../lib/address.ts'
import { call } from '../../lib/client.ts'
import { FittingTable } from '../../ui/fitting-table.tsx'
import { PageFrame } from '../../ui/page-frame.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { NewVersionDialog } from './new-version-dialog.tsx'

const versionsQuery = {
  queryKey: ['code-tables'],
  queryFn: ({ signal }: { signal: AbortSignal }) => call(registryContract.codeTables, { signal }),
}

function Versions({ name }: { readonly name: string }) {
  const { t } = useTranslation('registry')
  const query = useQuery(versionsQuery)
  return (
    <Loaded query={query} rows={2}>
      {({ items }) => (
        <FittingTable
          rowKey="version"
          size="small"
          pagination={false}
          dataSource={items.filter((item) => item.name === name)}
          columns={[
            { title: t('column.version'), dataIndex: 'version' },
            { title: t('column.from'), dataIndex: 'effectiveFrom', width: 140 },
            { title: t('column.source'), dataIndex: 'source' },
            {
              title: t('column.state'),
              width: 120,
              render: (_, item) =>
                item.inForce ? <Tag color="success">{t('inForce')}</Tag> : <Tag>{t('notInForce')}</Tag>,
            },
          ]}
        />
      )}
    </Loaded>
  )
}

function Entries({ name }: { readonly name: string }) {
  const { t } = useTranslation('registry')
  const [words, setWords] = useState('')
  const query = useQuery({
    queryKey: ['code-table-search', name, words],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      call(registryContract.codeTable, { params: { name }, query: { words, limit: 200 }, signal }),
  })
  return (
    <Flex vertical gap={12}>
      <Input.Search
        allowClear
        style={{ maxWidth: 320 }}
        placeholder={t('search')}
        aria-label={t('search')}
        onSearch={setWords}
      />
      <Loaded query={query}>
        {(table) => (
          <>
            <Typography.Text type="secondary">
              {t(table.total > table.entries.length ? 'shownOf' : 'shown', {
                shown: table.entries.length,
                total: table.total,
              })}
            </Typography.Text>
            <FittingTable<CodeEntryView>
              rowKey="code"
              size="small"
              pagination={false}
              dataSource={table.entries}
              locale={{ emptyText: <EmptyState why={t('nothing')} /> }}
              columns={[
                { title: t('column.code'), dataIndex: 'code', width: 140 },
                { title: t('column.name'), dataIndex: 'name' },
                { title: t('column.nameEn'), dataIndex: 'nameEn', responsive: ['md'] },
                { title: t('column.parent'), dataIndex: 'parent', width: 120, responsive: ['md'] },
              ]}
            />
          </>
        )}
      </Loaded>
    </Flex>
  )
}

/** Code tables of the element dictionary: look them up, put a new version beside the old. */
export function CodeTablesPage() {
  const { t } = useTranslation('registry')
  const [filters, change] = useFilters<{ table: string | undefined }>()
  const [adding, setAdding] = useState(false)
  const names = [...new Set(useQuery(versionsQuery).data?.items.map((item) => item.name))]
  const name = filters.table ?? 'classes'
  return (
    <PageFrame
      title={t('title')}
      hint={t('hint')}
      extra={
        <Button type="primary" icon={<UploadOutlined />} onClick={() => setAdding(true)}>
          {t('add')}
        </Button>
      }
    >
      <Flex vertical gap={16}>
        <Select
          style={{ width: 260 }}
          value={name}
          aria-label={t('table')}
          onChange={(table: string) => change({ table })}
          options={names.map((value) => ({ value, label: t(`table.${value}`, value) }))}
        />
        <Card title={t('versions')}>
          <Versions name={name} />
        </Card>
        <Card title={t('entries')}>
          <Entries key={name} name={name} />
        </Card>
      </Flex>
      <NewVersionDialog name={name} open={adding} onClose={() => setAdding(false)} />
    </PageFrame>
  )
}
