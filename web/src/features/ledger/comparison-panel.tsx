import { Alert, Button, Card, DatePicker, Flex, Segmented, Space, Tag, Typography } from 'antd'
import type { Dayjs } from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LedgerImportView, LedgerRowView } from '#modules/reporting/contract.ts'
import { useFormat } from '../../lib/format.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { type ImportKey, type ProposalKind, useDecisions, useProposals } from './ledger-queries.ts'
import { ProposalItem } from './proposal-item.tsx'
import { RowsTable } from './rows-table.tsx'

interface Props {
  readonly ledger: LedgerImportView
  readonly of: ImportKey
}
type Verdict = LedgerRowView['verdict']
const shownVerdicts = ['new', 'changed', 'same', 'skipped'] as const satisfies readonly Verdict[]
const kinds: readonly ProposalKind[] = ['renumbered', 'split', 'merged', 'disposed', 'vanished']
const linking = new Set<ProposalKind>(['renumbered', 'split', 'merged'])

/** Whether changed numbers, splits or mergers wait for a word; until then nothing is imported. */
export const hasOpenLinks = ({ proposals }: LedgerImportView): boolean =>
  proposals.some(({ kind, decision }) => decision === 'open' && linking.has(kind))

/** How many rows are new, changed or the same; each opens its rows. */
function Verdicts({ ledger, of }: Props) {
  const { t } = useTranslation('ledger')
  const format = useFormat()
  const [shown, setShown] = useState<Verdict | undefined>()
  const there = shownVerdicts.filter((verdict) => (ledger.verdicts[verdict] ?? 0) > 0)
  return (
    <>
      <Space wrap>
        {there.map((verdict) => (
          <Button
            key={verdict}
            size="small"
            type={shown === verdict ? 'primary' : 'default'}
            aria-expanded={shown === verdict}
            onClick={() => setShown(shown === verdict ? undefined : verdict)}
          >
            {t(`compare.verdict.${verdict}`)} {format.number(ledger.verdicts[verdict] ?? 0)}
          </Button>
        ))}
      </Space>
      {shown !== undefined && <RowsTable key={shown} of={of} ledger={ledger} wish={{ verdict: shown }} />}
    </>
  )
}

function useKinds(ledger: LedgerImportView) {
  const { t } = useTranslation('ledger')
  const countOf = (kind: ProposalKind) =>
    ledger.proposals.filter((one) => one.kind === kind).reduce((sum, { count }) => sum + count, 0)
  const there = kinds.filter((kind) => countOf(kind) > 0)
  const options = there.map((kind) => ({ value: kind, label: `${t(`kind.${kind}`)} ${countOf(kind)}` }))
  return [{ value: 'all' as const, label: t('compare.all') }, ...options]
}

/** The proposals of a kind, with one click for all of them. */
function Proposals({ ledger, of }: Props) {
  const { t } = useTranslation('ledger')
  const format = useFormat()
  const [kind, setKind] = useState<ProposalKind | 'all'>('all')
  const [day, setDay] = useState<Dayjs | null>(null)
  const { decide } = useDecisions(of)
  const only = kind === 'all' ? undefined : kind
  const query = useProposals(of, only, `${ledger.state}-${ledger.processed}`)
  const options = useKinds(ledger)
  const may = ledger.acts.includes('decide')
  const open = ledger.proposals.filter(
    (one) => one.decision === 'open' && (only === undefined || one.kind === only),
  )
  const count = open.reduce((sum, one) => sum + one.count, 0)
  const disposedOn = day === null ? {} : { disposedOn: day.format('YYYY-MM-DD') }
  return (
    <Space orientation="vertical" size="middle" style={{ width: '100%' }}>
      <ProblemAlert problem={decide.error} />
      <Flex gap={12} wrap align="center">
        {options.length > 2 && <Segmented value={kind} onChange={setKind} options={options} />}
        {may && count > 0 && (
          <Button
            type="primary"
            loading={decide.isPending}
            onClick={() =>
              decide.mutate({
                decision: 'confirmed',
                ...(only === undefined ? {} : { kind: only }),
                ...disposedOn,
              })
            }
          >
            {t('compare.confirmAll', { count: format.number(count) })}
          </Button>
        )}
        {may && ledger.proposals.some((one) => one.kind !== 'renumbered') && (
          <label>
            {t('compare.day')}{' '}
            <DatePicker value={day} onChange={setDay} disabledDate={(date) => date.isAfter(new Date())} />{' '}
            <Typography.Text type="secondary">{t('compare.dayHint')}</Typography.Text>
          </label>
        )}
      </Flex>
      {query.data?.pages
        .flatMap(({ items }) => items)
        .map((proposal) => (
          <ProposalItem
            key={proposal.key}
            proposal={proposal}
            busy={decide.isPending}
            decide={
              may ? (decision) => decide.mutate({ decision, keys: [proposal.key], ...disposedOn }) : undefined
            }
          />
        ))}
      {query.hasNextPage && (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('compare.more')}
        </Button>
      )}
    </Space>
  )
}

/** What the ledger says about the registry: rows by what they would do, and what a person has to confirm. */
export function ComparisonPanel({ ledger, of }: Props) {
  const { t } = useTranslation('ledger')
  return (
    <Card size="small" title={t('compare.title')} extra={ledger.whole && <Tag>{t('columns.whole')}</Tag>}>
      <Space orientation="vertical" size="middle" style={{ width: '100%' }}>
        {ledger.state === 'checked' && <Verdicts ledger={ledger} of={of} />}
        {hasOpenLinks(ledger) && <Alert type="warning" showIcon title={t('compare.first')} />}
        {ledger.proposals.length === 0 ? (
          <Typography.Text type="secondary">{t('compare.none')}</Typography.Text>
        ) : (
          <Proposals ledger={ledger} of={of} />
        )}
      </Space>
    </Card>
  )
}
