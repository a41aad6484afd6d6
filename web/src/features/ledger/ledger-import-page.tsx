import { Link } from '@tanstack/react-router'
import { Alert, Button, Card, Descriptions, Popconfirm, Progress, Space, Steps, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type LedgerImportView, reportingContract } from '#modules/reporting/contract.ts'
import { usePathParam } from '../../lib/address.ts'
import { download } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { PageFrame } from '../../ui/page-frame.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { Loaded } from '../../ui/states.tsx'
import { ColumnStep } from './column-step.tsx'
import { ComparisonPanel } from './comparison-panel.tsx'
import { ImportStateTag } from './import-state-tag.tsx'
import { type ImportKey, useDecisions, useImport } from './ledger-queries.ts'
import { ProblemStep } from './problem-step.tsx'
import { RowsTable } from './rows-table.tsx'

type State = LedgerImportView['state']
const stepOf: Readonly<Record<State, number>> = {
  ...{ reading: 0, unreadable: 0, mapping: 1, checking: 2, checked: 2, importing: 3, done: 3, cancelled: 3 },
}

/** How far the job is, how fast, and what is left; the page may be closed. */
function Working({ ledger }: { readonly ledger: LedgerImportView }) {
  const { t } = useTranslation('ledger')
  const format = useFormat()
  const all = ledger.state === 'importing' ? ledger.good : ledger.rowCount
  const percent = all === 0 ? 0 : Math.min(100, Math.floor((ledger.processed / all) * 100))
  const speed = {
    rows: format.number(ledger.processed),
    all: format.number(all),
    speed: format.number(ledger.rowsPerSecond),
  }
  return (
    <Card>
      <Typography.Title level={2} style={{ fontSize: 16 }}>
        {t(`working.${ledger.state}`)}
      </Typography.Title>
      <Progress percent={percent} status="active" aria-label={t(`working.${ledger.state}`)} />
      <Typography.Paragraph type="secondary" aria-live="polite">
        {all === 0 ? t('working.read', speed) : t('working.rows', speed)}
        {ledger.rowsPerSecond > 0 && t('working.speed', speed)}
        {ledger.secondsLeft !== undefined &&
          t('working.left', { seconds: format.number(ledger.secondsLeft) })}
      </Typography.Paragraph>
      <Typography.Paragraph type="secondary">{t('working.close')}</Typography.Paragraph>
    </Card>
  )
}

function Unreadable({ ledger }: { readonly ledger: LedgerImportView }) {
  const { t } = useTranslation('ledger')
  return (
    <Alert
      type="error"
      showIcon
      title={t('unreadable')}
      description={
        <>
          {ledger.refusals.map((refusal) => (
            <p key={refusal.code}>{refusal.message}</p>
          ))}
          <Link to="/ledger">{t('another')}</Link>
        </>
      }
    />
  )
}

/** What went in and what came back, the sheet one click away. */
function Result({ ledger, of }: { readonly ledger: LedgerImportView; readonly of: ImportKey }) {
  const { t } = useTranslation('ledger')
  const format = useFormat()
  const [problem, setProblem] = useState<unknown>()
  const sheet = (as: 'xlsx' | 'csv') => {
    download(reportingContract.ledgerResult, { params: { ...of }, query: { format: as } }).catch(setProblem)
  }
  const figures = (['created', 'updated', 'unchanged', 'bad'] as const).map((key) => ({
    key,
    label: t(`list.${key}`),
    children: format.number(ledger[key]),
  }))
  return (
    <Space orientation="vertical" size="middle" style={{ width: '100%' }}>
      <ProblemAlert problem={problem} />
      <Alert
        showIcon
        type={ledger.bad === 0 ? 'success' : 'warning'}
        title={
          ledger.bad === 0
            ? t('result.all')
            : t('result.some', { count: ledger.bad, bad: format.number(ledger.bad) })
        }
        action={
          ledger.bad > 0 && (
            <Space wrap>
              <Button type="primary" onClick={() => sheet('xlsx')}>
                {t('result.sheet')}
              </Button>
              <Button onClick={() => sheet('csv')}>{t('result.csv')}</Button>
            </Space>
          )
        }
      />
      <Descriptions bordered size="small" column={{ xs: 2, md: 4 }} items={figures} />
      <Space wrap>
        <Link to="/reports" search={{ state: 'draft' }}>
          <Button type={ledger.bad === 0 ? 'primary' : 'default'}>{t('result.fill')}</Button>
        </Link>
        <Link to="/ledger">
          <Button>{t(ledger.bad === 0 ? 'result.more' : 'result.again')}</Button>
        </Link>
      </Space>
      <ComparisonPanel ledger={ledger} of={of} />
      {ledger.bad > 0 && <RowsTable of={of} ledger={ledger} wish={{ verdict: 'bad' }} />}
    </Space>
  )
}

