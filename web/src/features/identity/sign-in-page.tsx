import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Card, Form, Input, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import { identityContract } from '#modules/identity/contract.ts'
import { useFilters } from '../../lib/address.ts'
import { call } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { sessionQuery } from '../../lib/session.ts'
import { OpenFrame } from '../../ui/open-frame.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'

interface Credentials {
  readonly login: string
  readonly password: string
}

/** Only an address of this workbench; anything else leads to the first page. */
const safeReturn = (wish: string | undefined) =>
  wish?.startsWith('/') === true && !wish.startsWith('//') && !wish.startsWith('/sign-in')
    ? wish.replace(/^\/app(?=\/|$)/, '') || '/'
    : '/'

function useSignIn() {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [{ return: wish }] = useFilters<{ return: string }>()
  return useMutation({
    mutationFn: (body: Credentials) => call(identityContract.signIn, { body }),
    onSuccess: async (session) => {
      client.clear()
      client.setQueryData(sessionQuery.queryKey, session)
      await navigate({ href: safeReturn(wish), replace: true })
    },
  })
}

function DemonstrationAccounts({
  onTry,
  busy,
}: {
  readonly onTry: (who: Credentials) => void
  readonly busy: boolean
}) {
  const { t } = useTranslation('identity')
  const { either } = useFormat()
  const { data } = useQuery({
    queryKey: ['demonstration'],
    queryFn: ({ signal }) => call(identityContract.demonstration, { signal }),
  })
  if (data === undefined || data.accounts.length === 0) return null
  return (
    <Card className="open-aside" title={t('demo.title')} size="small">
      <p className="field-help">{t('demo.hint', { password: data.password })}</p>
      <ul className="demo-list">
        {data.accounts.map((account) => (
          <li key={account.login}>
            <div>
              <strong>{either(account.role.zh, account.role.en)}</strong>{' '}
              <Typography.Text type="secondary">
                {[account.displayName, account.unitName].filter((part) => part !== '').join(' · ')}{' '}
                <code>{account.login}</code>
              </Typography.Text>
              <div>{either(account.whatToTry.zh, account.whatToTry.en)}</div>
            </div>
            <Button
              size="small"
              disabled={busy}
              onClick={() => onTry({ login: account.login, password: data.password })}
              aria-label={t('demo.enterAs', { who: either(account.role.zh, account.role.en) })}
            >
              {t('demo.enter')}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  )
}

export default function SignInPage() {
  const { t } = useTranslation('identity')
  const signIn = useSignIn()
  const needed = [{ required: true, message: t('needed') }]
  return (
    <OpenFrame
      title={t('signIn')}
      aside={<DemonstrationAccounts busy={signIn.isPending} onTry={(who) => signIn.mutate(who)} />}
    >
      <ProblemAlert problem={signIn.error} />
      <Form<Credentials> layout="vertical" onFinish={(values) => signIn.mutate(values)}>
        <Form.Item name="login" label={t('login')} rules={needed}>
          <Input autoComplete="username" autoFocus />
        </Form.Item>
        <Form.Item name="password" label={t('password')} rules={needed}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={signIn.isPending}>
          {t('signIn')}
        </Button>
      </Form>
      <p className="open-foot">
        {t('noAccount')} <Link to="/register">{t('register')}</Link>
      </p>
    </OpenFrame>
  )
}
