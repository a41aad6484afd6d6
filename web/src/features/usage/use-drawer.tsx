import { useQuery } from '@tanstack/react-query'
import { Button, Descriptions, Drawer, Timeline } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/format.ts'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { CorrectionForm } from './correction-form.tsx'
import { personOf } from './person.ts'
import { UserKindTag, UseStatusTag } from './tags.tsx'
import { type ShownUse, useQueryOf } from './usage-queries.ts'
import { VoidForm } from './void-form.tsx'

function Facts({ use }: { readonly use: ShownUse }) {
  const { t } = useTranslation('usage')
  const format = useFormat()
  const { startedAt, endedAt } = use
  const parts = [
    ['part.preparationMinutes', use.preparationMinutes],
    ['part.measuringMinutes', use.measuringMinutes],
    ['part.processingMinutes', use.processingMinutes],
    ['part.idleMinutes', use.idleMinutes],
    ['effective', use.effectiveMinutes],
  ] as const
  return (
    <Descriptions
      column={1}
      size="small"
      bordered
      items={[
        { key: 'state', label: t('state'), children: <UseStatusTag status={use.status} /> },
        {
          key: 'time',
          label: t('time'),
          children: endedAt === undefined ? format.dateTime(startedAt) : format.span(startedAt, endedAt),
        },
        {
          key: 'user',
          label: t('user'),
          children: (
            <>
              {personOf(use, format)} <UserKindTag external={use.external} />
            </>
          ),
        },
        { key: 'kind', label: t('kind'), children: t(`kind.${use.kind}`) },
        { key: 'evidence', label: t('evidence'), children: t(`evidence.${use.evidence}`) },
        ...parts.map(([key, minutes]) => ({
          key,
          label: t(key),
          children: <span className="figures">{format.duration(minutes)}</span>,
        })),
        { key: 'note', label: t('note'), children: use.note },
      ]}
    />
  )
}

/** What an entry of the history says: times and minutes as people read them. */
function useWords() {
  const { t } = useTranslation('usage')
  const format = useFormat()
  const flat = (facts: Record<string, unknown>): Record<string, unknown> => {
    const { parts, ...rest } = facts
    return { ...rest, ...(typeof parts === 'object' ? parts : {}) }
  }
  const shown = (name: string, value: unknown): string => {
    if (typeof value === 'number' && name.endsWith('Minutes')) return format.duration(value)
    if (typeof value === 'number' && name === 'amountFen') return format.money(value)
    if (typeof value !== 'string') return ''
    if (name.endsWith('At')) return format.dateTime(value)
    if (name === 'kind') return t(`kind.${value}`)
    return name === 'status' ? t(`status.${value}`) : value
  }
  return (before: Record<string, unknown>, after: Record<string, unknown>): string[] => {
    const [from, to] = [flat(before), flat(after)]
    return Object.keys(to)
      .filter((name) => from[name] !== to[name])
      .map((name) =>
        t('history.change', {
          what: t(`field.${name}`),
          from: shown(name, from[name]),
          to: shown(name, to[name]),
        }),
      )
  }
}

function History({ history }: { readonly history: ShownUse['history'] }) {
  const { t } = useTranslation('usage')
  const format = useFormat()
  const changes = useWords()
  if (history.length === 0) return <EmptyState why={t('history.empty')} />
  return (
    <Timeline
      items={history.map(({ correctedAt, correctedByName, reason, before, after }) => ({
        key: correctedAt,
        content: (
          <>
            <div>
              {format.dateTime(correctedAt)} · {correctedByName}
            </div>
            <div>{t('history.reason', { reason })}</div>
            {changes(before, after).map((line) => (
              <div key={line} className="figures">
                {line}
              </div>
            ))}
          </>
        ),
      }))}
    />
  )
}

/** One use: facts, correction, taking back, history. */
export function UseDrawer({ useId, onClose }: { readonly useId: number; readonly onClose: () => void }) {
  const { t } = useTranslation('usage')
  const { either } = useFormat()
  const use = useQuery(useQueryOf(useId))
  const [mode, setMode] = useState<'read' | 'correct' | 'void'>('read')
  const read = () => setMode('read')
  return (
    <Drawer
      open
      size={560}
      title={use.data === undefined ? t('use') : either(use.data.instrumentName, use.data.instrumentNameEn)}
      onClose={onClose}
    >
      <Loaded query={use}>
        {(shown) => (
          <>
            {mode === 'correct' && <CorrectionForm use={shown} onDone={read} />}
            {mode === 'void' && <VoidForm use={shown} onDone={read} />}
            {mode === 'read' && (
              <>
                <Facts use={shown} />
                {shown.may.correct && (
                  <p>
                    <Button type="primary" onClick={() => setMode('correct')}>
                      {t('correct')}
                    </Button>{' '}
                    <Button danger onClick={() => setMode('void')}>
                      {t('void')}
                    </Button>
                  </p>
                )}
                <h3 className="usage-heading">{t('history')}</h3>
                <History history={shown.history} />
              </>
            )}
          </>
        )}
      </Loaded>
    </Drawer>
  )
}
