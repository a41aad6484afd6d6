import { Button, Card, Col, Flex, Row, Space, Tag, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import type { LedgerProposalView } from '#modules/reporting/contract.ts'
import { useFormat } from '../../lib/format.ts'
import { usePlace } from './row-place.ts'

type Decision = LedgerProposalView['decision']
interface Thing {
  readonly innerId: string
  readonly name: string
  readonly model: string
  readonly bookedOn: string
  readonly worthWan?: number | undefined
}

function ThingLine({ thing, mark }: { readonly thing: Thing; readonly mark?: string }) {
  const format = useFormat()
  const worth = thing.worthWan === undefined ? '' : format.wan(thing.worthWan)
  const facts = [thing.model, thing.bookedOn, worth, mark ?? ''].filter((text) => text !== '')
  return (
    <li>
      <b>{thing.innerId}</b> {thing.name}
      <br />
      <Typography.Text type="secondary">{facts.join(' · ')}</Typography.Text>
    </li>
  )
}

function Things({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <Col xs={24} md={12}>
      <Typography.Text type="secondary">{title}</Typography.Text>
      <ul style={{ margin: 0, paddingInlineStart: 18 }}>{children}</ul>
    </Col>
  )
}

const decisionColour = { confirmed: 'success', refused: 'default' } as const

function Standing({ proposal }: { readonly proposal: LedgerProposalView }) {
  const { t } = useTranslation('ledger')
  const format = useFormat()
  const { decision, decidedByName, applied, obstacle, disposedOn } = proposal
  if (decision === 'open') return null
  const day = decision === 'confirmed' && disposedOn !== undefined ? format.date(disposedOn) : ''
  return (
    <Space wrap>
      <Tag color={decisionColour[decision]}>{t(`compare.${decision}`)}</Tag>
      {applied && <Tag color="success">{t('compare.applied')}</Tag>}
      {obstacle !== undefined && <Tag color="error">{t('compare.stuck')}</Tag>}
      <Typography.Text type="secondary">
        {[decidedByName ?? '', day].filter(Boolean).join(' · ')}
      </Typography.Text>
    </Space>
  )
}

interface Props {
  readonly proposal: LedgerProposalView
  readonly busy: boolean
  /** Undefined when nothing can be decided any more. */
  readonly decide: ((decision: Decision) => void) | undefined
}

function Choices({ proposal, busy, decide }: Props) {
  const { t } = useTranslation('ledger')
  if (decide === undefined) return null
  if (proposal.decision !== 'open')
    return (
      <Button size="small" disabled={busy} onClick={() => decide('open')}>
        {t('compare.undo')}
      </Button>
    )
  return (
    <Space>
      <Button size="small" type="primary" ghost disabled={busy} onClick={() => decide('confirmed')}>
        {t('compare.confirm')}
      </Button>
      <Button size="small" disabled={busy} onClick={() => decide('refused')}>
        {t('compare.refuse')}
      </Button>
    </Space>
  )
}

/** One proposal: what the registry has, what the ledger has, why they belong together, and what follows. */
export function ProposalItem(props: Props) {
  const { t } = useTranslation('ledger')
  const { proposal } = props
  const place = usePlace()
  const { kind, certainty, reasons, instruments, rows } = proposal
  return (
    <Card size="small">
      <Flex justify="space-between" gap={8} wrap>
        <Space wrap>
          <b>{t(`kind.${kind}`)}</b>
          <Tag color={certainty === 'sure' ? 'processing' : 'warning'}>{t(`sureness.${certainty}`)}</Tag>
          <Standing proposal={proposal} />
        </Space>
        <Choices {...props} />
      </Flex>
      <Row gutter={[16, 8]} style={{ marginBlock: 8 }}>
        <Things title={t('compare.registry')}>
          {instruments.map((thing) => (
            <ThingLine key={thing.id} thing={thing} />
          ))}
        </Things>
        {rows.length > 0 && (
          <Things title={t('compare.file')}>
            {rows.map((thing) => (
              <ThingLine key={thing.no} thing={thing} mark={t('compare.rowNo', { no: place(thing) })} />
            ))}
          </Things>
        )}
      </Row>
      <Typography.Text type="secondary">
        {reasons.map((reason) => t(`because.${reason}`)).join(t('comma'))}
        <br />
        {t(`kind.${kind}.then`)}
      </Typography.Text>
    </Card>
  )
}
