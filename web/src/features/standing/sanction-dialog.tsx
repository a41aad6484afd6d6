import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Form, Input, InputNumber, Modal, Radio, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { bookingContract } from '#modules/booking/contract.ts'
import { standingContract } from '#modules/standing/contract.ts'
import { call } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { useAbility, useSession } from '../../lib/session.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { useStandingAct } from './standing-queries.ts'

interface Fields {
  readonly who: string
  readonly scope: 'instrument' | 'unit'
  readonly instrumentId?: number
  readonly days: number
  readonly reason: string
}

/** Chooses among the instruments one runs. */
function InstrumentField() {
  const { t } = useTranslation('standing')
  const { either } = useFormat()
  const [search, setSearch] = useState('')
  const query = useQuery({
    queryKey: ['standing', 'instruments', search],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      call(bookingContract.managedInstruments, { query: { search, limit: 30 }, signal }),
  })
  return (
    <Form.Item
      name="instrumentId"
      label={t('give.instrument')}
      rules={[{ required: true, message: t('needed') }]}
    >
      <Select<number>
        showSearch={{ filterOption: false, onSearch: setSearch }}
        loading={query.isFetching}
        options={(query.data?.items ?? []).map((one) => ({
          value: one.instrumentId,
          label: either(one.name, one.nameEn),
        }))}
      />
    </Form.Item>
  )
}

/** Keeps somebody from an instrument, or for administrators from all instruments of the unit. */
export function SanctionDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('standing')
  const [form] = Form.useForm<Fields>()
  const judges = useAbility('standing.judge')
  const session = useSession()
  const scope = Form.useWatch('scope', form) as Fields['scope'] | undefined
  const unitId = Number(
    session?.grants.find((grant) => grant.role === 'unit_administrator' && grant.scope === 'unit')?.scopeId ??
      0,
  )
  const give = useStandingAct(
    ({ scope: where, instrumentId, ...fields }: Fields) =>
      call(standingContract.sanction, {
        body: { ...fields, ...(where === 'unit' ? { unitId } : { instrumentId }) },
      }),
    onClose,
  )
  const needed = [{ required: true, message: t('needed') }]
  return (
    <Modal
      open
      title={t('give.title')}
      okText={t('give.act')}
      okButtonProps={{ danger: true, loading: give.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <ProblemAlert problem={give.error} />
      <Form
        form={form}
        layout="vertical"
        initialValues={{ scope: 'instrument', days: 30 }}
        onFinish={(fields: Fields) => give.mutate(fields)}
      >
        <Form.Item name="who" label={t('give.who')} rules={needed}>
          <Input maxLength={100} />
        </Form.Item>
        {judges && unitId > 0 && (
          <Form.Item name="scope" label={t('give.from')}>
            <Radio.Group
              options={(['instrument', 'unit'] as const).map((value) => ({
                value,
                label: t(`give.${value}`),
              }))}
            />
          </Form.Item>
        )}
        {scope !== 'unit' && <InstrumentField />}
        <Form.Item name="days" label={t('give.days')} rules={needed}>
          <InputNumber min={1} max={3650} precision={0} />
        </Form.Item>
        <Form.Item name="reason" label={t('give.reason')} extra={t('give.reasonHelp')} rules={needed}>
          <Input.TextArea rows={3} maxLength={500} showCount />
        </Form.Item>
      </Form>
    </Modal>
  )
}
