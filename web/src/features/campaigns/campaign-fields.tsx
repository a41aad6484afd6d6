import { useQuery } from '@tanstack/react-query'
import { DatePicker, Form, Input, InputNumber, Radio, Select } from 'antd'
import type { Dayjs } from 'dayjs'
import { useTranslation } from 'react-i18next'
import { organizationsContract } from '#modules/organizations/contract.ts'
import type { CampaignView } from '#modules/reporting/contract.ts'
import { registryContract } from '#modules/registry/contract.ts'
import { call } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { choicesQuery } from './campaign-queries.ts'

export interface CampaignFormValues {
  name: string
  ruleSet: string
  kinds: CampaignView['kinds']
  bookedFrom: Dayjs | null
  bookedUntil: Dayjs | null
  called: 'all' | 'departments' | 'cities' | 'units'
  departments: string[]
  cities: string[]
  units: string[]
  reportBy: Dayjs | null
  forwardBy: Dayjs | null
  guidance: string
  promptBeforeDays: string[]
  promptEveryDays: number
}

const kinds = [4, 1, 2, 5, 7] as const
const callings = ['all', 'departments', 'cities', 'units'] as const

/** What may be chosen for each way of calling; asked for when it is needed. */
function useWhom(called: CampaignFormValues['called'] | undefined) {
  const format = useFormat()
  const departments = useQuery({
    queryKey: ['departments'],
    enabled: called === 'departments',
    queryFn: ({ signal }) => call(organizationsContract.departments, { signal }),
  })
  const cities = useQuery({
    queryKey: ['code-table', 'areas', 'cities'],
    enabled: called === 'cities',
    queryFn: ({ signal }) =>
      call(registryContract.codeTable, { params: { name: 'areas' }, query: { limit: 2000 }, signal }),
  })
  const units = useQuery({
    queryKey: ['units', 'managing', 'all'],
    enabled: called === 'units',
    queryFn: async ({ signal }) => {
      const all: { id: number; name: string; nameEn: string }[] = []
      for (let page = 1; ; page++) {
        const found = await call(organizationsContract.units, { query: { managing: 'true', page }, signal })
        all.push(...found.items)
        if (found.items.length === 0 || all.length >= found.total) return all
      }
    },
  })
  return {
    departments: departments.data?.map(({ id, name, nameEn }) => ({
      value: String(id),
      label: format.either(name, nameEn),
    })),
    cities: cities.data?.entries
      .filter(({ code }) => code.endsWith('00') && !code.endsWith('0000'))
      .map(({ code, name, nameEn }) => ({ value: code, label: format.either(name, nameEn) })),
    units: units.data?.map(({ id, name, nameEn }) => ({
      value: String(id),
      label: format.either(name, nameEn),
    })),
  }
}

function Whom() {
  const { t } = useTranslation('campaigns')
  const called = Form.useWatch<CampaignFormValues['called'] | undefined>('called')
  const options = useWhom(called)
  return (
    <>
      <Form.Item name="called" label={t('field.called')}>
        <Radio.Group options={callings.map((value) => ({ value, label: t(`called.${value}`) }))} />
      </Form.Item>
      {called !== undefined && called !== 'all' && (
        <Form.Item
          name={called}
          label={t(`called.${called}`)}
          rules={[{ required: true, message: t('needed') }]}
        >
          <Select
            mode="multiple"
            options={options[called] ?? []}
            showSearch={{ optionFilterProp: 'label' }}
          />
        </Form.Item>
      )}
    </>
  )
}

function Rules({ open }: { readonly open: boolean }) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const ruleSets = useQuery(choicesQuery).data?.ruleSets ?? []
  const chosen = Form.useWatch<string | undefined>('ruleSet')
  const rules = ruleSets.find(({ version }) => version === chosen)
  return (
    <Form.Item
      name="ruleSet"
      label={t('field.ruleSet')}
      extra={
        open
          ? t('fixed')
          : rules &&
            t('rules.help', {
              wan: rules.thresholdWan,
              yuan: format.number(rules.thresholdWan * 10_000),
              funds: rules.publicFunds.map((source) => t(`fund.${source}`, source)).join(t('comma')),
              source: rules.source,
            })
      }
      rules={[{ required: true, message: t('needed') }]}
    >
      <Select
        disabled={open}
        options={ruleSets.map(({ version, title }) => ({
          value: version,
          label: t('rules.line', { title: format.either(title.zh, title.en), version }),
        }))}
      />
    </Form.Item>
  )
}

/** Everything an operator decides about a campaign; its rules are fixed once it is open. */
export function CampaignFields({ open }: { readonly open: boolean }) {
  const { t } = useTranslation('campaigns')
  const needed = [{ required: true, message: t('needed') }]
  return (
    <>
      <Form.Item name="name" label={t('field.name')} rules={needed}>
        <Input maxLength={100} placeholder={t('form.namePlaceholder')} />
      </Form.Item>
      <Rules open={open} />
      <Form.Item name="kinds" label={t('field.kinds')} extra={t('kinds.help')} rules={needed}>
        <Select
          mode="multiple"
          disabled={open}
          options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        />
      </Form.Item>
      <div className="campaign-dates">
        <Form.Item name="bookedFrom" label={`${t('field.bookedFrom')}${t('optional')}`}>
          <DatePicker style={{ width: '100%' }} disabled={open} />
        </Form.Item>
        <Form.Item name="bookedUntil" label={`${t('field.bookedUntil')}${t('optional')}`}>
          <DatePicker style={{ width: '100%' }} disabled={open} />
        </Form.Item>
      </div>
      <Whom />
      <div className="campaign-dates">
        <Form.Item name="reportBy" label={t('field.reportBy')} rules={needed}>
          <DatePicker style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="forwardBy" label={`${t('field.forwardBy')}${t('optional')}`}>
          <DatePicker style={{ width: '100%' }} />
        </Form.Item>
      </div>
      <div className="campaign-dates">
        <Form.Item name="promptBeforeDays" label={t('field.promptBefore')}>
          <Select
            mode="tags"
            options={['30', '14', '7', '3', '1', '0'].map((value) => ({ value, label: value }))}
          />
        </Form.Item>
        <Form.Item name="promptEveryDays" label={t('field.promptEvery')} rules={needed}>
          <InputNumber min={1} max={90} style={{ width: '100%' }} />
        </Form.Item>
      </div>
      <Form.Item name="guidance" label={`${t('field.guidance')}${t('optional')}`} extra={t('guidance.help')}>
        <Input.TextArea rows={6} maxLength={10_000} showCount />
      </Form.Item>
    </>
  )
}
