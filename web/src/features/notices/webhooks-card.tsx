import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Card, Form, Input, Popconfirm, Select, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { noticesContract, noticeTopics, robotFormats } from '#modules/notices/contract.ts'
import { call, type Replied } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { useSession } from '../../lib/session.ts'
import { FittingTable } from '../../ui/fitting-table.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'

type Hook = Replied<typeof noticesContract.webhooks>['items'][number]
type Topic = (typeof noticeTopics)[number]
interface Wish {
  readonly name: string
  readonly format: (typeof robotFormats)[number]
  readonly address: string
  readonly signSecret?: string
  readonly owner: 'mine' | number
  readonly topics?: Topic[]
}

function useHookAct<In>(act: (wish: In) => Promise<unknown>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSettled: () => client.invalidateQueries({ queryKey: ['notices'] }),
  })
}

/** Units whose group robots the person may set. */
function useUnits(): number[] {
  const grants = useSession()?.grants ?? []
  return grants
    .filter(({ role, scope }) => role === 'unit_administrator' && scope === 'unit')
    .map(({ scopeId }) => Number(scopeId))
}

function HookForm({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation('notices')
  const [form] = Form.useForm<Wish>()
  const owner = Form.useWatch('owner', form)
  const units = useUnits()
  const keep = useHookAct(({ owner: whose, ...wish }: Wish) =>
    call(noticesContract.keepWebhook, { body: { ...wish, ...(whose === 'mine' ? {} : { unitId: whose }) } }),
  )
  return (
    <Form<Wish>
      form={form}
      layout="vertical"
      initialValues={{ owner: 'mine', format: 'wecom' }}
      onFinish={(wish) => keep.mutate(wish, { onSuccess: onDone })}
    >
      <ProblemAlert problem={keep.error} />
      {units.length > 0 && (
        <Form.Item name="owner" label={t('hook.for')}>
          <Select
            options={[
              { value: 'mine', label: t('hook.mine') },
              ...units.map((value) => ({ value, label: t('hook.unit') })),
            ]}
          />
        </Form.Item>
      )}
      {units.length === 0 && <Form.Item name="owner" hidden />}
      <Form.Item name="name" label={t('hook.name')} rules={[{ required: true }]}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="format" label={t('hook.format')}>
        <Select options={robotFormats.map((value) => ({ value, label: t(`format.${value}`) }))} />
      </Form.Item>
      <Form.Item name="address" label={t('hook.address')} rules={[{ required: true }]}>
        <Input maxLength={1000} placeholder="https://" autoComplete="off" />
      </Form.Item>
      <Form.Item name="signSecret" label={t('hook.secret')}>
        <Input.Password maxLength={200} autoComplete="off" />
      </Form.Item>
      {typeof owner === 'number' && (
        <Form.Item name="topics" label={t('hook.topics')} rules={[{ required: true }]}>
          <Select
            mode="multiple"
            options={noticeTopics.map((value) => ({ value, label: t(`topic.${value}`) }))}
          />
        </Form.Item>
      )}
      <Space>
        <Button type="primary" htmlType="submit" loading={keep.isPending}>
          {t('hook.save')}
        </Button>
        <Button onClick={onDone}>{t('hook.cancel')}</Button>
      </Space>
    </Form>
  )
}

function HookState({ hook }: { readonly hook: Hook }) {
  const { t } = useTranslation('notices')
  const format = useFormat()
  const parts = [
    hook.waiting > 0 && t('hook.waiting', { n: hook.waiting }),
    hook.failed > 0 && t('hook.failed', { n: hook.failed }),
    hook.lastSentAt !== undefined && t('hook.sent', { at: format.dateTime(hook.lastSentAt) }),
    hook.lastError !== undefined &&
      t('hook.error', { at: format.dateTime(hook.lastErrorAt ?? ''), error: hook.lastError }),
  ].filter((part) => part !== false)
  return parts.length === 0 ? '–' : parts.map((part) => <div key={part}>{part}</div>)
}

function HookTable({ items }: { readonly items: readonly Hook[] }) {
  const { t } = useTranslation('notices')
  const { message } = App.useApp()
  const drop = useHookAct((webhookId: number) => call(noticesContract.dropWebhook, { params: { webhookId } }))
  const attempt = useHookAct((webhookId: number) =>
    call(noticesContract.tryWebhook, { params: { webhookId } }),
  )
  return (
    <>
      <ProblemAlert problem={drop.error ?? attempt.error} />
      <FittingTable<Hook>
        rowKey="id"
        size="middle"
        pagination={false}
        dataSource={[...items]}
        locale={{ emptyText: <EmptyState why={t('hook.none')} /> }}
        columns={[
          { title: t('hook.name'), dataIndex: 'name' },
          { title: t('hook.for'), render: (_, hook) => hook.unitName ?? t('hook.mine') },
          { title: t('hook.format'), render: (_, hook) => t(`format.${hook.format}`) },
          { title: t('hook.address'), dataIndex: 'address' },
          { title: t('hook.state'), render: (_, hook) => <HookState hook={hook} /> },
          {
            title: t('hook.verbs'),
            card: 'whole',
            render: (_, hook) => (
              <Space wrap>
                <Button
                  type="link"
                  onClick={() =>
                    attempt.mutate(hook.id, { onSuccess: () => void message.success(t('hook.tried')) })
                  }
                >
                  {t('hook.try')}
                </Button>
                <Popconfirm title={t('hook.dropSure')} onConfirm={() => drop.mutate(hook.id)}>
                  <Button type="link" danger>
                    {t('hook.drop')}
                  </Button>
                </Popconfirm>
              </Space>
            ),
          },
        ]}
      />
    </>
  )
}

/** Where messages of the person, and of units they administer, are sent besides, and how that fares. */
export function WebhooksCard() {
  const { t } = useTranslation('notices')
  const [adding, setAdding] = useState(false)
  const hooks = useQuery({
    queryKey: ['notices', 'webhooks'],
    queryFn: ({ signal }) => call(noticesContract.webhooks, { signal }),
  })
  return (
    <Card
      title={t('hook.title')}
      className="stacked"
      extra={!adding && <Button onClick={() => setAdding(true)}>{t('hook.add')}</Button>}
    >
      <p className="field-help">{t('hook.hint')}</p>
      {adding && <HookForm onDone={() => setAdding(false)} />}
      <Loaded query={hooks} rows={2}>
        {({ items }) => <HookTable items={items} />}
      </Loaded>
    </Card>
  )
}
