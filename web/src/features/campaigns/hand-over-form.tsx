import { App, DatePicker, Form, Input, Modal } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useTranslation } from 'react-i18next'
import { campaignDeliveryContract, type HandOverView } from '#modules/reporting/contract.ts'
import { call, download } from '../../lib/client.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { useCampaignAct } from './campaign-queries.ts'

interface Props {
  readonly campaignId: number
  /** The kind handed over; undefined while nothing is. */
  readonly figures: HandOverView | undefined
  readonly onClose: () => void
}
interface Values {
  readonly deliveredOn: Dayjs
  readonly note?: string
}

/** Asks when and how the records of one kind go to the nation; afterwards the sheets are saved. */
export function HandOverForm({ campaignId, figures, onClose }: Props) {
  const { t } = useTranslation('campaigns')
  const { message } = App.useApp()
  const [form] = Form.useForm<Values>()
  const act = useCampaignAct(async ({ deliveredOn, note }: Values) => {
    if (figures === undefined) return
    const body = { kind: figures.kind, deliveredOn: deliveredOn.format('YYYY-MM-DD'), note: note ?? '' }
    const done = await call(campaignDeliveryContract.handOverCampaign, { params: { campaignId }, body })
    message.success(t('handOver.done', { count: done.records }))
    onClose()
    for (const { fileId } of done.files)
      if (fileId !== undefined)
        await download(campaignDeliveryContract.deliveryFile, {
          params: { campaignId, deliveryId: done.id, fileId },
        })
  })
  return (
    <Modal
      open={figures !== undefined}
      title={figures && t('handOver.ask', { count: figures.open, kind: t(`kind.${figures.kind}`) })}
      okText={t('handOver.act')}
      confirmLoading={act.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
      destroyOnHidden
    >
      <p>{t('handOver.help')}</p>
      <Form<Values>
        form={form}
        layout="vertical"
        preserve={false}
        initialValues={{ deliveredOn: dayjs() }}
        onFinish={(values) => act.mutate(values)}
      >
        <Form.Item
          name="deliveredOn"
          label={t('handOver.deliveredOn')}
          rules={[{ required: true, message: t('needed') }]}
        >
          <DatePicker allowClear={false} />
        </Form.Item>
        <Form.Item name="note" label={t('handOver.note')}>
          <Input.TextArea rows={2} maxLength={1000} placeholder={t('handOver.noteExample')} />
        </Form.Item>
      </Form>
      <ProblemAlert problem={act.error} />
    </Modal>
  )
}
