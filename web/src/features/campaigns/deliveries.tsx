import { CheckCircleFilled, DownloadOutlined, StopOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Input, Modal, Tag, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { campaignDeliveryContract, type DeliveryView } from '#modules/reporting/contract.ts'
import { call, download } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { type FittingColumn, FittingTable } from '../../ui/fitting-table.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { useCampaignAct } from './campaign-queries.ts'

function Files({ campaignId, one }: { readonly campaignId: number; readonly one: DeliveryView }) {
  const { t } = useTranslation('campaigns')
  const [problem, setProblem] = useState<unknown>()
  const save = (fileId: number) => {
    download(campaignDeliveryContract.deliveryFile, {
      params: { campaignId, deliveryId: one.id, fileId },
    }).catch(setProblem)
  }
  return (
    <>
      {one.files.map(({ sheet, fileId, name, digest }) => (
        <div key={sheet}>
          {fileId === undefined ? (
            t('handOver.fileGone', { name })
          ) : (
            <Button
              type="link"
              className="cell-link"
              icon={<DownloadOutlined />}
              onClick={() => save(fileId)}
            >
              {name}
            </Button>
          )}
          <Typography.Text type="secondary" className="campaign-second" copyable={{ text: digest }}>
            {t('handOver.digest', { digest: digest.slice(0, 12) })}
          </Typography.Text>
        </div>
      ))}
      <ProblemAlert problem={problem} />
    </>
  )
}

function Standing({ one }: { readonly one: DeliveryView }) {
  const { t } = useTranslation('campaigns')
  const withdrawn = one.state === 'withdrawn'
  return (
    <>
      <Tag
        color={withdrawn ? 'default' : 'success'}
        icon={withdrawn ? <StopOutlined /> : <CheckCircleFilled />}
      >
        {t(`delivery.${one.state}`)}
      </Tag>
      <span className="campaign-second">{withdrawn ? one.withdrawnReason : one.note}</span>
    </>
  )
}

function Withdrawal({
  campaignId,
  one,
  onClose,
}: {
  readonly campaignId: number
  readonly one: DeliveryView
  readonly onClose: () => void
}) {
  const { t } = useTranslation('campaigns')
  const [reason, setReason] = useState('')
  const act = useCampaignAct(async () => {
    const params = { campaignId, deliveryId: one.id }
    await call(campaignDeliveryContract.withdrawDelivery, { params, body: { reason } })
    onClose()
  })
  return (
    <Modal
      open
      title={t('handOver.withdrawAsk')}
      okText={t('handOver.withdraw')}
      okButtonProps={{ disabled: reason.trim() === '', danger: true }}
      confirmLoading={act.isPending}
      onOk={() => act.mutate(undefined)}
      onCancel={onClose}
    >
      <Input.TextArea
        rows={2}
        maxLength={1000}
        aria-label={t('handOver.reason')}
        placeholder={t('handOver.reason')}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
      <ProblemAlert problem={act.error} />
    </Modal>
  )
}

/** What went to the nation, the last first, with the sheets and their digests. */
export function Deliveries({ campaignId, open }: { readonly campaignId: number; readonly open: boolean }) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const [asked, ask] = useState<DeliveryView>()
  const query = useQuery({
    queryKey: ['campaigns', campaignId, 'deliveries'],
    queryFn: ({ signal }) =>
      call(campaignDeliveryContract.campaignDeliveries, { params: { campaignId }, signal }),
  })
  const columns: FittingColumn<DeliveryView>[] = [
    {
      key: 'day',
      title: t('handOver.deliveredOn'),
      width: 130,
      render: (_, one) => format.day(one.deliveredOn),
    },
    { key: 'kind', title: t('field.kinds'), width: 150, render: (_, one) => t(`kind.${one.kind}`) },
    {
      ...{ key: 'records', title: t('handOver.records'), align: 'right', width: 100 },
      render: (_, one) => format.number(one.records),
    },
    {
      key: 'files',
      title: t('handOver.files'),
      render: (_, one) => <Files campaignId={campaignId} one={one} />,
    },
    { key: 'by', title: t('handOver.by'), width: 120, render: (_, one) => one.byName },
    { key: 'state', title: t('field.state'), width: 200, render: (_, one) => <Standing one={one} /> },
    {
      ...{ key: 'acts', title: '', width: 90, card: 'whole' },
      render: (_, one) =>
        open &&
        one.state === 'delivered' && (
          <Button size="small" onClick={() => ask(one)}>
            {t('handOver.withdraw')}
          </Button>
        ),
    },
  ]
  return (
    <Loaded query={query}>
      {({ items }) => (
        <>
          <FittingTable<DeliveryView>
            rowKey="id"
            size="small"
            columns={columns}
            dataSource={items}
            pagination={{ hideOnSinglePage: true, pageSize: 10, showSizeChanger: false }}
            locale={{ emptyText: <EmptyState why={t('handOver.none')} /> }}
          />
          {asked !== undefined && (
            <Withdrawal campaignId={campaignId} one={asked} onClose={() => ask(undefined)} />
          )}
        </>
      )}
    </Loaded>
  )
}
