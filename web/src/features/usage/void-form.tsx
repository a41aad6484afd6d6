import { Alert, Button, Form, Input, Space } from 'antd'
import { useTranslation } from 'react-i18next'
import { usageContract } from '#modules/usage/contract.ts'
import { call } from '../../lib/client.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { type ShownUse, useAct } from './usage-queries.ts'

/** Takes a use back, with a reason. */
export function VoidForm({ use, onDone }: { readonly use: ShownUse; readonly onDone: () => void }) {
  const { t } = useTranslation('usage')
  const takeBack = useAct(
    ({ reason }: { reason: string }) =>
      call(usageContract.voidUse, { params: { useId: use.id }, body: { version: use.version, reason } }),
    'done.voided',
  )
  return (
    <Form<{ reason: string }>
      layout="vertical"
      onFinish={(values) => takeBack.mutate(values, { onSuccess: onDone })}
    >
      <Alert type="warning" showIcon title={t('void.hint')} className="usage-filters" />
      <ProblemAlert problem={takeBack.error} />
      <Form.Item name="reason" label={t('reason')} rules={[{ required: true, whitespace: true }]}>
        <Input.TextArea maxLength={500} autoSize={{ minRows: 2 }} />
      </Form.Item>
      <Space>
        <Button danger type="primary" htmlType="submit" loading={takeBack.isPending}>
          {t('void')}
        </Button>
        <Button onClick={onDone}>{t('back')}</Button>
      </Space>
    </Form>
  )
}
