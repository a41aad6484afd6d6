import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Card, Form } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { campaignContract, type CampaignView } from '#modules/reporting/contract.ts'
import { usePathParam } from '../../lib/address.ts'
import { call } from '../../lib/client.ts'
import { showInFields } from '../../ui/field-problems.ts'
import { PageFrame } from '../../ui/page-frame.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { Loaded } from '../../ui/states.tsx'
import { CampaignFields, type CampaignFormValues } from './campaign-fields.tsx'
import { campaignQuery, choicesQuery, useCampaignAct } from './campaign-queries.ts'
import './campaigns.css'

const dayOf = (day: Dayjs | null | undefined) => day?.format('YYYY-MM-DD')
const pickerOf = (day: string | undefined) => (day === undefined ? null : dayjs(day))

const wishOf = (values: CampaignFormValues) => ({
  name: values.name,
  ruleSet: values.ruleSet,
  kinds: values.kinds,
  bookedFrom: dayOf(values.bookedFrom),
  bookedUntil: dayOf(values.bookedUntil),
  called: values.called,
  calledIds: values.called === 'all' ? [] : values[values.called],
  reportBy: dayOf(values.reportBy) ?? '',
  forwardBy: dayOf(values.forwardBy),
  guidance: values.guidance,
  promptBeforeDays: values.promptBeforeDays.map(Number),
  promptEveryDays: values.promptEveryDays,
})

const valuesOf = (campaign: CampaignView): Partial<CampaignFormValues> => ({
  name: campaign.name,
  ruleSet: campaign.ruleSet,
  kinds: campaign.kinds,
  bookedFrom: pickerOf(campaign.bookedFrom),
  bookedUntil: pickerOf(campaign.bookedUntil),
  called: campaign.called,
  ...(campaign.called === 'all' ? {} : { [campaign.called]: campaign.calledIds }),
  reportBy: pickerOf(campaign.reportBy),
  forwardBy: pickerOf(campaign.forwardBy),
  guidance: campaign.guidance,
  promptBeforeDays: campaign.promptBeforeDays.map(String),
  promptEveryDays: campaign.promptEveryDays,
})

const fieldOf = {
  'campaign.rule_set_unknown': 'ruleSet',
  'campaign.deadlines_crossed': 'forwardBy',
  'campaign.dates_crossed': 'bookedUntil',
  'campaign.nobody_called': 'called',
}

interface Props {
  readonly campaign: CampaignView | undefined
  readonly initial: Partial<CampaignFormValues>
}

function CampaignForm({ campaign, initial }: Props) {
  const { t } = useTranslation('campaigns')
  const navigate = useNavigate()
  const [form] = Form.useForm<CampaignFormValues>()
  const [left, setLeft] = useState<unknown>()
  const save = useCampaignAct(async (values: CampaignFormValues) => {
    const wish = wishOf(values)
    const saved =
      campaign === undefined
        ? await call(campaignContract.draftCampaign, { body: wish })
        : await call(campaignContract.changeCampaign, {
            params: { campaignId: campaign.id },
            body: { ...wish, revision: campaign.revision },
          })
    await navigate({ to: `/campaigns/${saved.id}` })
  })
  const send = (values: CampaignFormValues) =>
    save.mutate(values, {
      onError: (problem) => setLeft(showInFields(form, problem, fieldOf) ? problem : undefined),
    })
  return (
    <Card>
      <ProblemAlert problem={left} />
      <Form<CampaignFormValues>
        form={form}
        layout="vertical"
        initialValues={initial}
        onFinish={send}
        scrollToFirstError
      >
        <CampaignFields open={campaign?.state === 'open'} />
        <div className="form-actions">
          <Button type="primary" htmlType="submit" loading={save.isPending}>
            {t(campaign === undefined ? 'act.draft' : 'act.save')}
          </Button>
          <Button
            onClick={() => void navigate({ to: campaign ? `/campaigns/${campaign.id}` : '/campaigns' })}
          >
            {t('act.cancel')}
          </Button>
        </div>
      </Form>
    </Card>
  )
}

/** A new campaign starts from what is usual; an existing one from itself. */
function useInitial(campaignId: number | undefined) {
  const choices = useQuery(choicesQuery)
  const existing = useQuery({ ...campaignQuery(campaignId ?? 0), enabled: campaignId !== undefined })
  const usual = choices.data && {
    guidance: '',
    ruleSet: choices.data.ruleSets.find(({ version }) => version.startsWith('2022'))?.version ?? '',
    kinds: [4] as CampaignView['kinds'],
    called: 'all' as const,
    promptBeforeDays: choices.data.promptBeforeDays.map(String),
    promptEveryDays: choices.data.promptEveryDays,
  }
  const initial = campaignId === undefined ? usual : existing.data && valuesOf(existing.data)
  const failed = choices.error ?? (campaignId === undefined ? null : existing.error)
  return {
    campaign: existing.data,
    query: {
      data: choices.data && initial,
      error: failed,
      isPending: failed === null,
      refetch: () => choices.refetch(),
    },
  }
}

/** Prepares a campaign, or changes one that is not closed. */
export default function CampaignFormPage() {
  const { t } = useTranslation('campaigns')
  const param = usePathParam('campaignId')
  const { campaign, query } = useInitial(param === '' ? undefined : Number(param))
  return (
    <PageFrame
      title={t(param === '' ? 'form.new' : 'form.edit')}
      hint={t(campaign?.state === 'open' ? 'form.hintOpen' : 'form.hint')}
      narrow
    >
      <Loaded query={query}>{(initial) => <CampaignForm campaign={campaign} initial={initial} />}</Loaded>
    </PageFrame>
  )
}
