import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Card, Progress, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { standingContract } from '#modules/standing/contract.ts'
import { call } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { type FittingColumn, FittingTable } from '../../ui/fitting-table.tsx'
import { PageFrame } from '../../ui/page-frame.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { ReasonDialog } from './reason-dialog.tsx'
import './standing.css'
import {
  type AppealData,
  type EntryData,
  myStandingQuery,
  type SanctionData,
  type StandingData,
  useStandingAct,
} from './standing-queries.ts'
import {
  AppealTag,
  BookingsLink,
  PlaceWords,
  SanctionTag,
  signed,
  useEntryWords,
  useGrounds,
} from './standing-words.tsx'

type Appealed = { readonly entryId: number } | { readonly sanctionId: number }
type OnAppeal = (about: Appealed) => void

function Balance({ standing }: { readonly standing: StandingData }) {
  const { t } = useTranslation('standing')
  const { balance, rules } = standing
  const low = balance < rules.neededToBook
  return (
    <Card>
      <div className="standing-balance">
        <Progress
          type="dashboard"
          percent={Math.round((balance / rules.most) * 100)}
          format={() => balance}
          status={low ? 'exception' : 'normal'}
          aria-label={t('balance', { balance })}
        />
        <div>
          <h2>{t(low ? 'balance.low' : 'balance.good')}</h2>
          <p>{t('balance.about', { ...rules })}</p>
          <details>
            <summary>{t('rules.title')}</summary>
            <RulesList rules={rules} />
          </details>
        </div>
      </div>
    </Card>
  )
}

function RulesList({ rules }: { readonly rules: StandingData['rules'] }) {
  const { t } = useTranslation('standing')
  const { tolerance, regained, repeats, thresholds } = rules
  return (
    <ul className="standing-rules">
      {Object.entries(rules.points).map(([outcome, points]) => (
        <li key={outcome}>
          {t('rules.points', { what: t(`outcome.${outcome}`), points: signed(points) })}{' '}
          {t(`rules.${outcome}`, { ...tolerance, hours: rules.feedbackAfterHours })}
        </li>
      ))}
      {thresholds.map(({ below, sanction, days }) => (
        <li key={below}>{t(`rules.below.${sanction}`, { below, days })}</li>
      ))}
      {repeats.map(({ outcome, times, withinDays, sanction, days }) => (
        <li key={`${outcome} ${sanction}`}>
          {t(`rules.repeat.${sanction}`, { what: t(`outcome.${outcome}`), times, withinDays, days })}
        </li>
      ))}
      <li>{t('rules.regained', { ...regained })}</li>
      <li>{t('rules.appeal', { days: rules.appealDays })}</li>
    </ul>
  )
}

function AppealCell({
  of,
  onAppeal,
}: {
  readonly of: EntryData | SanctionData
  readonly onAppeal: () => void
}) {
  const { t } = useTranslation('standing')
  if (of.appealState !== undefined) return <AppealTag state={of.appealState} />
  if (of.appealUntil === undefined) return null
  return (
    <Button size="small" onClick={onAppeal}>
      {t('appeal.act', { until: of.appealUntil.slice(0, 10) })}
    </Button>
  )
}

function Entries({ rows, onAppeal }: { readonly rows: EntryData[]; readonly onAppeal: OnAppeal }) {
  const { t } = useTranslation('standing')
  const words = useEntryWords()
  const columns: FittingColumn<EntryData>[] = [
    {
      key: 'what',
      title: t('entry.what'),
      render: (_, row) => (
        <>
          <span className={row.undone === '' ? '' : 'standing-undone'}>{words(row)}</span>
          {row.undone !== '' && <div className="standing-second">{t(`entry.undone.${row.undone}`)}</div>}
        </>
      ),
    },
    { key: 'when', title: t('entry.when'), width: 120, render: (_, row) => row.happenedAt.slice(0, 10) },
    { key: 'where', title: t('entry.where'), render: (_, row) => <PlaceWords of={row} /> },
    {
      key: 'points',
      title: t('entry.points'),
      align: 'right',
      width: 90,
      render: (_, row) => signed(row.points),
    },
    { key: 'balance', title: t('entry.balance'), align: 'right', width: 90, dataIndex: 'balanceAfter' },
    {
      key: 'appeal',
      title: t('entry.appeal'),
      width: 200,
      card: 'whole',
      render: (_, row) => <AppealCell of={row} onAppeal={() => onAppeal({ entryId: row.id })} />,
    },
  ]
  return (
    <Card title={t('entries')} extra={<BookingsLink />}>
      <FittingTable<EntryData>
        rowKey="id"
        columns={columns}
        dataSource={rows}
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        locale={{ emptyText: <EmptyState why={t('entries.none')} /> }}
      />
    </Card>
  )
}

