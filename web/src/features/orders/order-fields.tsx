import { CopyOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import {
  AutoComplete,
  Button,
  Card,
  DatePicker,
  Flex,
  Form,
  type FormInstance,
  Input,
  InputNumber,
  Select,
} from 'antd'
import { useQuery } from '@tanstack/react-query'
import type { Dayjs } from 'dayjs'
import { useTranslation } from 'react-i18next'
import type { OrderFormView } from '#modules/orders/contract.ts'
import { profilesContract } from '#modules/profiles/contract.ts'
import { call } from '../../lib/client.ts'

export interface SampleValues {
  name: string
  amount: number | null
  amountUnit: string
  matrix: string
  storage: string
  hazards: string[]
  afterwards: 'return' | 'keep' | 'destroy'
}
export interface OrderValues {
  groupId: number | undefined
  norm: string
  wanted: string
  wishedOn: Dayjs | null
  project: string
  contactName: string
  contactPhone: string
  notes: string
  answers: Record<string, string | undefined>
  samples: SampleValues[]
}

export const emptySample: SampleValues = {
  ...{ name: '', amount: null, amountUnit: '', matrix: '', storage: '', hazards: [] },
  afterwards: 'return',
}

interface Props {
  readonly offer: OrderFormView
  readonly form: FormInstance<OrderValues>
}

function SampleFields({ name, offer }: { readonly name: number; readonly offer: OrderFormView }) {
  const { t } = useTranslation('orders')
  const wishes = ['return', 'keep', 'destroy'] as const
  return (
    <div className="order-fields">
      <Form.Item name={[name, 'name']} label={t('sample.name')}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name={[name, 'amount']} label={t('sample.amount')}>
        <InputNumber min={0} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name={[name, 'amountUnit']} label={t('sample.unit')}>
        <AutoComplete
          options={['g', 'mg', 'mL', 'μL', 'cm²', t('sample.pieces')].map((value) => ({ value }))}
        />
      </Form.Item>
      <Form.Item name={[name, 'matrix']} label={t('sample.matrix')}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name={[name, 'storage']} label={t('sample.storage')}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name={[name, 'hazards']} label={t('sample.hazards')}>
        <Select
          mode="multiple"
          options={offer.hazards.map((one) => ({ value: one.code, label: one.name }))}
          showSearch={{ optionFilterProp: 'label' }}
        />
      </Form.Item>
      <Form.Item name={[name, 'afterwards']} label={t('sample.afterwards')}>
        <Select options={wishes.map((value) => ({ value, label: t(`afterwards.${value}`) }))} />
      </Form.Item>
    </div>
  )
}

function Samples({ offer, form }: Props) {
  const { t } = useTranslation('orders')
  return (
    <Form.List name="samples">
      {(fields, { add, remove }) => (
        <>
          {fields.map(({ key, name }) => (
            <Card
              key={key}
              size="small"
              className="order-sample"
              title={t('sample.title', { position: name + 1 })}
              extra={
                <Flex gap={4}>
                  <Button
                    type="text"
                    icon={<CopyOutlined />}
                    aria-label={t('sample.copy', { position: name + 1 })}
                    title={t('sample.copy', { position: name + 1 })}
                    onClick={() => add({ ...form.getFieldValue(['samples', name]), name: '' }, name + 1)}
                  />
                  <Button
                    type="text"
                    icon={<DeleteOutlined />}
                    aria-label={t('sample.remove', { position: name + 1 })}
                    title={t('sample.remove', { position: name + 1 })}
                    onClick={() => remove(name)}
                  />
                </Flex>
              }
            >
              <SampleFields name={name} offer={offer} />
            </Card>
          ))}
          <Button
            icon={<PlusOutlined />}
            disabled={fields.length >= offer.mostSamples}
            onClick={() => add({ ...emptySample })}
            style={{ marginBottom: 24 }}
          >
            {t('sample.add')}
          </Button>
        </>
      )}
    </Form.List>
  )
}

/** The norms the unit tests by, offered where the user names one. */
function useNorms(unitId: number) {
  const profile = useQuery({
    queryKey: ['profile', unitId],
    queryFn: ({ signal }) => call(profilesContract.profile, { params: { unitId }, signal }),
  })
  return (profile.data?.norms ?? []).map(({ number, title }) => ({ value: `${number} ${title}`.trim() }))
}

/** Everything a user says about what they send and want. */
export function OrderFields({ offer, form }: Props) {
  const { t } = useTranslation('orders')
  const norms = useNorms(offer.unitId)
  return (
    <>
      <h2>{t('part.asked')}</h2>
      <Form.Item name="wanted" label={t('field.wanted')} extra={t('form.wantedHint')}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
      <div className="order-fields">
        <Form.Item name="norm" label={t('field.norm')}>
          <AutoComplete options={norms} showSearch={{ filterOption: true }} />
        </Form.Item>
        <Form.Item name="wishedOn" label={t('field.wished')}>
          <DatePicker style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="project" label={t('field.project')}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="contactName" label={t('field.contactName')}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="contactPhone" label={t('field.contactPhone')}>
          <Input maxLength={50} type="tel" />
        </Form.Item>
        {(offer.groupNeeded || offer.groups.length > 0) && (
          <Form.Item
            name="groupId"
            label={t('field.group')}
            {...(offer.groupNeeded ? { extra: t('form.groupHint') } : {})}
          >
            <Select allowClear options={offer.groups.map(({ id, name }) => ({ value: id, label: name }))} />
          </Form.Item>
        )}
      </div>
      {offer.questions.map((question) => (
        <Form.Item key={question.id} name={['answers', question.id]} label={question.text}>
          <Input.TextArea autoSize maxLength={1000} />
        </Form.Item>
      ))}
      <Form.Item name="notes" label={t('field.notes')}>
        <Input.TextArea autoSize={{ minRows: 2 }} maxLength={2000} />
      </Form.Item>
      <h2>{t('form.samples')}</h2>
      <Samples offer={offer} form={form} />
    </>
  )
}
