import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Alert, App, Button, Card, Descriptions, Form, Input, Popconfirm, Radio, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Locale, locales } from '#kernel/locale.ts'
import { identityContract, type SessionView } from '#modules/identity/contract.ts'
import { organizationsContract } from '#modules/organizations/contract.ts'
import { collectedAccountParts } from '../../app/collected.ts'
import { call } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { sessionQuery, useSession } from '../../lib/session.ts'
import { showInFields } from '../../ui/field-problems.ts'
import { PageFrame } from '../../ui/page-frame.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'

function useLeave() {
  const client = useQueryClient()
  const navigate = useNavigate()
  return async () => {
    client.clear()
    await navigate({ to: '/sign-in' })
  }
}

function WhoIAm({ session }: { readonly session: SessionView }) {
  const { t } = useTranslation('identity')
  const format = useFormat()
  const mine = useQuery({
    queryKey: ['my-unit'],
    queryFn: ({ signal }) => call(organizationsContract.myUnit, { signal }),
  })
  const { unit, claim } = mine.data ?? {}
  return (
    <Card title={t('whoIAm')} className="stacked">
      {claim !== undefined && (
        <Alert
          type="info"
          showIcon
          className="problem"
          title={t('claimWaits', { unit: claim.unitName, since: format.dateTime(claim.claimedAt) })}
        />
      )}
      <Descriptions column={1} size="small">
        <Descriptions.Item label={t('displayName')}>{session.displayName}</Descriptions.Item>
        <Descriptions.Item label={t('login')}>{session.login}</Descriptions.Item>
        <Descriptions.Item label={t('unit')}>
          {unit === undefined ? t('naturalPerson') : format.either(unit.name, unit.nameEn)}
        </Descriptions.Item>
        <Descriptions.Item label={t('roles')}>
          {session.grants.length === 0
            ? t('noRoles')
            : session.grants.map(({ role, scope, scopeId }) => (
                <Tag key={`${role} ${scope} ${scopeId}`}>{t(`role.${role}`)}</Tag>
              ))}
        </Descriptions.Item>
      </Descriptions>
    </Card>
  )
}

interface Contact {
  readonly email?: string
  readonly locale: Locale
}

function ChangeContact({ session }: { readonly session: SessionView }) {
  const { t } = useTranslation('identity')
  const { message } = App.useApp()
  const client = useQueryClient()
  const change = useMutation({
    mutationFn: ({ email, locale }: Contact) =>
      call(identityContract.changeContact, { body: { email: email?.trim() || null, locale } }),
    onSuccess: async () => {
      message.success(t('contact.saved'))
      await client.invalidateQueries({ queryKey: sessionQuery.queryKey })
      await client.invalidateQueries({ queryKey: ['notices', 'choices'] })
    },
  })
  return (
    <Card title={t('contact')} className="stacked">
      <ProblemAlert problem={change.error} />
      <Form<Contact>
        layout="vertical"
        initialValues={{ email: session.email, locale: session.locale }}
        onFinish={(values) => change.mutate(values)}
      >
        <Form.Item
          name="email"
          label={`${t('email')}${t('optional')}`}
          extra={t('contact.help')}
          rules={[{ type: 'email', message: t('email.wrong') }]}
        >
          <Input maxLength={100} autoComplete="email" />
        </Form.Item>
        <Form.Item name="locale" label={t('contact.language')}>
          <Radio.Group
            options={locales.map((locale) => ({ value: locale, label: t(`contact.language.${locale}`) }))}
          />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          {t('contact.save')}
        </Button>
      </Form>
    </Card>
  )
}

interface PasswordChange {
  readonly current: string
  readonly next: string
}
const fieldOf = {
  'identity.wrong_login_or_password': 'current',
  'identity.password_too_short': 'next',
  'identity.password_too_simple': 'next',
  'identity.password_contains_login': 'next',
}

function ChangePassword() {
  const { t } = useTranslation('identity')
  const { message } = App.useApp()
  const [form] = Form.useForm<PasswordChange>()
  const [left, setLeft] = useState<unknown>()
  const leave = useLeave()
  const change = useMutation({
    mutationFn: (body: PasswordChange) => call(identityContract.changePassword, { body }),
    onError: (problem) => setLeft(showInFields(form, problem, fieldOf) ? problem : undefined),
    onSuccess: async () => {
      message.success(t('passwordChanged'))
      await leave()
    },
  })
  const needed = [{ required: true, message: t('needed') }]
  return (
    <Card title={t('changePassword')} className="stacked">
      <ProblemAlert problem={left} />
      <Form form={form} layout="vertical" onFinish={(values) => change.mutate(values)}>
        <Form.Item name="current" label={t('currentPassword')} rules={needed}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item name="next" label={t('nextPassword')} extra={t('password.help')} rules={needed}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          {t('changePassword')}
        </Button>
      </Form>
    </Card>
  )
}

function Everywhere() {
  const { t } = useTranslation('identity')
  const leave = useLeave()
  const out = useMutation({ mutationFn: () => call(identityContract.signOutEverywhere), onSuccess: leave })
  return (
    <Card title={t('devices')}>
      <p className="field-help">{t('devices.hint')}</p>
      <ProblemAlert problem={out.error} />
      <Popconfirm title={t('devices.ask')} onConfirm={() => out.mutate()}>
        <Button danger loading={out.isPending}>
          {t('signOutEverywhere')}
        </Button>
      </Popconfirm>
    </Card>
  )
}

export default function AccountPage() {
  const { t } = useTranslation('identity')
  const session = useSession()
  return (
    <PageFrame title={t('menu.account')} narrow>
      {session !== undefined && <WhoIAm session={session} />}
      {session !== undefined && <ChangeContact session={session} />}
      {collectedAccountParts.map(({ key, component: Part }) => (
        <Part key={key} />
      ))}
      <ChangePassword />
      <Everywhere />
    </PageFrame>
  )
}
