import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Card } from 'antd'
import { useTranslation } from 'react-i18next'
import type { CampaignRowView } from '#modules/reporting/contract.ts'
import { useFormat } from '../../lib/format.ts'
import { useAbility } from '../../lib/session.ts'
import { FittingTable } from '../../ui/fitting-table.tsx'
import { PageFrame } from '../../ui/page-frame.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { campaignsQuery } from './campaign-queries.ts'
import { CampaignStateTag, Late, Share } from './campaign-tags.tsx'
import './campaigns.css'

/** Rounds of reporting: how far the reader's units are, until when. */
export default function CampaignsPage() {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const manages = useAbility('campaign.manage')
  const query = useQuery(campaignsQuery)
  return (
    <PageFrame
      title={t('menu.campaigns')}
      hint={t(manages ? 'list.hintOperator' : 'list.hint')}
      extra={
        manages && (
          <Link to="/campaigns/new">
            <Button type="primary" icon={<PlusOutlined />}>
              {t('act.new')}
            </Button>
          </Link>
        )
      }
    >
      <Card>
        <Loaded query={query}>
          {({ items }) => (
            <FittingTable<CampaignRowView>
              rowKey="id"
              size="middle"
              dataSource={items}
              pagination={{ hideOnSinglePage: true, pageSize: 20 }}
              locale={{ emptyText: <EmptyState why={t('list.empty')} /> }}
              columns={[
                {
                  key: 'name',
                  title: t('field.name'),
                  render: (_, one) => <Link to={`/campaigns/${one.id}`}>{one.name}</Link>,
                },
                {
                  key: 'state',
                  title: t('field.state'),
                  width: 120,
                  render: (_, one) => <CampaignStateTag state={one.state} />,
                },
                {
                  key: 'reportBy',
                  title: t('field.reportBy'),
                  width: 170,
                  render: (_, one) => format.day(one.reportBy),
                },
                {
                  key: 'handedIn',
                  title: t('figure.handedIn'),
                  width: 260,
                  render: (_, one) =>
                    one.figures && <Share part={one.figures.handedIn} whole={one.figures.mustReport} />,
                },
                {
                  key: 'remaining',
                  title: t('figure.remaining'),
                  align: 'right',
                  width: 120,
                  render: (_, one) => one.remaining !== undefined && format.number(one.remaining),
                },
                {
                  key: 'late',
                  title: t('figure.late'),
                  align: 'right',
                  width: 110,
                  render: (_, one) => one.figures && <Late count={one.figures.lateInUnit} />,
                },
              ]}
            />
          )}
        </Loaded>
      </Card>
    </PageFrame>
  )
}
