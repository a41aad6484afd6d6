import { DeleteOutlined, PaperClipOutlined, UploadOutlined } from '@ant-design/icons'
import { Button, Card, Descriptions, Popconfirm, Upload } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { campaignContract, type CampaignView } from '#modules/reporting/contract.ts'
import { call, download, upload } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { useCampaignAct } from './campaign-queries.ts'

function Annexes({ campaign }: { readonly campaign: CampaignView }) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const [problem, setProblem] = useState<unknown>()
  const params = { campaignId: campaign.id }
  const add = useCampaignAct((file: File) => upload(campaignContract.addCampaignAnnex, { params }, file))
  const remove = useCampaignAct((fileId: number) =>
    call(campaignContract.removeCampaignAnnex, { params: { ...params, fileId } }),
  )
  const may = campaign.mayManage && campaign.state !== 'closed'
  const open = (fileId: number) => {
    setProblem(undefined)
    download(campaignContract.campaignAnnex, { params: { ...params, fileId } }).catch(setProblem)
  }
  return (
    <>
      <ProblemAlert problem={problem ?? add.error ?? remove.error} />
      {campaign.annexes.length === 0 && !may && <span className="campaign-none">{t('annex.none')}</span>}
      <ul className="plain-list">
        {campaign.annexes.map(({ fileId, name, sizeBytes }) => (
          <li key={fileId}>
            <Button
              type="link"
              className="cell-link"
              icon={<PaperClipOutlined />}
              onClick={() => open(fileId)}
            >
              {t('annex.line', { name, size: format.bytes(sizeBytes) })}
            </Button>
            {may && (
              <Popconfirm title={t('ask.annex')} onConfirm={() => remove.mutate(fileId)}>
                <Button
                  type="text"
                  size="small"
                  icon={<DeleteOutlined />}
                  aria-label={t('annex.remove', { name })}
                />
              </Popconfirm>
            )}
          </li>
        ))}
      </ul>
      {may && (
        <Upload
          accept=".pdf,.docx,.xlsx,.jpg,.jpeg,.png"
          showUploadList={false}
          beforeUpload={(file) => {
            add.mutate(file)
            return false
          }}
        >
          <Button size="small" icon={<UploadOutlined />} loading={add.isPending}>
            {t('annex.add')}
          </Button>
        </Upload>
      )}
    </>
  )
}

/** The rules of a campaign in words, its guidance and annexes. */
export function CampaignAbout({ campaign }: { readonly campaign: CampaignView }) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const { rules, bookedFrom, bookedUntil } = campaign
  const dates =
    bookedFrom === undefined && bookedUntil === undefined
      ? t('dates.any')
      : t('dates.span', { from: bookedFrom ?? '…', until: bookedUntil ?? '…' })
  return (
    <Card title={t('about')} className="stacked">
      <Descriptions column={{ xs: 1, md: 2 }} size="small">
        <Descriptions.Item label={t('field.ruleSet')}>
          {t('rules.line', { title: format.either(rules.title.zh, rules.title.en), version: rules.version })}
        </Descriptions.Item>
        <Descriptions.Item label={t('field.threshold')}>
          {t('rules.threshold', {
            wan: rules.thresholdWan,
            yuan: format.number(rules.thresholdWan * 10_000),
          })}
        </Descriptions.Item>
        <Descriptions.Item label={t('field.funds')}>
          {rules.publicFunds.map((source) => t(`fund.${source}`, source)).join(t('comma'))}
        </Descriptions.Item>
        <Descriptions.Item label={t('field.source')}>{rules.source}</Descriptions.Item>
        <Descriptions.Item label={t('field.kinds')}>
          {campaign.kinds.map((kind) => t(`kind.${kind}`)).join(t('comma'))}
        </Descriptions.Item>
        <Descriptions.Item label={t('field.dates')}>{dates}</Descriptions.Item>
        <Descriptions.Item label={t('field.prompts')} span="filled">
          {t('prompts.line', {
            before: campaign.promptBeforeDays.toSorted((a, b) => b - a).join(t('comma')),
            every: campaign.promptEveryDays,
          })}
        </Descriptions.Item>
        {campaign.guidance !== '' && (
          <Descriptions.Item label={t('field.guidance')} span="filled">
            <span className="campaign-guidance">{campaign.guidance}</span>
          </Descriptions.Item>
        )}
        <Descriptions.Item label={t('field.annexes')} span="filled">
          <div className="campaign-annexes">
            <Annexes campaign={campaign} />
          </div>
        </Descriptions.Item>
      </Descriptions>
    </Card>
  )
}
