import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Flex, Form } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ElementDictionaryView } from '#modules/registry/contract.ts'
import { recordContract, type RecordView } from '#modules/reporting/contract.ts'
import { call } from '../../lib/client.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { AttachedEditor, type AttachedRows } from './attached-editor.tsx'
import { attachedParts } from './attached-tables.tsx'
import { commentsQuery } from './comment-calls.ts'
import { CommentLines } from './comment-lines.tsx'
import { ElementForm, SectionProgress } from './element-form.tsx'
import { elementsOf, type FormValues } from './form-values.ts'
import { recordQuery } from './record-queries.ts'
import { RecordSteps } from './record-steps.tsx'
import { useAutosave } from './use-autosave.ts'

interface Props {
  readonly record: RecordView
  readonly dictionary: ElementDictionaryView
}

const attachedOf = (attached: AttachedRows) =>
  Object.fromEntries(
    Object.entries(attached).map(([part, rows]) => [part, rows.map((row) => elementsOf(row))]),
  )

/** What the form holds and how it is saved: elements and attached rows in one save. */
function useSaving({ record }: Props) {
  const client = useQueryClient()
  const [form] = Form.useForm<FormValues>()
  const [values, setValues] = useState<FormValues>({ ...record.elements })
  const [attached, setAttached] = useState<AttachedRows>(record.attached)
  const [problem, setProblem] = useState<unknown>()
  const revision = useRef(record.revision)
  const rows = useRef<AttachedRows>(undefined)
  const filled = useRef(false)
  if (!filled.current) {
    filled.current = true
    form.setFieldsValue({ ...record.elements })
  }
  const autosave = useAutosave(async () => {
    try {
      const saved = await call(recordContract.editRecord, {
        params: { resourceId: record.recordId },
        body: {
          revision: revision.current,
          elements: elementsOf(form.getFieldsValue(true) as FormValues),
          ...(rows.current === undefined ? {} : { attached: attachedOf(rows.current) }),
        },
      })
      revision.current = saved.revision
      client.setQueryData(recordQuery(record.recordId).queryKey, saved)
      setProblem(undefined)
    } catch (error) {
      setProblem(error)
      throw error
    }
  })
  // What was accepted is shown at once or becomes a draft by editing: that is saved by hand.
  const byHand = record.state === 'accepted'
  const changed = () => {
    setValues({ ...(form.getFieldsValue(true) as FormValues) })
    autosave.touched({ byHand })
  }
  const changeRows = (part: string, next: readonly FormValues[]) => {
    const all = { ...(rows.current ?? attached), [part]: next }
    rows.current = all
    setAttached(all)
    autosave.touched({ byHand })
  }
  return { form, values, attached, problem, autosave, byHand, changed, changeRows }
}

/** The form of a record with its attached sheets; saves on its own, except what was accepted. */
export function RecordEditor(props: Props) {
  const { record, dictionary } = props
  const { t } = useTranslation('reporting')
  const { form, values, attached, problem, autosave, byHand, changed, changeRows } = useSaving(props)
  const comments = useQuery(commentsQuery({ of: 'record', subjectId: record.recordId })).data?.items ?? []
  const returned = record.state === 'returned' ? (record.steps[0]?.reasons ?? []) : []
  return (
    <div className="report-layout">
      <SectionProgress elements={dictionary.elements} values={values} sections={dictionary.sections} />
      <div>
        <ProblemAlert problem={problem} />
        <Form.Provider onFormChange={changed}>
          <ElementForm
            form={form}
            elements={dictionary.elements}
            sections={dictionary.sections}
            fixed={record.kind === '7' ? 'year' : 'innerId'}
            values={values}
            problems={record.problemList}
            returned={new Map(returned.map(({ element, reason }) => [element, reason]))}
            remarksOn={(element) => <CommentLines comments={comments} element={element} />}
            onTake={(element, value) => {
              form.setFieldValue(element, value)
              changed()
            }}
          />
        </Form.Provider>
        {attachedParts(record).map((part) => (
          <AttachedEditor
            key={part}
            record={record}
            part={part}
            rows={attached[part] ?? []}
            onChange={(rows) => changeRows(part, rows)}
          />
        ))}
        <div className="review-bar">
          <Flex gap={8} align="center">
            <span className="report-saved" role="status">
              {t(byHand && autosave.state === 'waiting' ? 'save.byHand' : `save.${autosave.state}`)}
            </span>
            {autosave.state !== 'clean' && (
              <Button size="small" onClick={() => void autosave.saveNow()}>
                {t('save.now')}
              </Button>
            )}
          </Flex>
          <RecordSteps
            record={record}
            dictionary={dictionary}
            beforehand={async () => autosave.state === 'clean' || (await autosave.saveNow())}
          />
        </div>
      </div>
    </div>
  )
}
