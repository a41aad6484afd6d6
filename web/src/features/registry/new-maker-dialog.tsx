import { Form, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { makerRoutes } from '#modules/registry/contract.ts'
import { call } from '../../lib/client.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { makerBody, MakerFields, type MakerValues } from './maker-fields.tsx'
import { useMakerAct } from './maker-queries.ts'

interface Props {
  /** How a unit writes it, '' when nothing is known yet. */
  readonly name: string
  readonly onClose: () => void
  readonly onMade: (id: number) => void
}

/** Enters a maker nobody knew. */
export function NewMakerDialog({ name, onClose, onMade }: Props) {
  const { t } = useTranslation('registry')
  const [form] = Form.useForm<MakerValues>()
  const act = useMakerAct()
  const make = (values: MakerValues) =>
    act.mutate(async () => {
      const made = await call(makerRoutes.createMaker, { body: makerBody(values) })
      onClose()
      onMade(made.id)
    })
  return (
    <Modal
      open
      title={t('maker.new')}
      okText={t('maker.save')}
      confirmLoading={act.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <ProblemAlert problem={act.error} />
      <Form form={form} layout="vertical" initialValues={{ name }} onFinish={make}>
        <MakerFields />
      </Form>
    </Modal>
  )
}
