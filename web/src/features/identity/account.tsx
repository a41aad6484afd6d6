import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Card, Form, Input, Popconfirm, Select, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { identityContract } from '#modules/identity/contract.ts'
import type { AccountPart } from '../../app/feature-route.ts'
import { call, type Replied } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { FittingTable } from '../../ui/fitting-table.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'

type Key = Replied<typeof identityContract.apiKeys>['items'][number]
interface Wish {
  readonly name: string
  readonly scope: Key['scope']
  readonly days: number
}
const queryKey = ['identity', 'keys']

function useKeyAct<In, Out>(act: (wish: In) => Promise<Out>) {
  const client = useQueryClient()
  return useMutation({ mutationFn: act, onSettled: () => client.invalidateQueries({ queryKey }) })
}

function KeyForm({ onMade }: { readonly onMade: (key: string) => void }) {
  const { t } = useTranslation('identity')
  const make = useKeyAct((wish: Wish) => call(identityContract.createApiKey, { body: wish }))
  return (
    <Form<Wish>
      layout="vertical"
      initialValues={{ scope: 'read', days: 90 }}
      onFinish={(wish) => make.mutate(wish, { onSuccess: ({ key }) => onMade(key) })}
    >
      <ProblemAlert problem={make.error} />
      <Form.Item name="name" label={t('key.name')} rules={[{ required: true }]}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="scope" label={t('key.scope')}>
        <Select
          options={(['read', 'write'] as const).map((value) => ({ value, label: t(`key.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="days" label={t('key.expires')}>
        <Select options={[30, 90, 365].map((value) => ({ value, label: t('key.days', { n: value }) }))} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={make.isPending}>
        {t('key.make')}
      </Button>
    </Form>
  )
}

function KeyTable({ items }: { readonly items: readonly Key[] }) {
  const { t } = useTranslation('identity')
  const format = useFormat()
  const revoke = useKeyAct((keyId: number) => call(identityContract.revokeApiKey, { params: { keyId } }))
  return (
    <>
      <ProblemAlert problem={revoke.error} />
      <FittingTable<Key>
        rowKey="id"
        size="middle"
        pagination={false}
        dataSource={[...items]}
        locale={{ emptyText: <EmptyState why={t('key.none')} /> }}
        columns={[
          { title: t('key.name'), dataIndex: 'name' },
          { title: t('key.scope'), render: (_, key) => t(`key.${key.scope}`) },
          {
            title: t('key.expires'),
            render: (_, key) =>
              key.revokedAt === undefined
                ? format.dateTime(key.expiresAt)
                : t('key.revoked', { at: format.dateTime(key.revokedAt) }),
          },
          {
            title: t('key.lastUsed'),
            render: (_, key) => (key.lastUsedAt === undefined ? '–' : format.dateTime(key.lastUsedAt)),
          },
          {
            title: t('key.verbs'),
            card: 'whole',
            render: (_, key) =>
              key.revokedAt === undefined && (
                <Popconfirm title={t('key.revokeSure')} onConfirm={() => revoke.mutate(key.id)}>
                  <Button type="link" danger>
                    {t('key.revoke')}
                  </Button>
                </Popconfirm>
              ),
          },
        ]}
      />
    </>
  )
}

/** Keys with which programs act for the person. */
function KeysCard() {
  const { t } = useTranslation('identity')
  const [state, setState] = useState<'list' | 'adding' | { key: string }>('list')
  const keys = useQuery({ queryKey, queryFn: ({ signal }) => call(identityContract.apiKeys, { signal }) })
  return (
    <Card
      title={t('key.title')}
      className="stacked"
      extra={state !== 'adding' && <Button onClick={() => setState('adding')}>{t('key.add')}</Button>}
    >
      <p className="field-help">{t('key.hint')}</p>
      {state === 'adding' && <KeyForm onMade={(key) => setState({ key })} />}
      {typeof state === 'object' && (
        <Alert
          type="success"
          showIcon
          className="problem"
          title={t('key.once')}
          description={
            <Typography.Paragraph copyable={{ text: state.key }} style={{ overflowWrap: 'anywhere' }}>
              {state.key}
            </Typography.Paragraph>
          }
        />
      )}
      <Loaded query={keys} rows={2}>
        {({ items }) => <KeyTable items={items} />}
      </Loaded>
    </Card>
  )
}

export const accountParts: AccountPart[] = [{ key: 'keys', order: 20, component: KeysCard }]
