import { useQuery } from '@tanstack/react-query'
import { Button, Card, Flex, Space, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { standingContract } from '#modules/standing/contract.ts'
import { call } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { useAbility } from '../../lib/session.ts'
import { type FittingColumn, FittingTable } from '../../ui/fitting-table.tsx'
import { PageFrame } from '../../ui/page-frame.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { ReasonDialog } from './reason-dialog.tsx'
import { SanctionDialog } from './sanction-dialog.tsx'
import './standing.css'
import { type AppealData, appealsQuery, type SanctionData, sanctionsQuery } from './standing-queries.ts'
import { AppealTag, PlaceWords, SanctionTag, signed, useEntryWords, useGrounds } from './standing-words.tsx'

function Decide({ appeal }: { readonly appeal: AppealData }) {
  const { t } = useTranslation('standing')
  const [grant, setGrant] = useState<boolean>()
  if (appeal.state !== 'waiting') return <AppealTag state={appeal.state} />
  if (appeal.concernsMe) return <>{t('appeal.concernsMe')}</>
  const verb = grant === true ? 'appeal.grant' : 'appeal.refuse'
  return (
    <Space wrap>
      <Button size="small" type="primary" onClick={() => setGrant(true)}>
        {t('appeal.grant')}
      </Button>
      <Button size="small" onClick={() => setGrant(false)}>
        {t('appeal.refuse')}
      </Button>
      {grant !== undefined && (
        <ReasonDialog
          title={t(verb)}
          hint={t(`${verb}.hint`)}
          verb={t(verb)}
          optional={grant}
          act={(note) =>
            call(standingContract.decideAppeal, {
              params: { appealId: appeal.id },
              body: { grant, note, version: appeal.version },
            })
          }
          onClose={() => setGrant(undefined)}
        />
      )}
    </Space>
  )
}

function Appeals() {
  const { t } = useTranslation('standing')
  const words = useEntryWords()
  const query = useQuery(appealsQuery(true))
  const columns: FittingColumn<AppealData>[] = [
    { key: 'who', title: t('desk.who'), width: 120, dataIndex: 'userName' },
    {
      key: 'about',
      title: t('desk.about'),
      render: (_, row) => (
        <>
          {row.entry === undefined
            ? t('appeal.ofSanction')
            : `${words(row.entry)} ${signed(row.entry.points)}`}
          <div className="standing-second">
            {(row.entry?.happenedAt ?? row.writtenAt).slice(0, 16).replace('T', ' ')}
            {row.notedByName === undefined ? '' : ` · ${t('desk.notedBy', { name: row.notedByName })}`}
          </div>
        </>
      ),
    },
    { key: 'where', title: t('entry.where'), render: (_, row) => <PlaceWords of={row} /> },
    {
      key: 'reason',
      title: t('desk.says'),
      render: (_, row) => (
        <>
          {row.reason}
          {row.decisionNote !== '' && (
            <div className="standing-second">{t('appeal.answer', { note: row.decisionNote })}</div>
          )}
        </>
      ),
    },
    {
      key: 'act',
      title: t('desk.decision'),
      width: 190,
      card: 'whole',
      render: (_, row) => <Decide appeal={row} />,
    },
  ]
  return (
    <Card title={t('appeals.title')}>
      <Loaded query={query}>
        {({ items }) => (
          <FittingTable<AppealData>
            rowKey="id"
            columns={columns}
            dataSource={items}
            pagination={{ pageSize: 20, hideOnSinglePage: true }}
            locale={{ emptyText: <EmptyState why={t('appeals.none')} /> }}
          />
        )}
      </Loaded>
    </Card>
  )
}

function Lift({ sanction }: { readonly sanction: SanctionData }) {
  const { t } = useTranslation('standing')
  const [open, setOpen] = useState(false)
  if (sanction.standing !== 'in_force') return null
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t('lift.act')}
      </Button>
      {open && (
        <ReasonDialog
          title={t('lift.title')}
          hint={t('lift.hint', { name: sanction.userName })}
          verb={t('lift.act')}
          act={(reason) =>
            call(standingContract.liftSanction, {
              params: { sanctionId: sanction.id },
              body: { reason, version: sanction.version },
            })
          }
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}

function Sanctions() {
  const { t } = useTranslation('standing')
  const { either } = useFormat()
  const grounds = useGrounds()
  const [all, setAll] = useState(false)
  const [giving, setGiving] = useState(false)
  const query = useQuery(sanctionsQuery(!all))
  const columns: FittingColumn<SanctionData>[] = [
    { key: 'who', title: t('desk.who'), width: 120, dataIndex: 'userName' },
    {
      key: 'kind',
      title: t('sanction.what'),
      render: (_, row) =>
        t(`kind.${row.kind}`, {
          instrument: either(row.instrumentName, row.instrumentNameEn),
          unit: either(row.unitName, row.unitNameEn),
        }),
    },
    {
      key: 'why',
      title: t('sanction.why'),
      render: (_, row) => (
        <>
          {grounds(row)}
          {row.setByName !== undefined && <div className="standing-second">{row.setByName}</div>}
        </>
      ),
    },
    { key: 'until', title: t('sanction.until'), width: 120, render: (_, row) => row.endsAt.slice(0, 10) },
    { key: 'state', title: t('sanction.state'), width: 100, render: (_, row) => <SanctionTag {...row} /> },
    { key: 'act', title: '', width: 110, card: 'whole', render: (_, row) => <Lift sanction={row} /> },
  ]
  return (
    <Card
      title={t('sanctions.title')}
      extra={
        <Button type="primary" onClick={() => setGiving(true)}>
          {t('give.act')}
        </Button>
      }
    >
      <Flex gap={8} align="center" style={{ marginBottom: 12 }}>
        <Switch checked={all} onChange={setAll} aria-label={t('sanctions.all')} /> {t('sanctions.all')}
      </Flex>
      <Loaded query={query}>
        {({ items }) => (
          <FittingTable<SanctionData>
            rowKey="id"
            columns={columns}
            dataSource={items}
            pagination={{ pageSize: 20, hideOnSinglePage: true }}
            locale={{ emptyText: <EmptyState why={t('sanctions.none')} /> }}
          />
        )}
      </Loaded>
      {giving && <SanctionDialog onClose={() => setGiving(false)} />}
    </Card>
  )
}

/** For those who run instruments or administer a unit: appeals that wait, and who is kept from what. */
export default function JudgePage() {
  const { t } = useTranslation('standing')
  const judges = useAbility('standing.judge')
  return (
    <PageFrame title={t('desk.title')} hint={t('desk.hint')}>
      <Space orientation="vertical" size={16} style={{ width: '100%' }}>
        {judges && <Appeals />}
        <Sanctions />
      </Space>
    </PageFrame>
  )
}
