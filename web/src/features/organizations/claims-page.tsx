import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Popconfirm, Space } from 'antd'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { type ClaimView, organizationsContract } from '#modules/organizations/contract.ts'
import { call } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { FittingTable } from '../../ui/fitting-table.tsx'
import { PageFrame } from '../../ui/page-frame.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { claimsQuery } from './organization-queries.ts'

type Claim = z.infer<typeof ClaimView>

export default function ClaimsPage() {
  const { t } = useTranslation('organizations')
  const format = useFormat()
  const { message } = App.useApp()
  const client = useQueryClient()
  const claims = useQuery(claimsQuery)
  const decide = useMutation({
    mutationFn: ({ claim, accept }: { claim: Claim; accept: boolean }) =>
      call(organizationsContract.decideClaim, {
        params: { accountId: claim.accountId },
        body: { accept },
      }),
    onSuccess: (_, { claim, accept }) =>
      message.success(t(accept ? 'claims.accepted' : 'claims.declined', { name: claim.displayName })),
    onSettled: () => client.invalidateQueries({ queryKey: ['membership-claims'] }),
  })
  return (
    <PageFrame title={t('menu.claims')} hint={t('claims.hint')}>
      <ProblemAlert problem={decide.error} />
      <Loaded query={claims}>
        {(rows) => (
          <FittingTable<Claim>
            rowKey="accountId"
            size="small"
            dataSource={rows}
            pagination={false}
            locale={{ emptyText: <EmptyState why={t('claims.none')} /> }}
            columns={[
              { title: t('member.name'), dataIndex: 'displayName' },
              { title: t('member.login'), dataIndex: 'login' },
              { title: t('unit'), dataIndex: 'unitName' },
              { title: t('claims.since'), dataIndex: 'claimedAt', render: format.dateTime },
              {
                title: '',
                key: 'act',
                render: (_, claim) => (
                  <Space>
                    <Button
                      size="small"
                      type="primary"
                      onClick={() => decide.mutate({ claim, accept: true })}
                    >
                      {t('claims.accept')}
                    </Button>
                    <Popconfirm
                      title={t('claims.ask', { name: claim.displayName })}
                      onConfirm={() => decide.mutate({ claim, accept: false })}
                    >
                      <Button size="small">{t('claims.decline')}</Button>
                    </Popconfirm>
                  </Space>
                ),
              },
            ]}
          />
        )}
      </Loaded>
    </PageFrame>
  )
}
