import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, DatePicker, Flex, Form, Input, InputNumber, Modal } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useTranslation } from 'react-i18next'
import { ordersContract, type OrderView } from '#modules/orders/contract.ts'
import { call } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { useAct } from './order-queries.ts'

interface Line {
  what: string
  yuan: number
  amount: number
}
interface Values {
  lines: Line[]
  validUntil: Dayjs
  expectedOn: Dayjs
  note: string
}

const fen = (yuan: number | null | undefined) => Math.round((yuan ?? 0) * 100)
const totalFen = (lines: readonly Partial<Line>[] | undefined) =>
  (lines ?? []).reduce((sum, line) => sum + fen(line.yuan) * (line.amount ?? 0), 0)

/** A quote begins with the last one, else with the price list. */
function useBeginning(order: OrderView): Values {
  const { t } = useTranslation('orders')
  const [last] = order.quotes
  const { listPrice } = order
  const listed: Line[] =
    listPrice === undefined
      ? [{ what: t('quote.measuring'), yuan: 0, amount: Math.max(1, order.sampleCount) }]
      : [
          ...(listPrice.startFen > 0
            ? [{ what: t('quote.start'), yuan: listPrice.startFen / 100, amount: 1 }]
            : []),
          { what: t('quote.measuring'), yuan: listPrice.perSampleFen / 100, amount: order.sampleCount },
        ]
  return {
    lines:
      last?.lines.map(({ what, unitPriceFen, amount }) => ({ what, yuan: unitPriceFen / 100, amount })) ??
      listed,
    validUntil: dayjs(order.today).add(30, 'day'),
    expectedOn: dayjs(order.today).add((order.turnaroundDays ?? 7) + 7, 'day'),
    note: '',
  }
}

function Lines() {
  const { t } = useTranslation('orders')
  return (
    <Form.List name="lines">
      {(fields, { add, remove }) => (
        <>
          {fields.map(({ key, name }) => (
            <Flex key={key} gap={8} align="start">
              <Form.Item name={[name, 'what']} rules={[{ required: true, message: '' }]} style={{ flex: 1 }}>
                <Input maxLength={200} aria-label={t('quote.what')} placeholder={t('quote.what')} />
              </Form.Item>
              <Form.Item name={[name, 'yuan']}>
                <InputNumber min={0} precision={2} aria-label={t('quote.priceYuan')} style={{ width: 110 }} />
              </Form.Item>
              <Form.Item name={[name, 'amount']}>
                <InputNumber
                  min={1}
                  max={10_000}
                  precision={0}
                  aria-label={t('quote.amount')}
                  style={{ width: 80 }}
                />
              </Form.Item>
              <Button
                type="text"
                icon={<DeleteOutlined />}
                aria-label={t('quote.removeLine')}
                title={t('quote.removeLine')}
                onClick={() => remove(name)}
              />
            </Flex>
          ))}
          <Button icon={<PlusOutlined />} onClick={() => add({ what: '', yuan: 0, amount: 1 })}>
            {t('quote.addLine')}
          </Button>
        </>
      )}
    </Form.List>
  )
}

/** What it costs, until when that holds, when the results are expected. */
export function QuoteDialog({ order, onClose }: { readonly order: OrderView; readonly onClose: () => void }) {
  const { t } = useTranslation('orders')
  const format = useFormat()
  const [form] = Form.useForm<Values>()
  const beginning = useBeginning(order)
  const lines = Form.useWatch('lines', form)
  const { busy, problem, act } = useAct()
  const save = async (values: Values) => {
    const body = {
      version: order.version,
      lines: values.lines.map(({ what, yuan, amount }) => ({ what, unitPriceFen: fen(yuan), amount })),
      validUntil: values.validUntil.format('YYYY-MM-DD'),
      expectedOn: values.expectedOn.format('YYYY-MM-DD'),
      note: values.note,
    }
    if (await act(() => call(ordersContract.quoteOrder, { params: { orderId: order.orderId }, body })))
      onClose()
  }
  return (
    <Modal
      open
      width={640}
      title={t('act.quote')}
      okText={t('quote.send')}
      okButtonProps={{ loading: busy }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <ProblemAlert problem={problem} />
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={beginning}
        onFinish={(values) => void save(values)}
      >
        <p className="order-second">{t('quote.hint')}</p>
        <Lines />
        <p>
          <strong>{t('quote.total', { total: format.money(totalFen(lines)) })}</strong>
        </p>
        <Flex gap={16} wrap>
          <Form.Item name="validUntil" label={t('quote.validUntil')} rules={[{ required: true }]}>
            <DatePicker allowClear={false} />
          </Form.Item>
          <Form.Item name="expectedOn" label={t('field.expected')} rules={[{ required: true }]}>
            <DatePicker allowClear={false} />
          </Form.Item>
        </Flex>
        <Form.Item name="note" label={t('quote.note')}>
          <Input.TextArea rows={2} maxLength={1000} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
