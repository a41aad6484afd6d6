import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Checkbox, DatePicker, Flex, Form, Input, InputNumber, Select, Switch } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useTranslation } from 'react-i18next'
import { ordersContract, type OrderSettingsView } from '#modules/orders/contract.ts'
import { call } from '../../lib/client.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { useAct } from './order-queries.ts'

const userKinds = ['own_unit', 'university', 'institute', 'company', 'society', 'individual'] as const

interface Values {
  accepts: boolean
  effectiveFrom: Dayjs
  leastSamples: number
  mostSamples: number
  turnaroundDays: number
  groupApproval: boolean
  prices: { userKind: string; startYuan: number; perSampleYuan: number }[]
  questions: { text: string; textEn: string; required: boolean }[]
  advice: string
}

const yuan = (fen: number) => fen / 100
const fen = (value: number) => Math.round(value * 100)

const beginning: OrderSettingsView['versions'][number]['settings'] = {
  ...{ leastSamples: 1, mostSamples: 20, turnaroundDays: 10, groupApproval: false, advice: '' },
  prices: [],
  questions: [],
}

function valuesOf({ versions, today }: OrderSettingsView): Values {
  const [newest] = versions
  const { prices, questions, ...rest } = newest?.settings ?? beginning
  return {
    ...rest,
    accepts: newest?.accepts ?? true,
    effectiveFrom: dayjs(today),
    prices: prices.map(({ userKind, startFen, perSampleFen }) => ({
      userKind,
      startYuan: yuan(startFen),
      perSampleYuan: yuan(perSampleFen),
    })),
    questions: questions.map(({ text, textEn, required }) => ({ text, textEn, required })),
  }
}

function bodyOf(values: Values, version: number) {
  const { accepts, effectiveFrom, prices, questions, ...rest } = values
  return {
    version,
    accepts,
    effectiveFrom: effectiveFrom.format('YYYY-MM-DD'),
    settings: {
      ...rest,
      prices: prices.map(({ userKind, startYuan, perSampleYuan }) => ({
        userKind,
        startFen: fen(startYuan),
        perSampleFen: fen(perSampleYuan),
      })),
      questions: questions.map((question, at) => ({
        ...question,
        id: `q${at + 1}`,
      })),
    },
  }
}

function Prices() {
  const { t } = useTranslation('orders')
  return (
    <Form.List name="prices">
      {(fields, { add, remove }) => (
        <Form.Item label={t('settings.prices')} extra={t('settings.pricesHint')}>
          {fields.map(({ key, name }) => (
            <Flex key={key} gap={8} wrap>
              <Form.Item name={[name, 'userKind']}>
                <Select
                  style={{ width: 140 }}
                  aria-label={t('settings.userKind')}
                  options={userKinds.map((value) => ({ value, label: t(`userKind.${value}`) }))}
                />
              </Form.Item>
              <Form.Item name={[name, 'startYuan']} label={t('settings.startYuan')} layout="horizontal">
                <InputNumber min={0} precision={2} />
              </Form.Item>
              <Form.Item name={[name, 'perSampleYuan']} label={t('settings.eachYuan')} layout="horizontal">
                <InputNumber min={0} precision={2} />
              </Form.Item>
              <Button
                type="text"
                icon={<DeleteOutlined />}
                aria-label={t('settings.removePrice')}
                title={t('settings.removePrice')}
                onClick={() => remove(name)}
              />
            </Flex>
          ))}
          <Button
            icon={<PlusOutlined />}
            onClick={() =>
              add({ userKind: userKinds[fields.length] ?? 'company', startYuan: 0, perSampleYuan: 0 })
            }
          >
            {t('settings.addPrice')}
          </Button>
        </Form.Item>
      )}
    </Form.List>
  )
}

function Questions() {
  const { t } = useTranslation('orders')
  return (
    <Form.List name="questions">
      {(fields, { add, remove }) => (
        <Form.Item label={t('settings.questions')}>
          {fields.map(({ key, name }) => (
            <Flex key={key} gap={8} wrap align="start">
              <Form.Item name={[name, 'text']} style={{ flex: '1 1 200px' }}>
                <Input
                  maxLength={200}
                  placeholder={t('settings.question')}
                  aria-label={t('settings.question')}
                />
              </Form.Item>
              <Form.Item name={[name, 'textEn']} style={{ flex: '1 1 160px' }}>
                <Input
                  maxLength={200}
                  placeholder={t('settings.questionEn')}
                  aria-label={t('settings.questionEn')}
                />
              </Form.Item>
              <Form.Item name={[name, 'required']} valuePropName="checked">
                <Checkbox>{t('settings.required')}</Checkbox>
              </Form.Item>
              <Button
                type="text"
                icon={<DeleteOutlined />}
                aria-label={t('settings.removeQuestion')}
                title={t('settings.removeQuestion')}
                onClick={() => remove(name)}
              />
            </Flex>
          ))}
          <Button icon={<PlusOutlined />} onClick={() => add({ text: '', textEn: '', required: true })}>
            {t('settings.addQuestion')}
          </Button>
        </Form.Item>
      )}
    </Form.List>
  )
}

/** Decides how an instrument takes samples from a day on. */
export function SettingsForm({ known }: { readonly known: OrderSettingsView }) {
  const { t } = useTranslation('orders')
  const { busy, problem, act } = useAct()
  const { instrumentId, versions } = known
  const save = (values: Values) => {
    const body = bodyOf(values, versions[0]?.version ?? 0)
    return act(() => call(ordersContract.setOrderSettings, { params: { instrumentId }, body }))
  }
  return (
    <Form<Values>
      layout="vertical"
      requiredMark={false}
      initialValues={valuesOf(known)}
      onFinish={(values) => void save(values)}
    >
      <Flex gap={24} wrap>
        <Form.Item name="accepts" label={t('settings.accept')} valuePropName="checked">
          <Switch />
        </Form.Item>
        <Form.Item name="effectiveFrom" label={t('settings.from')}>
          <DatePicker allowClear={false} />
        </Form.Item>
        <Form.Item name="leastSamples" label={t('settings.least')}>
          <InputNumber min={1} max={1000} precision={0} />
        </Form.Item>
        <Form.Item name="mostSamples" label={t('settings.most')}>
          <InputNumber min={1} max={1000} precision={0} />
        </Form.Item>
        <Form.Item name="turnaroundDays" label={t('settings.turnaround')}>
          <InputNumber min={1} max={365} precision={0} />
        </Form.Item>
      </Flex>
      <Form.Item name="groupApproval" valuePropName="checked">
        <Checkbox>{t('settings.groupApproval')}</Checkbox>
      </Form.Item>
      <Prices />
      <Questions />
      <Form.Item name="advice" label={t('settings.advice')}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
      <ProblemAlert problem={problem} />
      <Button type="primary" htmlType="submit" loading={busy} style={{ marginBottom: 16 }}>
        {t('settings.save')}
      </Button>
    </Form>
  )
}
