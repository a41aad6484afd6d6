import { InboxOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Button, Flex, Segmented, Spin, Tag, Typography, Upload } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { bookingContract } from '#modules/booking/contract.ts'
import { type Replied, upload, uploadForFile } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { FittingTable } from '../../ui/fitting-table.tsx'
import { PageFrame } from '../../ui/page-frame.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'

type ImportData = Replied<typeof bookingContract.importBookings>
type Row = ImportData['rows'][number]
/** The file and what was heard about it; `done` once its good rows were booked. */
interface Looked {
  readonly file: File
  readonly data: ImportData
  readonly done: boolean
}

const colours: Readonly<Record<Row['state'], string>> = { new: 'success', known: 'default', refused: 'error' }

function useImport() {
  const client = useQueryClient()
  const [looked, setLooked] = useState<Looked>()
  const [problem, setProblem] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const run = async (work: () => Promise<void>) => {
    setBusy(true)
    setProblem(undefined)
    try {
      await work()
    } catch (error) {
      setProblem(error)
    }
    setBusy(false)
  }
  const send = (file: File, done: boolean) =>
    run(async () => {
      const query = { dryRun: String(!done) }
      setLooked({ file, data: await upload(bookingContract.importBookings, { query }, file), done })
      if (done) await client.invalidateQueries({ queryKey: ['booking'] })
    })
  const sheet = (file: File) =>
    run(() => uploadForFile(bookingContract.refusedBookings, { query: { format: 'xlsx' } }, file))
  return { looked, problem, busy, send, sheet, forget: () => setLooked(undefined) }
}

function FileStep({ busy, onFile }: { readonly busy: boolean; readonly onFile: (file: File) => void }) {
  const { t } = useTranslation('booking')
  return (
    <>
      <Upload.Dragger
        accept=".xlsx,.csv,.tsv,.txt,.json,.ndjson,.jsonl"
        showUploadList={false}
        disabled={busy}
        beforeUpload={(file) => {
          onFile(file)
          return false
        }}
      >
        <p className="ant-upload-drag-icon">{busy ? <Spin /> : <InboxOutlined />}</p>
        <p className="ant-upload-text">{t('import.drop')}</p>
        <p className="ant-upload-hint">{t('import.formats')}</p>
      </Upload.Dragger>
      <Typography.Title level={2} style={{ fontSize: 16, marginTop: 24 }}>
        {t('import.columns')}
      </Typography.Title>
      <ul>
        {(['instrument', 'times', 'who', 'guest', 'unit', 'purpose', 'number'] as const).map((one) => (
          <li key={one}>{t(`import.column.${one}`)}</li>
        ))}
      </ul>
    </>
  )
}

function Reasons({ row }: { readonly row: Row }) {
  const { t } = useTranslation('booking')
  if (row.reasons.length === 0) return null
  return (
    <ul style={{ margin: 0, paddingInlineStart: 16 }}>
      {row.reasons.map(({ field, code, message }) => (
        <li key={`${field ?? ''} ${code}`}>
          {field === undefined ? message : t('import.reason', { field: t(`import.field.${field}`), message })}
        </li>
      ))}
    </ul>
  )
}

/** A time as it was read, or as it stands in the file when it could not be. */
function useTimeOf() {
  const format = useFormat()
  return ({ start, end }: Row) =>
    /^\d{4}-\d\d-\d\dT.*[+-]\d\d:\d\d$/.test(start)
      ? format.span(start, end)
      : [start, end].filter(Boolean).join(' – ')
}

/** Who books; of a guest also for whom their use will count. */
function Who({ row }: { readonly row: Row }) {
  const { t } = useTranslation('booking')
  if (!row.guest) return row.who
  return (
    <>
      {t('import.guest', { name: row.who })}
      {row.countsFor !== undefined && (
        <Typography.Text type="secondary" style={{ display: 'block', fontSize: 12 }}>
          {t(`import.countsFor.${row.countsFor}`, { unit: row.unit })}
        </Typography.Text>
      )}
    </>
  )
}

function Rows({ data, done }: { readonly data: ImportData; readonly done: boolean }) {
  const { t } = useTranslation('booking')
  const timeOf = useTimeOf()
  const { counts } = data
  const stateName = (of: Row['state']) => t(`import.state.${of === 'new' && done ? 'booked' : of}`)
  const [state, setState] = useState<Row['state'] | 'all'>(counts.refused > 0 ? 'refused' : 'all')
  const shown = state === 'all' ? data.rows : data.rows.filter((row) => row.state === state)
  const all = data.rows.length
  return (
    <>
      <div style={{ marginBottom: 12, overflowX: 'auto' }}>
        <Segmented
          value={state}
          onChange={setState}
          options={[
            { value: 'all', label: t('import.all', { number: all }) },
            ...(['new', 'known', 'refused'] as const).map((one) => ({
              value: one,
              label: t('import.of', { state: stateName(one), number: counts[one] }),
            })),
          ]}
        />
      </div>
      <FittingTable<Row>
        rowKey="no"
        size="middle"
        pagination={{ pageSize: 50, showSizeChanger: false, hideOnSinglePage: true }}
        dataSource={shown}
        columns={[
          { title: t('import.row'), dataIndex: 'no', align: 'right', className: 'figures', width: 72 },
          {
            title: t('facts.status'),
            width: 110,
            render: (_, row) => <Tag color={colours[row.state]}>{stateName(row.state)}</Tag>,
          },
          { title: t('facts.instrument'), dataIndex: 'instrument' },
          { title: t('facts.time'), render: (_, row) => timeOf(row) },
          { title: t('facts.user'), render: (_, row) => <Who row={row} /> },
          { title: t('import.reasons'), render: (_, row) => <Reasons row={row} /> },
        ]}
      />
    </>
  )
}

/** Bookings of an older system: a sheet is looked at, its good rows are booked, the others go back with their reasons. */
export default function ImportPage() {
  const { t } = useTranslation('booking')
  const { looked, problem, busy, send, sheet, forget } = useImport()
  const counts = looked?.data.counts
  return (
    <PageFrame
      title={t('import.title')}
      hint={t('import.hint')}
      extra={<Link to="/booking-instruments">{t('menu.managed')}</Link>}
    >
      <ProblemAlert problem={problem} />
      {looked === undefined || counts === undefined ? (
        <FileStep busy={busy} onFile={(file) => void send(file, false)} />
      ) : (
        <>
          <Alert
            type={looked.done ? 'success' : 'info'}
            showIcon
            style={{ marginBottom: 16 }}
            title={t(looked.done ? 'import.done' : 'import.looked', { ...counts, file: looked.file.name })}
          />
          <Flex gap={8} wrap style={{ marginBottom: 16 }}>
            {!looked.done && (
              <Button
                type="primary"
                loading={busy}
                disabled={counts.new === 0}
                onClick={() => void send(looked.file, true)}
              >
                {t('import.act', { number: counts.new })}
              </Button>
            )}
            {counts.refused > 0 && (
              <Button loading={busy} onClick={() => void sheet(looked.file)}>
                {t('import.sheet', { number: counts.refused })}
              </Button>
            )}
            <Button onClick={forget}>{t('import.other')}</Button>
          </Flex>
          <Rows key={String(looked.done)} data={looked.data} done={looked.done} />
        </>
      )}
    </PageFrame>
  )
}
