import { useQuery } from '@tanstack/react-query'
import { Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReportRowView } from '#modules/reporting/contract.ts'
import { reasonsQuery } from './review-queries.ts'

interface Props {
  readonly rows: readonly ReportRowView[]
  readonly busy: boolean
  readonly onReturn: (comment: string) => void
}

/** Returns many with one reason: frequent ones to choose from, or one's own words. */
export function ReturnMany({ rows, busy, onReturn }: Props) {
  const { t } = useTranslation('reporting')
  const [open, setOpen] = useState(false)
  const [form] = Form.useForm<{ comment: string }>()
  const templates = useQuery(reasonsQuery(open)).data?.items ?? []
  return (
    <>
      <Button danger loading={busy} onClick={() => setOpen(true)}>
        {t('act.returnMany')}
      </Button>
      <Modal
        open={open}
        title={t('bulk.returnTitle', { count: rows.length })}
        okText={t('act.return')}
        okButtonProps={{ danger: true }}
        onOk={form.submit}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          onFinish={({ comment }) => {
            setOpen(false)
            onReturn(comment.trim())
          }}
        >
          <Form.Item label={t('bulk.returnChoose')}>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              aria-label={t('bulk.returnChoose')}
              options={templates.map((one) => ({ value: one.text, label: one.text }))}
              onChange={(text: string) => form.setFieldValue('comment', text)}
            />
          </Form.Item>
          <Form.Item
            name="comment"
            label={t('bulk.returnReason')}
            rules={[{ required: true, whitespace: true, message: t('bulk.returnMissing') }]}
          >
            <Input.TextArea rows={3} maxLength={500} showCount />
          </Form.Item>
        </Form>
      </Modal>
    </>
  )
}
