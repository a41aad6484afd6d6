import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Button, Segmented, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { campaignContract, type CampaignInstrumentView } from '#modules/reporting/contract.ts'
import { call } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { EligibilityTag } from '../../ui/eligibility-tag.tsx'
import { FittingTable } from '../../ui/fitting-table.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { Standing } from './campaign-tags.tsx'

const shows = ['remaining', 'late', 'must', 'all'] as const
type Show = (typeof shows)[number]

interface Props {
  readonly campaignId: number
  readonly unitId: number
  /** The campaign is closed: what is shown is what was kept of it. */
  readonly frozen: boolean
}

function useInstruments({ campaignId, unitId }: Props, show: Show) {
  const { i18n } = useTranslation()
  return useInfiniteQuery({
    queryKey: ['campaigns', campaignId, 'unit', unitId, show, i18n.language],
    initialPageParam: 0,
    queryFn: ({ pageParam, signal }) =>
      call(campaignContract.campaignInstruments, {
        params: { campaignId, unitId },
        query: { show, after: pageParam, limit: 50 },
        signal,
      }),
    getNextPageParam: (page) => page.next,
  })
}

/** The instruments of one unit: what remains, and why each must, may or may not be reported. */
export function UnitInstruments(props: Props) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const [show, setShow] = useState<Show>(props.frozen ? 'must' : 'remaining')
  const query = useInstruments(props, show)
  const first = query.data?.pages[0]
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      {props.frozen && <Alert type="info" showIcon className="problem" title={t('frozen')} />}
      <div className="campaign-bar">
        <Typography.Text strong>{first?.unitName}</Typography.Text>
        <Segmented<Show>
          value={show}
          options={shows.map((value) => ({ value, label: t(`show.${value}`) }))}
          onChange={setShow}
        />
        {first !== undefined && <span className="figures">{t('count', { count: first.total })}</span>}
      </div>
      <ProblemAlert problem={query.error} onRetry={() => void query.refetch()} />
      <FittingTable<CampaignInstrumentView>
        rowKey="instrumentId"
        size="middle"
        loading={query.isPending}
        dataSource={items}
        pagination={false}
        locale={{ emptyText: <EmptyState why={t(`none.${show}`)} /> }}
        columns={[
          {
            key: 'name',
            title: t('column.name'),
            render: (_, one) => (
              <>
                <Link to={`/reports/${one.instrumentId}`}>{one.name || one.innerId}</Link>
                <div className="campaign-second">{[one.model, one.innerId].filter(Boolean).join(' · ')}</div>
              </>
            ),
          },
          {
            key: 'worth',
            title: t('column.worth'),
            align: 'right',
            width: 120,
            render: (_, one) =>
              one.worthFen === undefined ? '' : format.number(one.worthFen / 1_000_000, 2),
          },
          {
            key: 'eligibility',
            title: t('column.eligibility'),
            width: 120,
            render: (_, one) => <EligibilityTag verdict={one.eligibility} />,
          },
          { key: 'state', title: t('column.state'), width: 200, render: (_, one) => <Standing one={one} /> },
        ]}
      />
      {query.hasNextPage && (
        <Button
          className="list-more"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t('more')}
        </Button>
      )}
    </>
  )
}
