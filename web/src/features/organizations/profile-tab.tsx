import { MinusCircleOutlined, PlusOutlined } from '@ant-design/icons'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Card, Checkbox, Descriptions, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { organizationsContract, type UnitView } from '#modules/organizations/contract.ts'
import { call } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { showInFields } from '../../ui/field-problems.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'

type Profile = Pick<
  UnitView,
  | 'nameEn'
  | 'street'
  | 'postalCode'
  | 'website'
  | 'introduction'
  | 'introductionEn'
  | 'smallCompany'
  | 'contacts'
>

function Registered({ unit }: { readonly unit: UnitView }) {
  const { t } = useTranslation('organizations')
  const { either } = useFormat()
  const department = unit.department && either(unit.department.name, unit.department.nameEn)
  return (
    <Card className="stacked" size="small">
      <Descriptions size="small" column={{ xs: 1, md: 2 }}>
        <Descriptions.Item label={t('name')}>{unit.name}</Descriptions.Item>
        <Descriptions.Item label={t('kind')}>{t(`kind.${unit.kind}`)}</Descriptions.Item>
        <Descriptions.Item label={t('creditCode')}>{unit.creditCode ?? t('none')}</Descriptions.Item>
        <Descriptions.Item label={t('insCode')}>{unit.insCode ?? t('none')}</Descriptions.Item>
        <Descriptions.Item label={t('department')}>{department ?? t('none')}</Descriptions.Item>
        <Descriptions.Item label={t('city')}>
          {unit.cityCode === undefined ? t('none') : t(`city.${unit.cityCode}`)}
        </Descriptions.Item>
      </Descriptions>
      <p className="field-help no-margin">{t('registered.help')}</p>
    </Card>
  )
}

function Contacts() {
  const { t } = useTranslation('organizations')
  const needed = [{ required: true, message: t('needed') }]
  return (
    <Form.List name="contacts">
      {(fields, { add, remove }) => (
        <fieldset className="plain-set">
          <legend>{t('contacts')}</legend>
          {fields.map(({ key, name }) => (
            <div key={key} className="contact-row">
              <Form.Item name={[name, 'duty']} label={t('contact.duty')} rules={needed}>
                <Input maxLength={50} />
              </Form.Item>
              <Form.Item name={[name, 'name']} label={t('contact.name')} rules={needed}>
                <Input maxLength={50} />
              </Form.Item>
              <Form.Item name={[name, 'phone']} label={t('contact.phone')}>
                <Input maxLength={30} />
              </Form.Item>
              <Form.Item
                name={[name, 'email']}
                label={t('contact.email')}
                rules={[{ type: 'email', message: t('email.wrong') }]}
              >
                <Input maxLength={100} />
              </Form.Item>
              <Button
                type="text"
                icon={<MinusCircleOutlined />}
                aria-label={t('contact.remove')}
                onClick={() => remove(name)}
              />
            </div>
          ))}
          <Button
            icon={<PlusOutlined />}
            onClick={() => add({ duty: '', name: '', phone: '', email: '' })}
            disabled={fields.length >= 20}
          >
            {t('contact.add')}
          </Button>
        </fieldset>
      )}
    </Form.List>
  )
}

function Fields() {
  const { t } = useTranslation('organizations')
  return (
    <>
      <Form.Item name="nameEn" label={t('nameEn')}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="introduction" label={t('introduction')}>
        <Input.TextArea autoSize={{ minRows: 3 }} maxLength={5000} showCount />
      </Form.Item>
      <Form.Item name="introductionEn" label={t('introductionEn')}>
        <Input.TextArea autoSize={{ minRows: 3 }} maxLength={8000} showCount />
      </Form.Item>
      <Form.Item name="street" label={t('street')}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item
        name="postalCode"
        label={t('postalCode')}
        rules={[{ pattern: /^\d{6}$/, message: t('postalCode.wrong') }]}
      >
        <Input maxLength={6} inputMode="numeric" />
      </Form.Item>
      <Form.Item name="website" label={t('website')} rules={[{ type: 'url', message: t('website.wrong') }]}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="smallCompany" valuePropName="checked">
        <Checkbox>{t('smallCompany')}</Checkbox>
      </Form.Item>
      <Contacts />
    </>
  )
}

/** What a unit says about itself; read-only for those who do not manage it. */
export function ProfileTab({ unit }: { readonly unit: UnitView }) {
  const { t } = useTranslation('organizations')
  const { message } = App.useApp()
  const client = useQueryClient()
  const [form] = Form.useForm<Profile>()
  const [left, setLeft] = useState<unknown>()
  const save = useMutation({
    mutationFn: (profile: Profile) =>
      call(organizationsContract.editUnit, {
        params: { unitId: unit.id },
        body: { ...profile, countyCode: unit.countyCode },
      }),
    onError: (problem) => setLeft(showInFields(form, problem) ? problem : undefined),
    onSuccess: async () => {
      setLeft(undefined)
      message.success(t('saved'))
      await client.invalidateQueries({ queryKey: ['unit', unit.id] })
    },
  })
  return (
    <div className="page-narrow">
      <Registered unit={unit} />
      <ProblemAlert problem={left} />
      <Form
        form={form}
        layout="vertical"
        initialValues={unit}
        disabled={!unit.may.manage}
        onFinish={(profile) => save.mutate(profile)}
      >
        <Fields />
        {unit.may.manage && (
          <Button type="primary" htmlType="submit" loading={save.isPending} className="form-submit">
            {t('save')}
          </Button>
        )}
      </Form>
    </div>
  )
}
