import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Card, Descriptions, Flex, Form, Tabs, Timeline, Typography } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ElementDictionaryView } from '#modules/registry/contract.ts'
import { recordContract, type RecordView } from '#modules/reporting/contract.ts'
import { usePathParam } from '../../lib/address.ts'
import { call } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { PageFrame } from '../../ui/page-frame.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { Loaded } from '../../ui/states.tsx'
import { AttachedTables } from './attached-tables.tsx'
import { ElementForm, SectionProgress } from './element-form.tsx'
import { elementsOf, type FormValues, sectionsOf } from './form-values.ts'
import { recordDictionaryQuery, recordQuery } from './record-queries.ts'
import { RecordSteps } from './record-steps.tsx'
import { StateTag } from './state-tag.tsx'
import { useAutosave } from './use-autosave.ts'
import './reporting.css'

interface Props {
  readonly record: RecordView
  readonly dictionary: ElementDictionaryView
}

function Editor({ record, dictionary }: Props) {
  const { t } = useTranslation('reporting')
  const client = useQueryClient()
  const [form] = Form.useForm<FormValues>()
  const [values, setValues] = useState<FormValues>({ ...record.elements })
  const [problem, setProblem] = useState<unknown>()
  const revision = useRef(record.revision)
  const filled = useRef(false)
  if (!filled.current) {
    filled.current = true
    form.setFieldsValue({ ...record.elements })
  }
  const autosave = useAutosave(async () => {
    try {
      const saved = await call(recordContract.editRecord, {
        params: { resourceId: record.recordId },
        body: { revision: revision.current, elements: elementsOf(form.getFieldsValue(true) as FormValues) },
      })
      revision.current = saved.revision
      client.setQueryData(recordQuery(record.recordId).queryKey, saved)
      setProblem(undefined)
    } catch (error) {
      setProblem(error)
      throw error
    }
  })
  const changed = () => {
    setValues({ ...(form.getFieldsValue(true) as FormValues) })
    // What was accepted becomes a draft by editing: that is saved by hand.
    autosave.touched({ byHand: record.state === 'accepted' })
  }
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
            returned={new Map()}
            onTake={(element, value) => {
              form.setFieldValue(element, value)
              changed()
            }}
          />
        </Form.Provider>
        <div className="review-bar">
          <Flex gap={8} align="center">
            <span className="report-saved" role="status">
              {t(`save.${autosave.state}`)}
            </span>
            {autosave.state !== 'clean' && (
              <Button size="small" onClick={() => void autosave.saveNow()}>
                {t('save.now')}
              </Button>
            )}
          </Flex>
          <RecordSteps
            record={record}
            beforehand={async () => autosave.state === 'clean' || (await autosave.saveNow())}
          />
        </div>
      </div>
    </div>
  )
}

function Reading({ record, dictionary }: Props) {
  const { either } = useFormat()
  return (
    <Flex vertical gap={16}>
      {sectionsOf(dictionary.elements).map(({ name, definitions }) => {
        const title = dictionary.sections?.[name]
        return (
          <Card key={name} title={title === undefined ? name : either(title.zh, title.en)}>
            <Descriptions
              column={1}
              items={definitions.map(({ id, label }) => ({
                key: id,
                label: either(label.zh, label.en),
                children: <span className="record-text">{record.displayed[id] ?? ''}</span>,
              }))}
            />
          </Card>
        )
      })}
      <div className="review-bar">
        <RecordSteps record={record} beforehand={() => Promise.resolve(true)} />
      </div>
    </Flex>
  )
}

function History({ record }: { readonly record: RecordView }) {
  const { t } = useTranslation('reporting')
  const format = useFormat()
  const entries = [
    ...record.steps.map(({ step, comment, actorName, at, version }) => ({
      at,
      text: `${t(`record.step.${step}`)} · ${actorName} · ${t('record.version', { version })}`,
      comment,
    })),
    ...record.versions.map(({ version, changedByName, changedAt }) => ({
      at: changedAt,
      text: `${t('record.saved', { version })} · ${changedByName}`,
      comment: '',
    })),
  ].toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at))
  return (
    <Card>
      <Timeline
        items={entries.map(({ at, text, comment }) => ({
          content: (
            <>
              {text}
              <br />
              <Typography.Text type="secondary">
                {[format.dateTime(at), comment].filter((part) => part !== '').join(' · ')}
              </Typography.Text>
            </>
          ),
        }))}
      />
    </Card>
  )
}

function Whole({ record }: { readonly record: RecordView }) {
  const { t } = useTranslation('reporting')
  const query = useQuery(recordDictionaryQuery(record.kind))
  const returned = record.state === 'returned' ? record.steps[0] : undefined
  const attached =
    record.kind === '7'
      ? [{ key: 'attached', label: t('record.attached'), children: <AttachedTables record={record} /> }]
      : []
  return (
    <PageFrame
      title={
        record.kind === '7'
          ? `${t('record.kind.7')} ${record.innerId}`
          : record.name === ''
            ? record.innerId
            : record.name
      }
      hint={
        <Flex gap={8} wrap align="center">
          <StateTag state={record.state} />
          <span>{`${t(`record.kind.${record.kind}`)} · ${record.innerId} · ${record.unitName}`}</span>
        </Flex>
      }
    >
      {returned !== undefined && (
        <Alert
          className="problem"
          type="warning"
          showIcon
          title={t('record.returned', { reason: returned.comment })}
        />
      )}
      <Loaded query={query} rows={12}>
        {(dictionary) => (
          <Tabs
            items={[
              {
                key: 'form',
                label: t('tab.form'),
                children: record.may.edit ? (
                  <Editor record={record} dictionary={dictionary} />
                ) : (
                  <Reading record={record} dictionary={dictionary} />
                ),
              },
              ...attached,
              { key: 'history', label: t('tab.history'), children: <History record={record} /> },
            ]}
          />
        )}
      </Loaded>
    </PageFrame>
  )
}

/** One record of another kind than the single instrument: its form, attached sheets and history. */
export function RecordPage() {
  const query = useQuery(recordQuery(Number(usePathParam('recordId'))))
  return <Loaded query={query}>{(record) => <Whole key={record.recordId} record={record} />}</Loaded>
}
