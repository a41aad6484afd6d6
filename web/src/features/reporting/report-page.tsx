import { useQuery } from '@tanstack/react-query'
import { Alert, Flex, Tabs } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ReportView } from '#modules/reporting/contract.ts'
import { useFilters, usePathParam } from '../../lib/address.ts'
import { useFormat } from '../../lib/format.ts'
import { PageFrame } from '../../ui/page-frame.tsx'
import { Loaded } from '../../ui/states.tsx'
import { AssignmentCard } from './assignment-card.tsx'
import { CommentThread } from './comment-thread.tsx'
import { DeclarationNote } from './declaration-note.tsx'
import { EligibilityTag } from '../../ui/eligibility-tag.tsx'
import { HistoryPanel } from './history-panel.tsx'
import { KinPanel } from './kin-panel.tsx'
import { PicturesPanel } from './pictures-panel.tsx'
import { ReportForm } from './report-form.tsx'
import { ReturnedNote } from './returned-note.tsx'
import { dictionaryQuery, reportQuery } from './report-queries.ts'
import { StandingActs } from './standing-acts.tsx'
import { StateTag } from './state-tag.tsx'
import './reporting.css'

function Comments({ report }: { readonly report: ReportView }) {
  const format = useFormat()
  const elements = useQuery(dictionaryQuery(report.dictionary)).data?.elements ?? []
  return (
    <CommentThread
      on={{ of: 'instrument', subjectId: report.instrumentId }}
      elements={elements.map(({ id, label }) => ({ id, label: format.either(label.zh, label.en) }))}
    />
  )
}

function Whole({ report }: { readonly report: ReportView }) {
  const { t } = useTranslation('reporting')
  const { either } = useFormat()
  const elements = useQuery(dictionaryQuery(report.dictionary)).data?.elements ?? []
  const labelOf = (element: string) => {
    const label = elements.find(({ id }) => id === element)?.label
    return label === undefined ? '' : either(label.zh, label.en)
  }
  const format = useFormat()
  const [{ tab }, change] = useFilters<{ tab: string | undefined }>()
  return (
    <PageFrame
      title={format.either(report.name, report.nameEn) || report.innerId}
      extra={<StandingActs report={report} />}
      hint={
        <Flex gap={8} wrap align="center">
          <StateTag state={report.state} />
          <EligibilityTag verdict={report.eligibility} />
          <span>{`${report.innerId} · ${format.either(report.unitName, report.unitNameEn)}`}</span>
        </Flex>
      }
    >
      {report.returned !== undefined && (
        <ReturnedNote
          returned={report.returned}
          labelOf={labelOf}
          editable={report.may.edit}
          onJump={() => change({ tab: undefined })}
        />
      )}
      <DeclarationNote instrumentId={report.instrumentId} />
      {report.disposedOn !== undefined && (
        <Alert
          className="problem"
          type="warning"
          showIcon
          title={t('disposal.note', { on: format.date(report.disposedOn) })}
        />
      )}
      {report.acceptedVersion !== undefined && report.state !== 'accepted' && (
        <Alert
          className="problem"
          type="info"
          showIcon
          title={t('public.note', { version: report.acceptedVersion })}
        />
      )}
      {report.may.edit && report.state === 'accepted' && (
        <Alert className="problem" type="info" showIcon title={t('form.acceptedNote')} />
      )}
      {!report.may.edit && <Alert className="problem" type="info" showIcon title={t('form.lockedNote')} />}
      <Tabs
        activeKey={tab ?? 'form'}
        onChange={(key) => change({ tab: key === 'form' ? undefined : key })}
        items={[
          { key: 'form', label: t('tab.form'), children: <ReportForm report={report} /> },
          { key: 'pictures', label: t('tab.pictures'), children: <PicturesPanel report={report} /> },
          { key: 'assign', label: t('tab.assign'), children: <AssignmentCard report={report} /> },
          { key: 'kin', label: t('tab.kin'), children: <KinPanel report={report} /> },
          { key: 'comments', label: t('tab.comments'), children: <Comments report={report} /> },
          { key: 'history', label: t('tab.history'), children: <HistoryPanel report={report} /> },
        ]}
      />
    </PageFrame>
  )
}

/** One instrument: its form, pictures and history. */
export function ReportPage() {
  const query = useQuery(reportQuery(Number(usePathParam('instrumentId'))))
  return <Loaded query={query}>{(report) => <Whole key={report.instrumentId} report={report} />}</Loaded>
}