function Sanctions({ rows, onAppeal }: { readonly rows: SanctionData[]; readonly onAppeal: OnAppeal }) {
  const { t } = useTranslation('standing')
  const { either } = useFormat()
  const grounds = useGrounds()
  if (rows.length === 0) return null
  const columns: FittingColumn<SanctionData>[] = [
    {
      key: 'kind',
      title: t('sanction.what'),
      render: (_, row) =>
        t(`kind.${row.kind}`, {
          instrument: either(row.instrumentName, row.instrumentNameEn),
          unit: either(row.unitName, row.unitNameEn),
        }),
    },
    { key: 'why', title: t('sanction.why'), render: (_, row) => grounds(row) },
    { key: 'until', title: t('sanction.until'), width: 120, render: (_, row) => row.endsAt.slice(0, 10) },
    { key: 'state', title: t('sanction.state'), width: 100, render: (_, row) => <SanctionTag {...row} /> },
    {
      key: 'appeal',
      title: t('entry.appeal'),
      width: 200,
      card: 'whole',
      render: (_, row) => <AppealCell of={row} onAppeal={() => onAppeal({ sanctionId: row.id })} />,
    },
  ]
  return (
    <Card title={t('sanctions.mine')}>
      <FittingTable<SanctionData> rowKey="id" columns={columns} dataSource={rows} pagination={false} />
    </Card>
  )
}

function Appeals({ rows }: { readonly rows: AppealData[] }) {
  const { t } = useTranslation('standing')
  const words = useEntryWords()
  const withdraw = useStandingAct((appealId: number) =>
    call(standingContract.withdrawAppeal, { params: { appealId } }),
  )
  if (rows.length === 0) return null
  return (
    <Card title={t('appeals.mine')}>
      <Space orientation="vertical" style={{ width: '100%' }}>
        {rows.map((appeal) => (
          <Alert
            key={appeal.id}
            type={appeal.state === 'granted' ? 'success' : 'info'}
            title={
              <>
                <AppealTag state={appeal.state} />{' '}
                {appeal.entry === undefined ? t('appeal.ofSanction') : words(appeal.entry)} ·{' '}
                {appeal.writtenAt.slice(0, 10)}
              </>
            }
            description={
              <>
                <div>{appeal.reason}</div>
                {appeal.decisionNote !== '' && <div>{t('appeal.answer', { note: appeal.decisionNote })}</div>}
              </>
            }
            action={
              appeal.state === 'waiting' && (
                <Button size="small" loading={withdraw.isPending} onClick={() => withdraw.mutate(appeal.id)}>
                  {t('appeal.withdraw')}
                </Button>
              )
            }
          />
        ))}
      </Space>
    </Card>
  )
}

/** One's credit: balance, what changed it, sanctions, appeals. */
export default function MyStandingPage() {
  const { t } = useTranslation('standing')
  const query = useQuery(myStandingQuery)
  const [about, setAbout] = useState<Appealed>()
  return (
    <PageFrame title={t('mine.title')} hint={t('mine.hint')}>
      <Loaded query={query}>
        {(standing) => (
          <Space orientation="vertical" size={16} style={{ width: '100%' }}>
            <Balance standing={standing} />
            <Sanctions rows={standing.sanctions} onAppeal={setAbout} />
            <Appeals rows={standing.appeals} />
            <Entries rows={standing.entries} onAppeal={setAbout} />
          </Space>
        )}
      </Loaded>
      {about !== undefined && (
        <ReasonDialog
          title={t('appeal.title')}
          hint={t('appeal.hint')}
          verb={t('appeal.send')}
          longest={1000}
          act={(reason) => call(standingContract.appeal, { body: { ...about, reason } })}
          onClose={() => setAbout(undefined)}
        />
      )}
    </PageFrame>
  )
}
