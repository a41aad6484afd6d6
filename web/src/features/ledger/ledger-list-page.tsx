import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { FileExcelOutlined, InboxOutlined } from '@ant-design/icons'
import { Button, Card, Select, Space, Spin, Typography, Upload } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type LedgerImportRowView, reportingContract } from '#modules/reporting/contract.ts'
import { useFilters } from '../../lib/address.ts'
import { upload } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { FittingTable } from '../../ui/fitting-table.tsx'
import { PageFrame } from '../../ui/page-frame.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { ImportStateTag } from './import-state-tag.tsx'
import { useImports, useReporterUnits, useUnitNames } from './ledger-queries.ts'

function useUpload(unitId: number) {
  const navigate = useNavigate()
  const client = useQueryClient()
  const [problem, setProblem] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const send = async (file: File) => {
    setBusy(true)
    setProblem(undefined)
    try {
      const view = await upload(reportingContract.uploadLedger, { params: { unitId } }, file)
      await client.invalidateQueries({ queryKey: ['ledger', unitId], exact: true })
      await navigate({ to: `/ledger/${unitId}/${view.id}` })
    } catch (error) {
      setProblem(error)
    } finally {
      setBusy(false)
    }
  }
  return { send, busy, problem }
}

function FileStep({ unitId }: { readonly unitId: number }) {
  const { t } = useTranslation('ledger')
  const { send, busy, problem } = useUpload(unitId)
  return (
    <Space orientation="vertical" size="middle" style={{ width: '100%' }}>
      <ProblemAlert problem={problem} />
      <Upload.Dragger
        accept=".xlsx,.csv,.tsv,.txt,.json,.ndjson,.jsonl"
        showUploadList={false}
        disabled={busy}
        beforeUpload={(file) => {
          void send(file)
          return false
        }}
      >
        <p className="ant-upload-drag-icon">{busy ? <Spin /> : <InboxOutlined />}</p>
        <p className="ant-upload-text">{busy ? t('file.sending') : t('file.drop')}</p>
        <p className="ant-upload-hint">{t('file.hint')}</p>
      </Upload.Dragger>
      <Space wrap>
        <a href="/api/v1/import-templates?kinds=4" download>
          <Button icon={<FileExcelOutlined />}>{t('file.template')}</Button>
        </a>
        <Typography.Text type="secondary">{t('file.templateHint')}</Typography.Text>
      </Space>
    </Space>
  )
}

function ImportsTable({ unitId }: { readonly unitId: number }) {
  const { t } = useTranslation('ledger')
  const format = useFormat()
  const query = useImports(unitId)
  const number = (key: 'rowCount' | 'created' | 'updated' | 'unchanged' | 'bad') => ({
    title: t(`list.${key}`),
    dataIndex: key,
    align: 'right' as const,
    render: (value: number) => format.number(value),
  })
  return (
    <Loaded query={query}>
      {({ items }) => (
        <FittingTable<LedgerImportRowView>
          rowKey="id"
          size="middle"
          dataSource={items}
          pagination={{ hideOnSinglePage: true, pageSize: 20 }}
          locale={{ emptyText: <EmptyState why={t('list.empty')} /> }}
          columns={[
            {
              title: t('list.file'),
              render: (_, one) => <Link to={`/ledger/${unitId}/${one.id}`}>{one.fileName}</Link>,
            },
            { title: t('list.state'), render: (_, one) => <ImportStateTag state={one.state} /> },
            number('rowCount'),
            number('created'),
            number('updated'),
            number('unchanged'),
            number('bad'),
            { title: t('list.by'), dataIndex: 'startedByName' },
            { title: t('list.at'), render: (_, one) => format.dateTime(one.startedAt) },
          ]}
        />
      )}
    </Loaded>
  )
}

/** First step: the file; below it what was imported before. */
export default function LedgerListPage() {
  const { t } = useTranslation('ledger')
  const units = useReporterUnits()
  const names = useUnitNames(units)
  const [{ unit }, change] = useFilters<{ unit: string | undefined }>()
  const unitId = units.find((id) => String(id) === unit) ?? units[0]
  if (unitId === undefined) return <EmptyState why={t('noUnit')} />
  return (
    <PageFrame
      title={t('title')}
      hint={`${names.get(unitId) ?? ''} · ${t('hint')}`}
      extra={
        units.length > 1 && (
          <Select
            aria-label={t('unit')}
            value={unitId}
            onChange={(value: number) => change({ unit: String(value) })}
            style={{ minWidth: 220 }}
            options={units.map((value) => ({ value, label: names.get(value) ?? value }))}
          />
        )
      }
    >
      <FileStep unitId={unitId} />
      <Typography.Title level={2} style={{ fontSize: 16, marginTop: 32 }}>
        {t('list')}
      </Typography.Title>
      <Card styles={{ body: { padding: 0 } }}>
        <ImportsTable unitId={unitId} />
      </Card>
    </PageFrame>
  )
}
