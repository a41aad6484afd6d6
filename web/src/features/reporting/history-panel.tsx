import { useQuery } from '@tanstack/react-query'
import { Button, Card, Flex, Timeline, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReportView } from '#modules/reporting/contract.ts'
import { useFormat } from '../../lib/format.ts'
import { Loaded } from '../../ui/states.tsx'
import { DifferenceTable } from './difference-table.tsx'
import { useReasonLine } from './reason-line.ts'
import { differenceQuery, historyQuery } from './report-queries.ts'

function VersionDifference({ id, from, to }: { id: number; from: number; to: number }) {
  const query = useQuery(differenceQuery(id, to, from, to))
  return <Loaded query={query}>{(difference) => <DifferenceTable rows={difference.elements} />}</Loaded>
}

interface Entry {
  readonly key: string
  readonly at: string
  readonly text: string
  readonly detail: readonly string[]
  readonly version: number | undefined
}

function useEntries(report: ReportView) {
  const { t } = useTranslation('reporting')
  const reasonLine = useReasonLine(report)
  const query = useQuery(historyQuery(report.instrumentId))
  const entries: Entry[] = [
    ...(query.data?.versions ?? []).map((version) => ({
      key: `v${version.version}`,
      at: version.changedAt,
      text: t('history.version', {
        version: version.version,
        who: version.changedByName,
        cause: t(`cause.${version.cause}`),
      }),
      detail: [],
      version: version.version,
    })),
    ...(query.data?.steps ?? []).map((step, i) => ({
      key: `s${i}`,
      at: step.at,
      text: t('history.step', { who: step.actorName, step: t(`step.${step.step}`), version: step.version }),
      detail: [
        step.comment,
        ...step.reasons.map(reasonLine),
        step.draw === undefined ? '' : t('history.draw', { ...step.draw, who: step.draw.drawnByName }),
      ].filter((text) => text !== ''),
      version: undefined,
    })),
  ]
  return { query, entries: entries.toSorted((a, b) => b.at.localeCompare(a.at)) }
}

/** Every version and every step, newest first; any version against the one before. */
export function HistoryPanel({ report }: { readonly report: ReportView }) {
  const { t } = useTranslation('reporting')
  const format = useFormat()
  const { query, entries } = useEntries(report)
  const [open, setOpen] = useState<number>()
  return (
    <Card>
      <Loaded query={query}>
        {() => (
          <Timeline
            items={entries.map((entry) => ({
              key: entry.key,
              content: (
                <Flex vertical gap={4}>
                  <Typography.Text type="secondary">{format.dateTime(entry.at)}</Typography.Text>
                  <span>{entry.text}</span>
                  {entry.detail.map((line) => (
                    <Typography.Text key={line} type="warning">
                      {line}
                    </Typography.Text>
                  ))}
                  {entry.version !== undefined && entry.version > 1 && (
                    <div>
                      <Button
                        size="small"
                        onClick={() => setOpen(open === entry.version ? undefined : entry.version)}
                      >
                        {t(open === entry.version ? 'history.hide' : 'history.show')}
                      </Button>
                    </div>
                  )}
                  {entry.version !== undefined && open === entry.version && (
                    <VersionDifference id={report.instrumentId} from={entry.version - 1} to={entry.version} />
                  )}
                </Flex>
              ),
            }))}
          />
        )}
      </Loaded>
    </Card>
  )
}
