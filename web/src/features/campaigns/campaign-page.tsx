import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { App, Button, Card, Popconfirm } from 'antd'
import { useTranslation } from 'react-i18next'
import { campaignContract, type CampaignView } from '#modules/reporting/contract.ts'
import { usePathParam } from '../../lib/address.ts'
import { call } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { useSession } from '../../lib/session.ts'
import { PageFrame } from '../../ui/page-frame.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { Loaded } from '../../ui/states.tsx'
import { BoardPanel } from './board-panel.tsx'
import { CampaignAbout } from './campaign-about.tsx'
import { campaignQuery, useCampaignAct } from './campaign-queries.ts'
import { CampaignStateTag } from './campaign-tags.tsx'
import { FigureLine } from './figure-line.tsx'
import { HandOverPanel } from './hand-over-panel.tsx'
import { UnitInstruments } from './unit-instruments.tsx'
import { UnitOwed } from './unit-owed.tsx'
import './campaigns.css'

function useActs(campaign: CampaignView) {
  const { t } = useTranslation('campaigns')
  const { message } = App.useApp()
  const navigate = useNavigate()
  const params = { campaignId: campaign.id }
  const step = useCampaignAct(async (name: 'open' | 'close') => {
    await call(campaignContract.stepCampaign, { params, body: { step: name, revision: campaign.revision } })
    message.success(t(`done.${name}`))
  })
  const discard = useCampaignAct(async () => {
    await call(campaignContract.discardCampaign, { params })
    await navigate({ to: '/campaigns' })
  })
  return { step, discard }
}

function Acts({ campaign }: { readonly campaign: CampaignView }) {
  const { t } = useTranslation('campaigns')
  const { step, discard } = useActs(campaign)
  if (!campaign.mayManage || campaign.state === 'closed') return null
  const draft = campaign.state === 'draft'
  return (
    <>
      <div className="list-actions">
        <Link to={`/campaigns/${campaign.id}/edit`}>
          <Button>{t('act.edit')}</Button>
        </Link>
        {draft ? (
          <Popconfirm
            title={t('ask.open', { count: campaign.units })}
            onConfirm={() => step.mutate('open')}
            okText={t('act.open')}
          >
            <Button type="primary" loading={step.isPending}>
              {t('act.open')}
            </Button>
          </Popconfirm>
        ) : (
          <Popconfirm title={t('ask.close')} onConfirm={() => step.mutate('close')} okText={t('act.close')}>
            <Button loading={step.isPending}>{t('act.close')}</Button>
          </Popconfirm>
        )}
        {draft && (
          <Popconfirm title={t('ask.discard')} onConfirm={() => discard.mutate(undefined)}>
            <Button danger loading={discard.isPending}>
              {t('act.discard')}
            </Button>
          </Popconfirm>
        )}
      </div>
      <ProblemAlert problem={step.error ?? discard.error} />
    </>
  )
}

/** People of one unit see what is left to them; everybody else the board. */
function Progress({ campaign }: { readonly campaign: CampaignView }) {
  const { t } = useTranslation('campaigns')
  const grants = useSession()?.grants ?? []
  const wide = grants.some(({ scope }) => ['site', 'department', 'city'].includes(scope))
  const own = grants.find(({ scope }) => scope === 'unit')?.scopeId
  const about = <CampaignAbout campaign={campaign} />
  if (wide || own === undefined)
    return (
      <>
        <BoardPanel campaign={campaign} />
        {campaign.mayManage && campaign.state !== 'draft' && <HandOverPanel campaign={campaign} />}
        {about}
      </>
    )
  return (
    <>
      {about}
      <Card title={t('own.title')}>
        <UnitInstruments campaignId={campaign.id} unitId={Number(own)} frozen={campaign.state === 'closed'} />
        {campaign.owed.length > 0 && <UnitOwed campaignId={campaign.id} unitId={Number(own)} />}
      </Card>
    </>
  )
}

/** One campaign: by which rules, until when, how far everybody is. */
export default function CampaignPage() {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const query = useQuery(campaignQuery(Number(usePathParam('campaignId'))))
  const campaign = query.data
  return (
    <PageFrame
      title={campaign?.name ?? t('menu.campaigns')}
      hint={
        campaign && (
          <span className="tags campaign-head">
            <CampaignStateTag state={campaign.state} />
            <span>{t('head.reportBy', { day: format.day(campaign.reportBy) })}</span>
            {campaign.forwardBy !== undefined && (
              <span>{t('head.forwardBy', { day: format.day(campaign.forwardBy) })}</span>
            )}
            {campaign.closedAt !== undefined && (
              <span>{t('head.closed', { when: format.dateTime(campaign.closedAt) })}</span>
            )}
          </span>
        )
      }
    >
      <Loaded query={query}>
        {(shown) => (
          <>
            <Acts campaign={shown} />
            <FigureLine
              figures={shown.figures}
              owed={shown.owed}
              remaining={shown.remaining}
              units={shown.units}
            />
            <Progress campaign={shown} />
          </>
        )}
      </Loaded>
    </PageFrame>
  )
}
