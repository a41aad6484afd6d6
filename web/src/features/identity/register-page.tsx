import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Checkbox, Form, Input, Radio, Result } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isCreditCode } from '#kernel/credit-code.ts'
import { identityContract } from '#modules/identity/contract.ts'
import { organizationsContract } from '#modules/organizations/contract.ts'
import { call } from '../../lib/client.ts'
import { currentLocale } from '../../lib/i18n.ts'
import { showInFields } from '../../ui/field-problems.ts'
import { OpenFrame } from '../../ui/open-frame.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'

interface Wish {
  readonly belongs: 'unit' | 'person'
  readonly creditCode?: string
  readonly unitName?: string
  readonly displayName: string
  readonly email?: string
  readonly phone?: string
  readonly login: string
  readonly password: string
  readonly agreed: boolean
}

const fieldOf = {
  'identity.login_taken': 'login',
  'identity.credit_code_wrong': 'creditCode',
  'identity.password_too_short': 'password',
  'identity.password_too_simple': 'password',
  'identity.password_contains_login': 'password',
}
const present = (text: string | undefined) =>
  text === undefined || text.trim() === '' ? undefined : text.trim()

const bodyOf = (wish: Wish) => ({
  login: wish.login,
  password: wish.password,
  displayName: wish.displayName,
  email: present(wish.email),
  phone: present(wish.phone),
  ...(wish.belongs === 'unit'
    ? { creditCode: present(wish.creditCode), unitName: present(wish.unitName) }
    : {}),
  locale: currentLocale(),
  agreed: true as const,
})

/** The code of the legal person, and its name: known to the site, or asked for. */
function UnitFields() {
  const { t } = useTranslation('identity')
  const code = (Form.useWatch<string | undefined>('creditCode') ?? '').trim().toUpperCase()
  const known = useQuery({
    queryKey: ['unit-known', code],
    enabled: isCreditCode(code),
    queryFn: ({ signal }) => call(organizationsContract.unitKnown, { params: { creditCode: code }, signal }),
  })
  return (
    <>
      <Form.Item
        name="creditCode"
        label={t('creditCode')}
        extra={known.data?.known === true ? t('unitKnown', { name: known.data.name }) : t('creditCode.help')}
        rules={[
          { required: true, message: t('needed') },
          {
            validator: (_, value: string | undefined) =>
              value === undefined || value === '' || isCreditCode(value.trim().toUpperCase())
                ? Promise.resolve()
                : Promise.reject(new Error(t('creditCode.wrong'))),
          },
        ]}
      >
        <Input maxLength={18} autoComplete="off" />
      </Form.Item>
      {known.data?.known !== true && (
        <Form.Item
          name="unitName"
          label={t('unitName')}
          rules={[{ required: true, min: 2, message: t('needed') }]}
        >
          <Input maxLength={100} autoComplete="organization" />
        </Form.Item>
      )}
    </>
  )
}

function PersonFields() {
  const { t } = useTranslation('identity')
  return (
    <>
      <Form.Item
        name="displayName"
        label={t('displayName')}
        rules={[{ required: true, message: t('needed') }]}
      >
        <Input maxLength={50} autoComplete="name" />
      </Form.Item>
      <Form.Item
        name="email"
        label={`${t('email')}${t('optional')}`}
        rules={[{ type: 'email', message: t('email.wrong') }]}
      >
        <Input maxLength={100} autoComplete="email" />
      </Form.Item>
      <Form.Item name="phone" label={`${t('phone')}${t('optional')}`}>
        <Input maxLength={30} autoComplete="tel" />
      </Form.Item>
      <Form.Item
        name="login"
        label={t('login')}
        extra={t('login.help')}
        rules={[{ required: true, pattern: /^\s*[A-Za-z0-9._@-]{3,64}\s*$/, message: t('login.wrong') }]}
      >
        <Input autoComplete="username" />
      </Form.Item>
      <Form.Item
        name="password"
        label={t('password')}
        extra={t('password.help')}
        rules={[{ required: true, message: t('needed') }]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="agreed"
        valuePropName="checked"
        rules={[
          {
            validator: (_, value) =>
              value === true ? Promise.resolve() : Promise.reject(new Error(t('agree.needed'))),
          },
        ]}
      >
        <Checkbox>{t('agree')}</Checkbox>
      </Form.Item>
    </>
  )
}

export default function RegisterPage() {
  const { t } = useTranslation('identity')
  const [form] = Form.useForm<Wish>()
  const [left, setLeft] = useState<unknown>()
  const belongs = Form.useWatch<Wish['belongs'] | undefined>('belongs', form) ?? 'unit'
  const register = useMutation({
    mutationFn: (wish: Wish) => call(identityContract.register, { body: bodyOf(wish) }),
    onError: (problem) => setLeft(showInFields(form, problem, fieldOf) ? problem : undefined),
  })
  if (register.isSuccess)
    return (
      <OpenFrame title={t('register')}>
        <Result
          status="success"
          title={t('registered')}
          subTitle={belongs === 'unit' ? t('registered.unit') : t('registered.person')}
          extra={
            <Link to="/sign-in">
              <Button type="primary">{t('signIn')}</Button>
            </Link>
          }
        />
      </OpenFrame>
    )
  return (
    <OpenFrame title={t('register')}>
      <ProblemAlert problem={left} except={(path) => path !== undefined && path !== ''} />
      <Form
        form={form}
        layout="vertical"
        scrollToFirstError
        initialValues={{ belongs: 'unit' }}
        onFinish={(wish) => {
          setLeft(undefined)
          register.mutate(wish)
        }}
      >
        <Form.Item name="belongs" label={t('belongs')} extra={t(`belongs.${belongs}.help`)}>
          <Radio.Group
            options={[
              { value: 'unit', label: t('belongs.unit') },
              { value: 'person', label: t('belongs.person') },
            ]}
          />
        </Form.Item>
        {belongs === 'unit' && <UnitFields />}
        <PersonFields />
        <Button type="primary" htmlType="submit" block loading={register.isPending}>
          {t('register')}
        </Button>
      </Form>
      <p className="open-foot">
        {t('haveAccount')} <Link to="/sign-in">{t('signIn')}</Link>
      </p>
    </OpenFrame>
  )
}
