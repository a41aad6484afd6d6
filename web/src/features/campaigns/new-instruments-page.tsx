import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Card, Segmented, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import type { NewInstrumentView } from '#modules/reporting/contract.ts'
import { useFilters } from '../../lib/address.ts'
import { useFormat } from '../../lib/format.ts'
import { type FittingColumn, FittingTable } from '../../ui/fitting-table.tsx'
import { PageFrame } from '../../ui/page-frame.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { newInstrumentsQuery } from './campaign-queries.ts'
import './campaigns.css'

type Standing = 'upcoming' | 'overdue' | 'all'

function DaysLeft({ one }: { readonly one: NewInstrumentView }) {
  const { t } = useTranslation('campaigns')
  if (one.overdue) return <Tag color="error">{t('new.overdueBy', { count: -one.workingDaysLeft })}</Tag>
  if (one.workingDaysLeft === 0) return <Tag color="warning">{t('new.today')}</Tag>
  return (
    <Tag color={one.workingDaysLeft <= 10 ? 'warning' : 'default'}>
      {t('new.left', { count: one.workingDaysLeft })}
    </Tag>
  )
}

function useColumns(): FittingColumn<NewInstrumentView>[] {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  return [
    {
      key: 'name',
      title: t('column.name'),
      render: (_, one) => (
        <>
          <Link to={`/reports/${one.instrumentId}`}>
            {format.either(one.name, one.nameEn) || one.innerId}
          </Link>
          <div className="campaign-second">{[one.model, one.innerId].filter(Boolean).join(' · ')}</div>
        </>
      ),
    },
    { key: 'unit', title: t('by.unit'), width: 180, dataIndex: 'unitName' },
    { key: 'accepted', title: t('new.acceptedOn'), width: 120, dataIndex: 'acceptedOn' },
    { key: 'due', title: t('new.due'), width: 170, render: (_, one) => format.day(one.due) },
    { key: 'left', title: t('new.standing'), width: 170, render: (_, one) => <DaysLeft one={one} /> },
    {
      key: 'waits',
      title: t('new.waitsFor'),
      width: 190,
      render: (_, one) =>
        t('new.waits', { who: t(`new.who.${one.waitsFor}`), state: t(`report.${one.state}`) }),
    },
  ]
}

/** New instruments that have to join the network, and by when. */
export default function NewInstrumentsPage() {
  const { t } = useTranslation('campaigns')
  const [filters, change] = useFilters<{ standing: Standing }>()
  const standing = filters.standing ?? 'all'
  const query = useQuery(newInstrumentsQuery(standing === 'all' ? undefined : standing))
  const columns = useColumns()
  return (
    <PageFrame title={t('menu.newInstruments')} hint={t('new.hint')}>
      <Loaded query={query}>
        {(list) => (
          <>
            {list.yearsNotLoaded.length > 0 && (
              <Alert
                type="warning"
                showIcon
                className="problem"
                title={t('new.calendarMissing', { years: list.yearsNotLoaded.join(t('comma')) })}
              />
            )}
            {list.withoutAcceptance > 0 && (
              <Alert
                type="info"
                showIcon
                className="problem"
                title={t('new.withoutAcceptance', { count: list.withoutAcceptance })}
              />
            )}
            <Card>
              <div className="campaign-bar">
                <Segmented<Standing>
                  value={standing}
                  options={[
                    { value: 'all', label: t('new.all', { count: list.upcoming + list.overdue }) },
                    { value: 'upcoming', label: t('new.upcoming', { count: list.upcoming }) },
                    { value: 'overdue', label: t('new.overdue', { count: list.overdue }) },
                  ]}
                  onChange={(value) => change({ standing: value === 'all' ? undefined : value })}
                />
                <span className="campaign-none">
                  {t(`new.period.${list.period.kind}`, {
                    days: list.period.days,
                    source: list.period.source,
                    version: list.period.ruleSet,
                  })}
                </span>
              </div>
              <FittingTable<NewInstrumentView>
                rowKey="instrumentId"
                size="middle"
                columns={columns}
                dataSource={list.items}
                pagination={{ hideOnSinglePage: true, pageSize: 50, showSizeChanger: false }}
                locale={{ emptyText: <EmptyState why={t('new.none')} /> }}
              />
            </Card>
          </>
        )}
      </Loaded>
    </PageFrame>
  )
}
