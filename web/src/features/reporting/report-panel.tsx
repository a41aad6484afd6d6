import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Drawer, Flex, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ReportView } from '#modules/reporting/contract.ts'
import { useFormat } from '../../lib/format.ts'
import { Loaded } from '../../ui/states.tsx'
import { ElementList } from './element-list.tsx'
import { useEligibilityReasons } from '../../ui/eligibility-tag.tsx'
import { dictionaryQuery, reportQuery } from './report-queries.ts'
import { ReturnedNote } from './returned-note.tsx'
import { StateTag } from './state-tag.tsx'

function ReportSummary({ report }: { readonly report: ReportView }) {
  const { t } = useTranslation('reporting')
  const format = useFormat()
  const reasons = useEligibilityReasons(report.eligibility)
  const elements = useQuery(dictionaryQuery(report.dictionary)).data?.elements ?? []
  const problems = report.problemList.filter((problem) => problem.level === 'error')
  const nameOf = (id: string) => {
    const label = elements.find((element) => element.id === id)?.label
    return label === undefined ? '' : format.either(label.zh, label.en)
  }
  const labelOf = (id: string) => nameOf(id) || id
  return (
    <Flex vertical gap={16}>
      <Flex gap={8} wrap align="center">
        <StateTag state={report.state} />
        <Typography.Text type="secondary">{`${report.innerId} · ${format.either(report.unitName, report.unitNameEn)}`}</Typography.Text>
      </Flex>
      {report.returned !== undefined && <ReturnedNote returned={report.returned} labelOf={nameOf} />}
      <section>
        <Typography.Title level={5}>{t(`ui:eligibility.${report.eligibility.result}`)}</Typography.Title>
        <ul className="problem-list">
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      </section>
      {problems.length > 0 && (
        <section>
          <Typography.Title level={5}>{t('panel.problems', { count: problems.length })}</Typography.Title>
          <ul className="problem-list">
            {problems.map((problem) => (
              <li key={`${problem.element} ${problem.code}`}>
                {t('returned.reason', { label: labelOf(problem.element), reason: problem.message })}
              </li>
            ))}
          </ul>
        </section>
      )}
      <ElementList elements={elements} report={report} />
    </Flex>
  )
}

interface Props {
  readonly instrumentId: number | undefined
  readonly onClose: () => void
}

/** A row opened: everything at a glance, and the way to the form. */
export function ReportPanel({ instrumentId, onClose }: Props) {
  const { t } = useTranslation('reporting')
  const { either } = useFormat()
  const query = useQuery({ ...reportQuery(instrumentId ?? 0), enabled: instrumentId !== undefined })
  const report = query.data
  return (
    <Drawer
      open={instrumentId !== undefined}
      onClose={onClose}
      size={560}
      title={report === undefined ? '' : either(report.name, report.nameEn)}
      extra={
        instrumentId !== undefined && (
          <Link to="/reports/$instrumentId" params={{ instrumentId: String(instrumentId) }}>
            <Button type="primary">{t(report?.may.edit === true ? 'act.fill' : 'act.open')}</Button>
          </Link>
        )
      }
    >
      <Loaded query={query}>{(data) => <ReportSummary report={data} />}</Loaded>
    </Drawer>
  )
}
