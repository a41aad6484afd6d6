import { useQuery } from '@tanstack/react-query'
import { Alert, Card, Descriptions, Flex, Tabs } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ElementDictionaryView } from '#modules/registry/contract.ts'
import type { RecordView } from '#modules/reporting/contract.ts'
import { useFilters, usePathParam } from '../../lib/address.ts'
import { useFormat } from '../../lib/format.ts'
import { PageFrame } from '../../ui/page-frame.tsx'
import { Loaded } from '../../ui/states.tsx'
import { attachedParts, AttachedTables } from './attached-tables.tsx'
import { CommentThread } from './comment-thread.tsx'
import { sectionsOf } from './form-values.ts'
import { RecordEditor } from './record-editor.tsx'
import { RecordHistory } from './record-history.tsx'
import { recordDictionaryQuery, recordQuery } from './record-queries.ts'
import { RecordSteps } from './record-steps.tsx'
import { ReturnedNote } from './returned-note.tsx'
import { StateTag } from './state-tag.tsx'
import './reporting.css'

interface Props {
  readonly record: RecordView
  readonly dictionary: ElementDictionaryView
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
      {attachedParts(record).length > 0 && <AttachedTables record={record} />}
      <div className="review-bar">
        <RecordSteps record={record} dictionary={dictionary} beforehand={() => Promise.resolve(true)} />
      </div>
    </Flex>
  )
}

function Whole({ record }: { readonly record: RecordView }) {
  const { t } = useTranslation('reporting')
  const { either } = useFormat()
  const [{ tab }, change] = useFilters<{ tab: string | undefined }>()
  const query = useQuery(recordDictionaryQuery(record.kind))
  const returned = record.state === 'returned' ? record.steps[0] : undefined
  const elements = (query.data?.elements ?? []).map(({ id, label }) => ({
    id,
    label: either(label.zh, label.en),
  }))
  const labelOf = (element: string) =>
    elements.find(({ id }) => id === element)?.label ??
    (attachedParts(record).includes(element) ? t(`record.part.${element}`) : '')
  const on = { of: 'record', subjectId: record.recordId } as const
  const formOf = (dictionary: ElementDictionaryView) =>
    record.may.edit ? (
      <RecordEditor record={record} dictionary={dictionary} />
    ) : (
      <Reading record={record} dictionary={dictionary} />
    )
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
        <ReturnedNote
          returned={returned}
          labelOf={labelOf}
          editable={record.may.edit}
          onJump={() => change({ tab: undefined })}
        />
      )}
      {record.may.edit && record.state === 'accepted' && (
        <Alert className="problem" type="info" showIcon title={t('record.acceptedNote')} />
      )}
      <Loaded query={query} rows={12}>
        {(dictionary) => (
          <Tabs
            activeKey={tab ?? 'form'}
            onChange={(key) => change({ tab: key === 'form' ? undefined : key })}
            items={[
              { key: 'form', label: t('tab.form'), children: formOf(dictionary) },
              {
                key: 'comments',
                label: t('tab.comments'),
                children: <CommentThread on={on} elements={elements} />,
              },
              {
                key: 'history',
                label: t('tab.history'),
                children: <RecordHistory record={record} labelOf={labelOf} />,
              },
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
