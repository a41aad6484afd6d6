import { useQuery } from '@tanstack/react-query'
import { App, Button, Card, Descriptions, Form, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { registryContract } from '#modules/registry/contract.ts'
import type { ReportView } from '#modules/reporting/contract.ts'
import { call } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { Loaded } from '../../ui/states.tsx'
import { useReportsChanged } from './report-queries.ts'

interface Values {
  readonly leadAccountId?: number | null
  readonly centreId?: number | null
}
interface Choice {
  readonly id: number
  readonly name: string
}
const optionsOf = (choices: readonly Choice[]) => choices.map(({ id, name }) => ({ value: id, label: name }))
const searching = { optionFilterProp: 'label' } as const

function AssignmentForm({
  report,
  leads,
  centres,
}: {
  readonly report: ReportView
  readonly leads: readonly Choice[]
  readonly centres: readonly Choice[]
}) {
  const { t } = useTranslation('reporting')
  const { message } = App.useApp()
  const changed = useReportsChanged()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const save = async (values: Values) => {
    setBusy(true)
    setProblem(undefined)
    try {
      await call(registryContract.assignInstrument, {
        params: { instrumentId: report.instrumentId },
        body: { leadAccountId: values.leadAccountId ?? null, centreId: values.centreId ?? null },
      })
      void message.success(t('assign.done'))
      await changed()
    } catch (error) {
      setProblem(error)
    }
    setBusy(false)
  }
  const { leadAccountId, centreId } = report
  return (
    <Form<Values>
      layout="vertical"
      initialValues={{ leadAccountId, centreId }}
      onFinish={(values) => void save(values)}
    >
      <ProblemAlert problem={problem} />
      <Form.Item name="leadAccountId" label={t('assign.lead')} extra={t('assign.leadHelp')}>
        <Select allowClear showSearch={searching} placeholder={t('form.choose')} options={optionsOf(leads)} />
      </Form.Item>
      <Form.Item name="centreId" label={t('assign.centre')} extra={t('assign.centreHelp')}>
        <Select
          allowClear
          showSearch={searching}
          placeholder={t('form.choose')}
          options={optionsOf(centres)}
        />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={busy}>
        {t('assign.save')}
      </Button>
    </Form>
  )
}

/** Who leads the instrument and which centre keeps it. */
export function AssignmentCard({ report }: { readonly report: ReportView }) {
  const { t } = useTranslation('reporting')
  const format = useFormat()
  const centre = format.either(report.centreName ?? '', report.centreNameEn ?? '')
  const { instrumentId } = report
  const query = useQuery({
    queryKey: ['report', instrumentId, 'candidates'],
    enabled: report.may.assign,
    queryFn: ({ signal }) =>
      call(registryContract.assignmentCandidates, { params: { instrumentId }, signal }),
  })
  return (
    <Card title={t('assign.title')} className="page-narrow">
      {report.may.assign ? (
        <Loaded query={query} rows={3}>
          {({ leads, centres }) => <AssignmentForm report={report} leads={leads} centres={centres} />}
        </Loaded>
      ) : (
        <Descriptions
          column={1}
          items={[
            { key: 'lead', label: t('assign.lead'), children: report.leadName ?? t('assign.nobody') },
            { key: 'centre', label: t('assign.centre'), children: centre || t('assign.nobody') },
          ]}
        />
      )}
    </Card>
  )
}
