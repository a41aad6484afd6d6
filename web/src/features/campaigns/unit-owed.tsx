import { CheckCircleFilled, WarningFilled } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Tag, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import { campaignContract, type CampaignOwedView } from '#modules/reporting/contract.ts'
import { call } from '../../lib/client.ts'
import { FittingTable } from '../../ui/fitting-table.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'

interface Props {
  readonly campaignId: number
  readonly unitId: number
}

function OwedStanding({ one }: { readonly one: CampaignOwedView }) {
  const { t } = useTranslation('campaigns')
  const color = one.state === 'returned' ? 'error' : one.accepted ? 'success' : 'default'
  return (
    <span className="tags">
      <Tag color={color} icon={one.accepted ? <CheckCircleFilled /> : undefined}>
        {one.state === undefined ? t('owed.missing') : t(`report.${one.state}`)}
      </Tag>
      {one.late && (
        <Tag color="error" icon={<WarningFilled />}>
          {t('late.unit')}
        </Tag>
      )}
    </span>
  )
}

/** What one unit owes besides its instruments, and why. */
export function UnitOwed({ campaignId, unitId }: Props) {
  const { t } = useTranslation('campaigns')
  const query = useQuery({
    queryKey: ['campaigns', campaignId, 'owed', unitId],
    queryFn: ({ signal }) => call(campaignContract.campaignOwed, { params: { campaignId, unitId }, signal }),
  })
  return (
    <section className="campaign-owed">
      <Typography.Title level={5}>{t('owed.title')}</Typography.Title>
      <Loaded query={query}>
        {({ items }) => (
          <FittingTable<CampaignOwedView>
            rowKey={(one) => `${one.kind} ${one.subject} ${String(one.recordId ?? '')}`}
            size="middle"
            dataSource={items}
            pagination={{ hideOnSinglePage: true, pageSize: 20, showSizeChanger: false }}
            locale={{ emptyText: <EmptyState why={t('owed.none')} /> }}
            columns={[
              {
                key: 'subject',
                title: t('owed.subject'),
                render: (_, one) => (
                  <>
                    <Link
                      to={
                        one.recordId === undefined
                          ? `/resources?kind=${one.kind}`
                          : `/resources/${one.recordId}`
                      }
                    >
                      {one.subject}
                    </Link>
                    <div className="campaign-second">{t(`owed.reason.${one.reason}`)}</div>
                  </>
                ),
              },
              { key: 'kind', title: t('field.kinds'), width: 160, render: (_, one) => t(`kind.${one.kind}`) },
              {
                key: 'state',
                title: t('column.state'),
                width: 200,
                render: (_, one) => <OwedStanding one={one} />,
              },
            ]}
          />
        )}
      </Loaded>
    </section>
  )
}
