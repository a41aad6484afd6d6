import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Popconfirm, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { type AccountView, identityContract } from '#modules/identity/contract.ts'
import { useFilters } from '../../lib/address.ts'
import { call } from '../../lib/client.ts'
import { useSession } from '../../lib/session.ts'
import { FittingTable } from '../../ui/fitting-table.tsx'
import { PageFrame } from '../../ui/page-frame.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { EmptyState } from '../../ui/states.tsx'

type Account = z.infer<typeof AccountView>

function StatusButton({ account }: { readonly account: Account }) {
  const { t } = useTranslation('identity')
  const client = useQueryClient()
  const me = useSession()?.accountId
  const next = account.status === 'active' ? 'locked' : 'active'
  const change = useMutation({
    mutationFn: () =>
      call(identityContract.changeAccountStatus, {
        params: { accountId: account.accountId },
        body: { status: next },
      }),
    onSettled: () => client.invalidateQueries({ queryKey: ['accounts'] }),
  })
  return (
    <Popconfirm
      title={t(`account.ask.${next}`, { name: account.displayName })}
      onConfirm={() => change.mutate()}
    >
      <Button size="small" disabled={account.accountId === me} loading={change.isPending}>
        {t(`account.make.${next}`)}
      </Button>
    </Popconfirm>
  )
}

export default function AccountsPage() {
  const { t } = useTranslation('identity')
  const [{ q = '' }, setFilters] = useFilters<{ q: string }>()
  const accounts = useQuery({
    queryKey: ['accounts', q],
    enabled: q !== '',
    queryFn: ({ signal }) => call(identityContract.accounts, { query: { q }, signal }),
  })
  return (
    <PageFrame title={t('menu.accounts')} hint={t('accounts.hint')}>
      <Input.Search
        className="list-search"
        defaultValue={q}
        placeholder={t('accounts.search')}
        aria-label={t('accounts.search')}
        allowClear
        onSearch={(value) => setFilters({ q: value.trim() })}
      />
      <ProblemAlert problem={accounts.error} />
      <FittingTable<Account>
        rowKey="accountId"
        size="small"
        loading={accounts.isFetching}
        dataSource={accounts.data ?? []}
        pagination={false}
        locale={{ emptyText: <EmptyState why={q === '' ? t('accounts.first') : t('accounts.none')} /> }}
        columns={[
          { title: t('displayName'), dataIndex: 'displayName' },
          { title: t('login'), dataIndex: 'login' },
          { title: t('status'), dataIndex: 'status', render: (status: string) => t(`status.${status}`) },
          {
            title: t('roles'),
            dataIndex: 'grants',
            render: (grants: Account['grants']) =>
              grants.map(({ role, scope, scopeId }) => (
                <Tag key={`${role} ${scope} ${scopeId}`}>{t(`role.${role}`)}</Tag>
              )),
          },
          {
            title: t('account.act'),
            key: 'act',
            card: 'whole',
            render: (_, account) => <StatusButton account={account} />,
          },
        ]}
      />
    </PageFrame>
  )
}
