import { useQuery } from '@tanstack/react-query'
import { Button, Card, Flex, Timeline, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RecordView } from '#modules/reporting/contract.ts'
import { useFormat } from '../../lib/format.ts'
import { Loaded } from '../../ui/states.tsx'
import { DifferenceTable } from './difference-table.tsx'
import { recordDifferenceQuery } from './record-queries.ts'

function Difference({ recordId, version }: { readonly recordId: number; readonly version: number }) {
  const query = useQuery(recordDifferenceQuery(recordId, version - 1, version))
  return <Loaded query={query}>{({ elements }) => <DifferenceTable rows={elements} />}</Loaded>
}

interface Props {
  readonly record: RecordView
  readonly labelOf: (element: string) => string
}

/** Every version and every step, newest first; any version against the one before. */
export function RecordHistory({ record, labelOf }: Props) {
  const { t } = useTranslation('reporting')
  const format = useFormat()
  const [open, setOpen] = useState<number>()
  const entries = [
    ...record.steps.map(({ step, reasons, comment, actorName, at, version }) => ({
      at,
      text: `${t(`record.step.${step}`)} · ${actorName} · ${t('record.version', { version })}`,
      detail: [
        comment,
        ...reasons.map(({ element, reason }) =>
          element === '' ? reason : t('returned.reason', { label: labelOf(element), reason }),
        ),
      ].filter((line) => line !== ''),
      version: undefined,
    })),
    ...record.versions.map(({ version, changedByName, changedAt }) => ({
      at: changedAt,
      text: `${t('record.saved', { version })} · ${changedByName}`,
      detail: [],
      version,
    })),
  ].toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at))
  return (
    <Card>
      <Timeline
        items={entries.map(({ at, text, detail, version }) => ({
          content: (
            <Flex vertical gap={4}>
              <Typography.Text type="secondary">{format.dateTime(at)}</Typography.Text>
              <span>{text}</span>
              {detail.map((line) => (
                <Typography.Text key={line} type="warning">
                  {line}
                </Typography.Text>
              ))}
              {version !== undefined && version > 1 && (
                <div>
                  <Button size="small" onClick={() => setOpen(open === version ? undefined : version)}>
                    {t(open === version ? 'history.hide' : 'history.show')}
                  </Button>
                </div>
              )}
              {version !== undefined && open === version && (
                <Difference recordId={record.recordId} version={version} />
              )}
            </Flex>
          ),
        }))}
      />
    </Card>
  )
}
