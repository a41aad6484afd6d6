import { Button, Card } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CampaignView, HandOverView } from '#modules/reporting/contract.ts'
import { useFormat } from '../../lib/format.ts'
import { type FittingColumn, FittingTable } from '../../ui/fitting-table.tsx'
import { Late, Share } from './campaign-tags.tsx'
import { Deliveries } from './deliveries.tsx'
import { HandOverForm } from './hand-over-form.tsx'

/** Per kind: what the province accepted, what the nation has, what waits; also shown for one unit. */
export function HandOverFigures({
  figures,
  onAct,
}: {
  readonly figures: readonly HandOverView[]
  readonly onAct?: (one: HandOverView) => void
}) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const columns: FittingColumn<HandOverView>[] = [
    { key: 'kind', title: t('field.kinds'), render: (_, one) => t(`kind.${one.kind}`) },
    {
      ...{ key: 'share', title: t('handOver.share'), width: 220 },
      render: (_, one) =>
        one.accepted === 0 ? (
          <span className="campaign-none">{t('handOver.noneAccepted')}</span>
        ) : (
          <Share part={one.handedOver} whole={one.accepted} />
        ),
    },
    {
      ...{ key: 'open', title: t('handOver.open'), align: 'right', width: 120 },
      render: (_, one) => format.number(one.open),
    },
    {
      ...{ key: 'late', title: t('handOver.late'), align: 'right', width: 120 },
      render: (_, one) => <Late count={one.late} />,
    },
    ...(onAct === undefined
      ? []
      : [
          {
            ...{ key: 'act', title: '', width: 120, card: 'whole' as const },
            render: (_: unknown, one: HandOverView) => (
              <Button disabled={one.open === 0} onClick={() => onAct(one)}>
                {t('handOver.act')}
              </Button>
            ),
          },
        ]),
  ]
  return (
    <FittingTable<HandOverView>
      rowKey="kind"
      size="small"
      columns={columns}
      dataSource={[...figures]}
      pagination={false}
    />
  )
}

/** The province's own step: handing accepted records over to the nation, and what went there. */
export function HandOverPanel({ campaign }: { readonly campaign: CampaignView }) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const [chosen, choose] = useState<HandOverView>()
  const open = campaign.state === 'open'
  const { forwardBy } = campaign
  return (
    <Card
      className="stacked"
      title={t('handOver.title')}
      extra={forwardBy !== undefined && t('head.forwardBy', { day: format.day(forwardBy) })}
    >
      <HandOverFigures figures={campaign.handOver} {...(open ? { onAct: choose } : {})} />
      <h3 className="campaign-owed">{t('handOver.deliveries')}</h3>
      <Deliveries campaignId={campaign.id} open={open} />
      <HandOverForm campaignId={campaign.id} figures={chosen} onClose={() => choose(undefined)} />
    </Card>
  )
}