function Content({ ledger, of }: { readonly ledger: LedgerImportView; readonly of: ImportKey }) {
  const { t } = useTranslation('ledger')
  const [remapping, setRemapping] = useState(false)
  if (ledger.state === 'unreadable') return <Unreadable ledger={ledger} />
  if (ledger.state === 'cancelled') return <Alert type="info" showIcon title={t('cancelled')} />
  if (ledger.state === 'done') return <Result ledger={ledger} of={of} />
  if (ledger.state === 'mapping' || (ledger.state === 'checked' && remapping))
    return <ColumnStep ledger={ledger} of={of} onDone={() => setRemapping(false)} />
  if (ledger.state === 'checked')
    return <ProblemStep ledger={ledger} of={of} onRemap={() => setRemapping(true)} />
  return <Working ledger={ledger} />
}

function Cancel({ ledger, of }: { readonly ledger: LedgerImportView; readonly of: ImportKey }) {
  const { t } = useTranslation('ledger')
  const { cancel } = useDecisions(of)
  if (!ledger.acts.includes('cancel')) return null
  return (
    <Popconfirm
      title={t('cancel.sure')}
      okText={t('cancel')}
      cancelText={t('cancel.no')}
      onConfirm={() => cancel.mutate()}
    >
      <Button danger loading={cancel.isPending}>
        {t('cancel')}
      </Button>
    </Popconfirm>
  )
}

function Head({ ledger }: { readonly ledger: LedgerImportView }) {
  const { t } = useTranslation('ledger')
  const format = useFormat()
  if (ledger.format === '') return <ImportStateTag state={ledger.state} />
  const taken = ledger.sheets.filter(({ read, leftOut }) => read && !leftOut)
  const named = ledger.sheetName === '' ? '' : t('recognised.sheet', { sheet: ledger.sheetName })
  const sheet = taken.length > 1 ? t('recognised.sheets', { count: taken.length }) : named
  return (
    <Space wrap>
      <ImportStateTag state={ledger.state} />
      <span>
        {t('recognised', {
          count: ledger.rowCount,
          format: ledger.format.toUpperCase(),
          encoding: ledger.encoding === '' ? '' : ` · ${ledger.encoding.toUpperCase()}`,
          size: format.bytes(ledger.sizeBytes),
          rows: format.number(ledger.rowCount),
        })}
        {sheet}
      </span>
    </Space>
  )
}

/** One import on its way: file → columns → problems → result. */
export default function LedgerImportPage() {
  const { t } = useTranslation('ledger')
  const of = { unitId: Number(usePathParam('unitId')), importId: Number(usePathParam('importId')) }
  const query = useImport(of)
  return (
    <Loaded query={query}>
      {(ledger) => (
        <PageFrame
          title={ledger.fileName}
          hint={<Head ledger={ledger} />}
          extra={<Cancel ledger={ledger} of={of} />}
        >
          <Steps
            size="small"
            responsive={false}
            titlePlacement="vertical"
            current={stepOf[ledger.state]}
            status={ledger.state === 'unreadable' ? 'error' : ledger.state === 'done' ? 'finish' : 'process'}
            items={['file', 'columns', 'problems', 'result'].map((step) => ({ title: t(`step.${step}`) }))}
            style={{ marginBottom: 24 }}
          />
          <Content ledger={ledger} of={of} />
        </PageFrame>
      )}
    </Loaded>
  )
}
