import { useNavigate } from '@tanstack/react-router'
import { Button, Card, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { reviewRoutes } from '#modules/reporting/contract.ts'
import { call } from '../../lib/client.ts'
import { useSession } from '../../lib/session.ts'
import { showInFields } from '../../ui/field-problems.ts'
import { PageFrame } from '../../ui/page-frame.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'

interface Values {
  readonly innerId: string
  readonly cname: string
}

/** Starts a record by hand: number and name, the rest in the form that opens then. */
export function NewReportPage() {
  const { t } = useTranslation('reporting')
  const navigate = useNavigate()
  const unitId = useSession()?.unitId
  const [form] = Form.useForm<Values>()
  const [problem, setProblem] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const create = async ({ innerId, cname }: Values) => {
    setBusy(true)
    setProblem(undefined)
    try {
      const report = await call(reviewRoutes.createReport, {
        body: { unitId: unitId ?? 0, innerId, elements: { cname } },
      })
      await navigate({
        to: '/reports/$instrumentId',
        params: { instrumentId: String(report.instrumentId) },
      })
    } catch (error) {
      if (showInFields(form, error, { 'reporting.number_taken': 'innerId' })) setProblem(error)
      setBusy(false)
    }
  }
  return (
    <PageFrame title={t('create.title')} hint={t('create.hint')} narrow>
      <Card>
        <ProblemAlert problem={problem} />
        <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => void create(values)}>
          <Form.Item
            name="innerId"
            label={t('create.number')}
            extra={t('create.numberHelp')}
            rules={[{ required: true, max: 45, message: t('create.numberMissing') }]}
          >
            <Input />
          </Form.Item>
          <Form.Item
            name="cname"
            label={t('create.name')}
            extra={t('create.nameHelp')}
            rules={[{ required: true, max: 100, message: t('create.nameMissing') }]}
          >
            <Input />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={busy}>
            {t('create.ok')}
          </Button>
        </Form>
      </Card>
    </PageFrame>
  )
}
