import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isCreditCode } from '#kernel/credit-code.ts'
import { unitKinds, type UnitView } from '#modules/organizations/contract.ts'
import { useFormat } from '../../lib/format.ts'
import { showInFields } from '../../ui/field-problems.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { cityCodes } from './cities.ts'
import { departmentsQuery } from './organization-queries.ts'

export type Registration = Pick<
  UnitView,
  'name' | 'nameEn' | 'kind' | 'creditCode' | 'insCode' | 'managing' | 'departmentId' | 'cityCode'
>

const fieldOf = {
  'organizations.credit_code_wrong': 'creditCode',
  'organizations.credit_code_missing': 'creditCode',
  'organizations.ins_code_wrong': 'insCode',
  'organizations.city_missing': 'cityCode',
  'organizations.department_unknown': 'departmentId',
}

const blankless = (values: Registration): Registration => ({
  ...values,
  creditCode: values.creditCode?.trim() === '' ? undefined : values.creditCode,
  insCode: values.insCode?.trim() === '' ? undefined : values.insCode,
})

function Codes() {
  const { t } = useTranslation('organizations')
  const managing = Form.useWatch<boolean | undefined>('managing') ?? true
  return (
    <>
      <Form.Item
        name="creditCode"
        label={managing ? t('creditCode') : `${t('creditCode')} (${t('optional')})`}
        rules={[
          { required: managing, message: t('needed') },
          {
            validator: (_, value: string | undefined) =>
              value === undefined || value === '' || isCreditCode(value.trim().toUpperCase())
                ? Promise.resolve()
                : Promise.reject(new Error(t('creditCode.wrong'))),
          },
        ]}
      >
        <Input maxLength={18} />
      </Form.Item>
      <Form.Item
        name="insCode"
        label={`${t('insCode')} (${t('optional')})`}
        extra={t('insCode.help')}
        rules={[{ pattern: /^([0-9a-f]{32}|gdins\d{5})$/i, message: t('insCode.wrong') }]}
      >
        <Input maxLength={32} />
      </Form.Item>
    </>
  )
}

function Places() {
  const { t } = useTranslation('organizations')
  const { either } = useFormat()
  const departments = useQuery(departmentsQuery)
  const search = { showSearch: { optionFilterProp: 'label' }, allowClear: true }
  return (
    <>
      <Form.Item name="departmentId" label={`${t('department')} (${t('optional')})`}>
        <Select
          {...search}
          options={(departments.data ?? []).map(({ id, name, nameEn }) => ({
            value: id,
            label: either(name, nameEn),
          }))}
        />
      </Form.Item>
      <Form.Item name="cityCode" label={t('city')}>
        <Select {...search} options={cityCodes.map((code) => ({ value: code, label: t(`city.${code}`) }))} />
      </Form.Item>
    </>
  )
}

/** What an operator keeps about a legal person. */
export function RegistrationForm({
  unit,
  onSubmit,
  busy,
}: {
  readonly unit: Registration | undefined
  /** Rejects with the problem to show. */
  readonly onSubmit: (values: Registration) => Promise<void>
  readonly busy: boolean
}) {
  const { t } = useTranslation('organizations')
  const [form] = Form.useForm<Registration>()
  const [left, setLeft] = useState<unknown>()
  const submit = async (values: Registration) => {
    setLeft(undefined)
    try {
      await onSubmit(blankless(values))
    } catch (problem) {
      setLeft(showInFields(form, problem, fieldOf) ? problem : undefined)
    }
  }
  return (
    <>
      <ProblemAlert problem={left} />
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={unit ?? { name: '', nameEn: '', kind: 'university', managing: true }}
        onFinish={(values) => void submit(values)}
      >
        <Form.Item name="name" label={t('name')} rules={[{ required: true, min: 2, message: t('needed') }]}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="nameEn" label={`${t('nameEn')} (${t('optional')})`}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="kind" label={t('kind')}>
          <Select options={unitKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))} />
        </Form.Item>
        <Form.Item name="managing" valuePropName="checked" extra={t('managing.help')}>
          <Checkbox>{t('managing')}</Checkbox>
        </Form.Item>
        <Codes />
        <Places />
        <Button type="primary" htmlType="submit" loading={busy}>
          {t('save')}
        </Button>
      </Form>
    </>
  )
}
