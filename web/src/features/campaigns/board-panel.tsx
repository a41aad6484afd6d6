import { DownloadOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Card, Checkbox, Drawer, Input, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type BoardRowView,
  campaignContract,
  type CampaignView,
  type OwedFiguresView,
} from '#modules/reporting/contract.ts'
import { useFilters } from '../../lib/address.ts'
import { download } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { type FittingColumn, FittingTable } from '../../ui/fitting-table.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { type BoardBy, boardQuery, type BoardWish } from './campaign-queries.ts'
import { Late, Share } from './campaign-tags.tsx'
import { HandOverFigures } from './hand-over-panel.tsx'
import { UnitInstruments } from './unit-instruments.tsx'
import { UnitOwed } from './unit-owed.tsx'

type Filters = { by: BoardBy; department: string; city: string; unit: string; words: string; late: 'yes' }
const ways = ['unit', 'department', 'city'] as const

function useColumns(
  by: BoardBy,
  kinds: readonly OwedFiguresView['kind'][],
  onOpen: (row: BoardRowView) => void,
): FittingColumn<BoardRowView>[] {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const count = (key: string, of: (row: BoardRowView) => number): FittingColumn<BoardRowView> => ({
    key,
    title: t(`figure.${key}`),
    align: 'right',
    width: 96,
    sorter: (a, b) => of(a) - of(b),
    render: (_, row) => format.number(of(row)),
  })
  return [
    {
      key: 'name',
      title: t(`by.${by}`),
      width: 220,
      fixed: 'left',
      render: (_, row) => (
        <Button type="link" className="cell-link campaign-name" onClick={() => onOpen(row)}>
          {row.name || t('unknown')}
        </Button>
      ),
    },
    ...(by === 'unit' ? [] : [count('units', (row) => row.units)]),
    {
      key: 'handedIn',
      title: t('figure.handedIn'),
      width: 220,
      sorter: (a, b) =>
        a.figures.handedIn / (a.figures.mustReport || 1) - b.figures.handedIn / (b.figures.mustReport || 1),
      render: (_, row) => <Share part={row.figures.handedIn} whole={row.figures.mustReport} />,
    },
    ...kinds.map((kind): FittingColumn<BoardRowView> => {
      const own = (row: BoardRowView) => row.owed.find((one) => one.kind === kind)
      return {
        key: `kind${kind}`,
        title: t('figure.kind', { kind: t(`kind.${kind}`) }),
        align: 'right',
        width: 120,
        render: (_, row) =>
          t('share', {
            part: format.number(own(row)?.handedIn ?? 0),
            whole: format.number(own(row)?.owed ?? 0),
          }),
      }
    }),
    count('acceptedCount', (row) => row.figures.accepted),
    count('handedOver', (row) => row.handOver.reduce((sum, one) => sum + one.handedOver, 0)),
    count('toHandOver', (row) => row.handOver.reduce((sum, one) => sum + one.open, 0)),
    count('returned', (row) => row.figures.byState.returned),
    count('undecided', (row) => row.figures.undecided),
    count('remaining', (row) => row.remaining),
    {
      key: 'late',
      title: t('figure.late'),
      align: 'right',
      width: 88,
      sorter: (a, b) => a.figures.lateInUnit - b.figures.lateInUnit,
      render: (_, row) => <Late count={row.figures.lateInUnit} />,
    },
    {
      key: 'prompted',
      title: t('figure.prompted'),
      width: 190,
      render: (_, row) =>
        row.promptedOn === undefined ? '' : t('prompted', { count: row.prompts, day: row.promptedOn }),
    },
  ]
}

const matching = (rows: readonly BoardRowView[], words: string, lateOnly: boolean) =>
  rows.filter((row) => row.name.includes(words) && (!lateOnly || row.figures.lateInUnit > 0))

function Tools({
  campaign,
  wish,
  onProblem,
}: {
  readonly campaign: CampaignView
  readonly wish: BoardWish
  readonly onProblem: (problem: unknown) => void
}) {
  const { t } = useTranslation('campaigns')
  const save = () => {
    onProblem(undefined)
    download(campaignContract.exportCampaignBoard, {
      params: { campaignId: campaign.id },
      query: { ...wish, format: 'xlsx' },
    }).catch(onProblem)
  }
  return (
    <Button icon={<DownloadOutlined />} onClick={save}>
      {t('act.export')}
    </Button>
  )
}

/** Progress by unit, department or city, down to the instruments of one unit. */
export function BoardPanel({ campaign }: { readonly campaign: CampaignView }) {
  const { t } = useTranslation('campaigns')
  const [filters, change] = useFilters<Filters>()
  const [problem, setProblem] = useState<unknown>()
  const by = filters.by ?? 'unit'
  const wish: BoardWish = {
    by,
    departmentId: filters.department === undefined ? undefined : Number(filters.department),
    cityCode: filters.city,
  }
  const board = useQuery(boardQuery(campaign.id, wish))
  const kinds = campaign.owed.map(({ kind }) => kind)
  const columns = useColumns(by, kinds, ({ key }) =>
    by === 'unit' ? change({ unit: key }) : change({ by: 'unit', [by]: key === '' ? undefined : key }),
  )
  const narrowed = filters.department !== undefined || filters.city !== undefined
  return (
    <Card
      className="stacked"
      title={t('board')}
      extra={<Tools campaign={campaign} wish={wish} onProblem={setProblem} />}
    >
      <ProblemAlert problem={problem} />
      <div className="campaign-bar">
        <Segmented<BoardBy>
          value={by}
          options={ways.map((value) => ({ value, label: t(`by.${value}`) }))}
          onChange={(value) => change({ by: value, department: undefined, city: undefined })}
        />
        <Input.Search
          allowClear
          placeholder={t('find')}
          aria-label={t('find')}
          defaultValue={filters.words}
          onSearch={(words) => change({ words })}
        />
        <Checkbox
          checked={filters.late === 'yes'}
          onChange={({ target }) => change({ late: target.checked ? 'yes' : undefined })}
        >
          {t('lateOnly')}
        </Checkbox>
        {narrowed && (
          <Button type="link" onClick={() => change({ department: undefined, city: undefined })}>
            {t('everybody')}
          </Button>
        )}
      </div>
      <Loaded query={board}>
        {({ rows }) => (
          <FittingTable<BoardRowView>
            rowKey="key"
            size="middle"
            columns={columns}
            dataSource={matching(rows, filters.words ?? '', filters.late === 'yes')}
            pagination={{ hideOnSinglePage: true, pageSize: 50, showSizeChanger: false }}
            locale={{ emptyText: <EmptyState why={t('board.empty')} /> }}
          />
        )}
      </Loaded>
      <Drawer
        size={920}
        open={filters.unit !== undefined}
        onClose={() => change({ unit: undefined })}
        title={t('unit.title', { campaign: campaign.name })}
        destroyOnHidden
      >
        {filters.unit !== undefined && (
          <>
            {board.data?.rows
              .filter(({ key }) => by === 'unit' && key === filters.unit)
              .map((row) => (
                <HandOverFigures key={row.key} figures={row.handOver} />
              ))}
            <UnitInstruments
              campaignId={campaign.id}
              unitId={Number(filters.unit)}
              frozen={campaign.state === 'closed'}
            />
            {campaign.owed.length > 0 && <UnitOwed campaignId={campaign.id} unitId={Number(filters.unit)} />}
          </>
        )}
      </Drawer>
    </Card>
  )
}
