import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Card, Flex, Input, Segmented, Select, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CommentView } from '#modules/reporting/contract.ts'
import { useFormat } from '../../lib/format.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { commentsQuery, type Commented, pageKey, settleComment, writeComment } from './comment-calls.ts'

interface Labelled {
  readonly id: string
  readonly label: string
}

function useAct(on: Commented) {
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const run = async (work: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true)
    setProblem(undefined)
    try {
      await work()
      await Promise.all(
        [
          [pageKey(on), on.subjectId],
          ['review', on.of, on.subjectId],
        ].map((queryKey) => client.invalidateQueries({ queryKey })),
      )
      return true
    } catch (error) {
      setProblem(error)
      return false
    } finally {
      setBusy(false)
    }
  }
  return { run, busy, problem }
}

interface LineProps {
  readonly comment: CommentView
  readonly label: string
  readonly on: Commented
  readonly mayResolve: boolean
}

function Line({ comment, label, on, mayResolve }: LineProps) {
  const { t } = useTranslation('reporting')
  const format = useFormat()
  const { run, busy } = useAct(on)
  const { commentId, resolvedAt, resolvedByName } = comment
  const settled = resolvedAt !== undefined
  const toggle = () => run(() => settleComment(on, commentId, !settled))
  return (
    <li className={settled ? 'comment comment-settled' : 'comment'}>
      <Flex wrap gap={8} align="center">
        <strong>{comment.authorName}</strong>
        <span className="report-second">{format.dateTime(comment.writtenAt)}</span>
        {label !== '' && <Tag>{label}</Tag>}
        {comment.audience === 'unit' && <Tag color="warning">{t('comment.audience.unit')}</Tag>}
        {settled && <Tag color="success">{t('comment.settledBy', { name: resolvedByName ?? '' })}</Tag>}
      </Flex>
      <div className="report-text">{comment.body}</div>
      {mayResolve && (
        <Button size="small" type="link" loading={busy} onClick={() => void toggle()}>
          {t(settled ? 'comment.reopen' : 'comment.settle')}
        </Button>
      )}
    </li>
  )
}

interface WriteProps {
  readonly on: Commented
  readonly elements: readonly Labelled[]
  readonly inUnit: boolean
  /** The element it is about when it is opened; the whole when absent. */
  readonly about?: string | undefined
  readonly onDone?: () => void
}

/** A new comment: on what, for whom, and the text. Ctrl+Enter sends it. */
export function WriteComment({ on, elements, inUnit, about = '', onDone }: WriteProps) {
  const { t } = useTranslation('reporting')
  const { run, busy, problem } = useAct(on)
  const [element, setElement] = useState(about)
  const [audience, setAudience] = useState<CommentView['audience']>('everybody')
  const [body, setBody] = useState('')
  const send = async () => {
    if (body.trim() === '') return
    if (!(await run(() => writeComment(on, { element, audience, body })))) return
    setBody('')
    onDone?.()
  }
  return (
    <Flex vertical gap={8} className="comment-write">
      <ProblemAlert problem={problem} />
      <Flex wrap gap={8}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          aria-label={t('comment.about')}
          style={{ minWidth: 180 }}
          popupMatchSelectWidth={false}
          value={element}
          onChange={setElement}
          options={[
            { value: '', label: t('comment.whole') },
            ...elements.map(({ id, label }) => ({ value: id, label })),
          ]}
        />
        {inUnit && (
          <Segmented
            value={audience}
            onChange={setAudience}
            options={(['everybody', 'unit'] as const).map((value) => ({
              value,
              label: t(`comment.audience.${value}`),
            }))}
          />
        )}
      </Flex>
      <Input.TextArea
        autoFocus={onDone !== undefined}
        rows={3}
        maxLength={2000}
        value={body}
        aria-label={t('comment.text')}
        placeholder={t('comment.hint')}
        onChange={(event) => setBody(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send()
          if (event.key === 'Escape') onDone?.()
        }}
      />
      <div>
        <Button type="primary" loading={busy} disabled={body.trim() === ''} onClick={() => void send()}>
          {t('comment.send')}
        </Button>
      </div>
    </Flex>
  )
}

/** Everything said about a report, oldest first; nothing of it is ever deleted. */
export function CommentThread({
  on,
  elements,
}: {
  readonly on: Commented
  readonly elements: readonly Labelled[]
}) {
  const { t } = useTranslation('reporting')
  const query = useQuery(commentsQuery(on))
  const labelOf = (id: string) => elements.find((one) => one.id === id)?.label ?? ''
  return (
    <Card>
      <Loaded query={query}>
        {({ items, may }) => (
          <>
            {items.length === 0 && <EmptyState why={t('comment.none')} />}
            <ol className="comments">
              {items.map((comment) => (
                <Line
                  key={comment.commentId}
                  comment={comment}
                  label={labelOf(comment.element)}
                  on={on}
                  mayResolve={may.comment}
                />
              ))}
            </ol>
            {may.comment && <WriteComment on={on} elements={elements} inUnit={may.commentInUnit} />}
          </>
        )}
      </Loaded>
    </Card>
  )
}
