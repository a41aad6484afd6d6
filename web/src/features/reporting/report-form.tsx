import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Flex, Form, Modal, Typography } from 'antd'
import { type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ElementDictionaryView } from '#modules/registry/contract.ts'
import { type ReportView, reviewRoutes } from '#modules/reporting/contract.ts'
import { call } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { Loaded } from '../../ui/states.tsx'
import { CommentLines } from './comment-lines.tsx'
import { ElementForm, SectionProgress } from './element-form.tsx'
import { elementsOf, type FormValues } from './form-values.ts'
import { commentsQuery } from './comment-calls.ts'
import { dictionaryQuery, reportQuery } from './report-queries.ts'
import { ReportReading } from './report-reading.tsx'
import { SubmitBox } from './submit-box.tsx'
import { useAnswer, useSuggestions } from './suggestion-queries.ts'
import { type SaveState, useAutosave } from './use-autosave.ts'

function LeaveQuestion({ blocker }: { readonly blocker: ReturnType<typeof useAutosave>['blocker'] }) {
  const { t } = useTranslation('reporting')
  return (
    <Modal
      open={blocker.status === 'blocked'}
      title={t('leave.title')}
      okText={t('leave.stay')}
      cancelText={t('leave.go')}
      onOk={() => blocker.reset?.()}
      onCancel={() => blocker.proceed?.()}
    >
      {t('leave.text')}
    </Modal>
  )
}

interface SavedNoteProps {
  readonly state: SaveState
  readonly byHand: boolean
  readonly onSave: () => void
}

function SavedNote({ state, byHand, onSave }: SavedNoteProps) {
  const { t } = useTranslation('reporting')
  return (
    <Flex gap={8} align="center">
      <span className="report-saved" role="status">
        {t(byHand && state === 'waiting' ? 'save.byHand' : `save.${state}`)}
      </span>
      {state !== 'clean' && (
        <Button
          size="small"
          type={byHand ? 'primary' : 'default'}
          loading={state === 'saving'}
          onClick={onSave}
        >
          {t('save.now')}
        </Button>
      )}
    </Flex>
  )
}

interface Props {
  readonly report: ReportView
  readonly dictionary: ElementDictionaryView
}

function Editor({ report, dictionary }: Props) {
  const client = useQueryClient()
  const [form] = Form.useForm<FormValues>()
  const [values, setValues] = useState<FormValues>({ ...report.elements })
  const [problem, setProblem] = useState<unknown>()
  const revision = useRef(report.revision)
  const save = async () => {
    try {
      const saved = await call(reviewRoutes.editReport, {
        params: { instrumentId: report.instrumentId },
        body: { revision: revision.current, elements: elementsOf(form.getFieldsValue(true) as FormValues) },
      })
      revision.current = saved.revision
      client.setQueryData(reportQuery(report.instrumentId).queryKey, saved)
      setProblem(undefined)
    } catch (error) {
      setProblem(error)
      throw error
    }
  }
  const autosave = useAutosave(save)
  // What is shown at once is not shown half typed: an accepted record is saved by hand.
  const byHand = report.state === 'accepted'
  const comments =
    useQuery(commentsQuery({ of: 'instrument', subjectId: report.instrumentId })).data?.items ?? []
  const suggestions = useSuggestions(report.instrumentId, report.revision)
  const answer = useAnswer()
  const changed = () => {
    setValues({ ...(form.getFieldsValue(true) as FormValues) })
    autosave.touched({ byHand })
  }
  const returned = new Map(report.returned?.reasons.map(({ element, reason }) => [element, reason]))
  return (
    <div className="report-layout">
      <SectionProgress elements={dictionary.elements} values={values} sections={dictionary.sections} />
      <div>
        <ProblemAlert
          problem={problem ?? answer.error}
          onRetry={() => void client.invalidateQueries({ queryKey: ['report', report.instrumentId] })}
        />
        <Form.Provider onFormChange={changed}>
          <FormInitial form={form} report={report}>
            <ElementForm
              form={form}
              elements={dictionary.elements}
              sections={dictionary.sections}
              values={values}
              problems={report.problemList}
              returned={returned}
              remarksOn={(element) => (
                <>
                  <TakenNote report={report} element={element} />
                  {comments.some((one) => one.element === element) && (
                    <CommentLines comments={comments} element={element} />
                  )}
                </>
              )}
              suggestions={suggestions}
              onRefuse={(one) =>
                answer.mutate({ act: 'refuse', offers: [{ ...one, instrumentId: report.instrumentId }] })
              }
              onTake={(element, value) => {
                form.setFieldValue(element, value)
                changed()
              }}
            />
          </FormInitial>
        </Form.Provider>
        <div className="review-bar">
          {report.may.edit && (
            <SavedNote state={autosave.state} byHand={byHand} onSave={() => void autosave.saveNow()} />
          )}
          <SubmitBox
            report={report}
            beforehand={async () => autosave.state === 'clean' || (await autosave.saveNow())}
          />
        </div>
      </div>
      <LeaveQuestion blocker={autosave.blocker} />
    </div>
  )
}

/** Where a value comes from that was suggested. */
function TakenNote({ report, element }: { readonly report: ReportView; readonly element: string }) {
  const { t } = useTranslation('reporting')
  const format = useFormat()
  const taken = report.suggested.find((one) => one.element === element)
  if (taken === undefined) return null
  return (
    <Typography.Text type="secondary">
      {t('form.suggested', { name: taken.takenByName, at: format.date(taken.takenAt) })}
    </Typography.Text>
  )
}

/** Fills the form once, with the version it was opened on. */
function FormInitial({
  form,
  report,
  children,
}: {
  readonly form: ReturnType<typeof Form.useForm<FormValues>>[0]
  readonly report: ReportView
  readonly children: ReactNode
}) {
  const filled = useRef(false)
  if (!filled.current) {
    filled.current = true
    form.setFieldsValue({ ...report.elements })
  }
  return <>{children}</>
}

/** The record as a form, saved as it is typed. */
export function ReportForm({ report }: { readonly report: ReportView }) {
  const query = useQuery(dictionaryQuery())
  return (
    <Loaded query={query} rows={12}>
      {(dictionary) =>
        report.may.edit ? (
          <Editor report={report} dictionary={dictionary} />
        ) : (
          <ReportReading report={report} dictionary={dictionary} />
        )
      }
    </Loaded>
  )
}
