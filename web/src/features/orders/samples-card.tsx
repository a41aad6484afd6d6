import { PrinterOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button, Card, Flex, Input, Modal, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ordersContract, type OrderView, type SampleView } from '#modules/orders/contract.ts'
import { call } from '../../lib/client.ts'
import { type FittingColumn, FittingTable } from '../../ui/fitting-table.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { useAct } from './order-queries.ts'

type SampleWork = SampleView['works'][number]

/** What fits every one of the samples chosen. */
const worksOfAll = ([first, ...others]: readonly SampleView[]): SampleWork[] =>
  (first?.works ?? []).filter((work) => others.every((other) => other.works.includes(work)))

const colors: Partial<Record<SampleView['state'], string>> = {
  waiting: 'default',
  preparing: 'processing',
  measuring: 'processing',
  done: 'success',
  failed: 'error',
  missing: 'warning',
}

function useColumns(order: OrderView): FittingColumn<SampleView>[] {
  const { t } = useTranslation('orders')
  const hazards = new Map(order.hazards.map((one) => [one.code, one.name]))
  return [
    {
      key: 'name',
      title: t('sample.name'),
      render: (_, one) => (
        <>
          {t('sample.numbered', { position: one.position, name: one.name })}
          <div className="order-second">{one.sampleNo}</div>
        </>
      ),
    },
    {
      key: 'amount',
      title: t('sample.amount'),
      align: 'right',
      width: 100,
      render: (_, one) => (one.amount === undefined ? '' : `${one.amount} ${one.amountUnit}`),
    },
    {
      key: 'about',
      title: t('sample.about'),
      width: 220,
      render: (_, one) => (
        <>
          {[one.matrix, one.storage].filter(Boolean).join(' · ')}
          <div className="order-second">
            {one.hazards.map((code) => hazards.get(code) ?? code).join(' · ')}
          </div>
        </>
      ),
    },
    {
      key: 'state',
      title: t('field.state'),
      width: 150,
      render: (_, one) => (
        <>
          <Tag color={colors[one.state] ?? 'default'}>{t(`sampleState.${one.state}`)}</Tag>
          {one.repeats > 0 && <Tag>{t('sample.repeats', { count: one.repeats })}</Tag>}
          <div className="order-second">{one.failReason || one.condition}</div>
        </>
      ),
    },
    {
      key: 'afterwards',
      title: t('sample.afterwards'),
      width: 150,
      render: (_, one) =>
        one.disposal === ''
          ? t(`afterwards.${one.afterwards}`)
          : t('sample.disposed', { how: t(`disposal.${one.disposal}`), date: one.disposedOn ?? '' }),
    },
  ]
}

interface DialogProps {
  readonly order: OrderView
  readonly work: SampleWork
  readonly positions: readonly number[]
  readonly onClose: (done: boolean) => void
}

function workOn(order: OrderView, work: SampleWork, positions: readonly number[], note: string) {
  const params = { orderId: order.orderId }
  if (work === 'returned' || work === 'kept' || work === 'destroyed')
    return call(ordersContract.disposeSamples, {
      params,
      body: { positions: [...positions], how: work, on: order.today },
    })
  return call(ordersContract.workSamples, {
    params,
    body: { positions: [...positions], act: work, note, version: order.version },
  })
}

/** What to say about the samples chosen: their condition, or why they failed. */
function NoteDialog({ order, work, positions, onClose }: DialogProps) {
  const { t } = useTranslation('orders')
  const { busy, problem, act } = useAct()
  const [note, setNote] = useState('')
  const take = async () => {
    if (await act(() => workOn(order, work, positions, note))) onClose(true)
  }
  return (
    <Modal
      open
      title={t(`work.${work}`)}
      okText={t(`work.${work}`)}
      okButtonProps={{ loading: busy, disabled: work === 'fail' && note.trim() === '' }}
      onOk={() => void take()}
      onCancel={() => onClose(false)}
    >
      <p>{t(`workAsk.${work}`, { count: positions.length })}</p>
      <ProblemAlert problem={problem} />
      <Input.TextArea
        rows={2}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.target.value)}
        placeholder={t(work === 'receive' ? 'sample.condition' : 'comment.needed')}
        aria-label={t(work === 'receive' ? 'sample.condition' : 'comment.needed')}
      />
    </Modal>
  )
}

interface BarProps {
  readonly order: OrderView
  readonly chosen: readonly number[]
  readonly onDone: () => void
}

/** What can be done to all the samples chosen. */
function WorkBar({ order, chosen, onDone }: BarProps) {
  const { t } = useTranslation('orders')
  const { busy, problem, act } = useAct()
  const [asking, setAsking] = useState<SampleWork>()
  const picked = order.samples.filter((sample) => chosen.includes(sample.position))
  const works = worksOfAll(picked)
  const take = async (work: SampleWork) => {
    if (work === 'receive' || work === 'fail') setAsking(work)
    else if (await act(() => workOn(order, work, chosen, ''))) onDone()
  }
  return (
    <>
      <ProblemAlert problem={problem} />
      <Flex gap={8} wrap style={{ marginBottom: 12 }} aria-live="polite">
        {chosen.length === 0 && <span className="order-second">{t('work.choose')}</span>}
        {works.map((work, at) => (
          <Button
            key={work}
            type={at === 0 ? 'primary' : 'default'}
            danger={work === 'fail' || work === 'miss'}
            loading={busy}
            onClick={() => void take(work)}
          >
            {t('work.many', { work: t(`work.${work}`), count: chosen.length })}
          </Button>
        ))}
      </Flex>
      {asking !== undefined && (
        <NoteDialog
          order={order}
          work={asking}
          positions={chosen}
          onClose={(done) => {
            setAsking(undefined)
            if (done) onDone()
          }}
        />
      )}
    </>
  )
}

const workable: readonly string[] = [
  'awaiting_samples',
  'received',
  'measuring',
  'handed_over',
  'closed',
  'rejected',
]

/** The samples of an order; who measures works on several at once. */
export function SamplesCard({ order }: { readonly order: OrderView }) {
  const { t } = useTranslation('orders')
  const [chosen, setChosen] = useState<number[]>([])
  const columns = useColumns(order)
  const works = order.may.work && workable.includes(order.state)
  const labels = order.may.work && order.samples.some((sample) => sample.sampleNo !== undefined)
  const selection = {
    selectedRowKeys: chosen,
    onChange: (keys: readonly unknown[]) => setChosen(keys.map(Number)),
  }
  return (
    <Card
      title={t('part.samples', { count: order.sampleCount })}
      extra={
        labels && (
          <Link to={`/orders/${order.orderId}/labels`}>
            <PrinterOutlined /> {t('labels.open')}
          </Link>
        )
      }
    >
      {works && <WorkBar order={order} chosen={chosen} onDone={() => setChosen([])} />}
      <FittingTable<SampleView>
        rowKey="position"
        size="middle"
        pagination={{ hideOnSinglePage: true, pageSize: 50 }}
        dataSource={order.samples}
        columns={columns}
        {...(works ? { rowSelection: selection } : {})}
      />
    </Card>
  )
}
