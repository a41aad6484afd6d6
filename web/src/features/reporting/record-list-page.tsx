import { FileExcelOutlined, PlusOutlined, UploadOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Card, Flex, Input, Segmented, Select, Upload } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { recordContract, type RecordImportView, type RecordRowView } from '#modules/reporting/contract.ts'
import { useFilters } from '../../lib/address.ts'
import { call, upload } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { useAbility, useSession } from '../../lib/session.ts'
import { FittingTable } from '../../ui/fitting-table.tsx'
import { PageFrame } from '../../ui/page-frame.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { ExportMenu } from './export-menu.tsx'
import { NewRecordDialog } from './new-record-dialog.tsx'
import { RecordImportResult } from './record-import-result.tsx'
import {
  recordCountsQuery,
  type RecordKind,
  recordKinds,
  sheetsOf,
  useRecordsChanged,
} from './record-queries.ts'
import { StateTag } from './state-tag.tsx'

const states = ['draft', 'unit_review', 'province_review', 'accepted', 'returned'] as const

type Filters = Readonly<Record<'state' | 'words', string | undefined>>

function Records({ kind, filters }: { readonly kind: RecordKind; readonly filters: Filters }) {
  const { t } = useTranslation('reporting')
  const format = useFormat()
  const several = useSession()?.grants.some((grant) => ['site', 'department', 'city'].includes(grant.scope))
  const query = useQuery({
    queryKey: ['resource-records', kind, filters],
    queryFn: ({ signal }) =>
      call(recordContract.listRecords, { query: { kind, ...filters, limit: 500 }, signal }),
  })
  return (
    <Loaded query={query}>
      {({ items }) => (
        <FittingTable<RecordRowView>
          rowKey="recordId"
          size="middle"
          dataSource={items}
          pagination={{ hideOnSinglePage: true, pageSize: 50 }}
          locale={{ emptyText: <EmptyState why={t(`record.empty.${kind}`)} /> }}
          columns={[
            {
              title: t('record.name'),
              render: (_, one) => (
                <Link to="/resources/$recordId" params={{ recordId: String(one.recordId) }}>
                  {one.name === '' ? one.innerId : one.name}
                </Link>
              ),
            },
            { title: t(kind === '7' ? 'record.year' : 'record.number'), dataIndex: 'innerId' },
            ...(several === true ? [{ title: t('record.unit'), dataIndex: 'unitName' }] : []),
            { title: t('record.state'), render: (_, one) => <StateTag state={one.state} /> },
            {
              title: t('record.problems'),
              align: 'right',
              render: (_, one) => (one.problems === 0 ? '' : format.number(one.problems)),
            },
            { title: t('record.updated'), render: (_, one) => format.dateTime(one.updatedAt) },
          ]}
        />
      )}
    </Loaded>
  )
}

function useImport() {
  const unitId = useSession()?.unitId
  const changed = useRecordsChanged()
  const [result, setResult] = useState<RecordImportView>()
  const [problem, setProblem] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const send = async (file: File) => {
    setBusy(true)
    setProblem(undefined)
    try {
      setResult(await upload(recordContract.importRecords, { params: { unitId: unitId ?? 0 } }, file))
      await changed()
    } catch (error) {
      setProblem(error)
    }
    setBusy(false)
  }
  return { send, busy, problem, result, clear: () => setResult(undefined) }
}

/** Centres, facilities, customs records and yearly effects: what a unit reports besides its instruments. */
export function RecordListPage() {
  const { t } = useTranslation('reporting')
  const [{ kind: asked, state, words }, change] =
    useFilters<Record<'kind' | 'state' | 'words', string | undefined>>()
  const kind = recordKinds.find((one) => one === asked) ?? '1'
  const counts = useQuery(recordCountsQuery).data?.items ?? []
  const total = (of: RecordKind) =>
    counts.filter((one) => one.kind === of).reduce((sum, one) => sum + one.count, 0)
  const [adding, setAdding] = useState(false)
  const edits = useAbility('instrument.edit')
  const imports = useAbility('ledger.import')
  const taking = useImport()
  const filters = { state, words }
  return (
    <PageFrame
      title={t('record.title')}
      hint={t('record.hint')}
      extra={
        <Flex gap={8} wrap>
          {imports && (
            <>
              <a href={`/api/v1/import-templates?kinds=${sheetsOf[kind].join(',')}`} download>
                <Button icon={<FileExcelOutlined />}>{t('record.template')}</Button>
              </a>
              <Upload
                accept=".xlsx,.csv"
                showUploadList={false}
                beforeUpload={(file) => {
                  void taking.send(file)
                  return false
                }}
              >
                <Button icon={<UploadOutlined />} loading={taking.busy}>
                  {t('record.import')}
                </Button>
              </Upload>
            </>
          )}
          <ExportMenu
            path="/api/v1/resource-record-exports"
            filters={{ kind, ...filters }}
            generations={kind === '3' ? ['G1'] : kind.startsWith('2') ? ['G2'] : ['G2', 'G1']}
          />
          {edits && (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
              {t('record.add')}
            </Button>
          )}
        </Flex>
      }
    >
      <Flex vertical gap={16}>
        <ProblemAlert problem={taking.problem} />
        <RecordImportResult result={taking.result} onClose={taking.clear} />
        <Segmented<RecordKind>
          className="record-kinds"
          value={kind}
          onChange={(value) => change({ kind: value })}
          options={recordKinds.map((value) => ({
            value,
            label: `${t(`record.kind.${value}`)}${total(value) > 0 ? ` ${total(value)}` : ''}`,
          }))}
        />
        <Card>
          <Flex gap={8} wrap className="record-filters">
            <Input.Search
              allowClear
              style={{ width: 260 }}
              placeholder={t('record.search')}
              aria-label={t('record.search')}
              defaultValue={words ?? ''}
              onSearch={(value) => change({ words: value === '' ? undefined : value })}
            />
            <Select
              allowClear
              style={{ width: 160 }}
              placeholder={t('record.state')}
              aria-label={t('record.state')}
              value={state ?? null}
              onChange={(value: string | null) => change({ state: value ?? undefined })}
              options={states.map((value) => ({ value, label: t(`state.${value}`) }))}
            />
          </Flex>
          <Records kind={kind} filters={filters} />
        </Card>
      </Flex>
      <NewRecordDialog kind={kind} open={adding} onClose={() => setAdding(false)} />
    </PageFrame>
  )
}
