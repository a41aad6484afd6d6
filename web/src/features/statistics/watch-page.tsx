import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { App, Button, Popconfirm } from 'antd'
import { useTranslation } from 'react-i18next'
import { statisticsContract, type WatchRowView } from '#modules/statistics/contract.ts'
import { call } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { type FittingColumn, FittingTable } from '../../ui/fitting-table.tsx'
import { PageFrame } from '../../ui/page-frame.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { things, watchQuery } from './watch-queries.ts'
import { WatchUnit } from './watch-unit.tsx'
import './figures.css'

const points = (score: number | null | undefined) => (score == null ? '–' : score.toFixed(1))

function useColumns(): FittingColumn<WatchRowView>[] {
  const { t } = useTranslation('statistics')
  const format = useFormat()
  return [
    { title: t('watch.place'), dataIndex: 'place', align: 'right', width: 70 },
    {
      title: t('by.unit'),
      key: 'unit',
      render: (_, { unitId, name, nameEn }) => (
        <Link to={`/watch/${unitId}`}>{format.either(name, nameEn)}</Link>
      ),
    },
    {
      title: t('watch.score'),
      key: 'score',
      align: 'right',
      sorter: (a, b) => (a.score ?? -1) - (b.score ?? -1),
      render: (_, { score }) => <strong>{points(score)}</strong>,
    },
    ...things.map((thing) => ({
      title: t(`watch.${thing}`),
      key: thing,
      align: 'right' as const,
      sorter: (a: WatchRowView, b: WatchRowView) => (a.things[thing] ?? -1) - (b.things[thing] ?? -1),
      render: (_: unknown, row: WatchRowView) => points(row.things[thing]),
    })),
    {
      title: t('watch.first'),
      key: 'first',
      render: (_, { first }) =>
        first && t(`watch.do.${first.thing}.${first.measure}`, { missing: format.number(first.missing) }),
    },
    {
      title: t('watch.prompted'),
      key: 'prompted',
      render: (_, { promptedAt }) => (promptedAt === undefined ? '' : format.date(promptedAt)),
    },
  ]
}

function PromptButton({ below }: { readonly below: number }) {
  const { t } = useTranslation('statistics')
  const { message } = App.useApp()
  const client = useQueryClient()
  const prompt = useMutation({
    mutationFn: () => call(statisticsContract.promptWatch, { body: {} }),
    onSuccess: async ({ prompted }) => {
      message.success(t('watch.promptedNow', { count: prompted }))
      await client.invalidateQueries({ queryKey: ['watch'] })
    },
  })
  return (
    <>
      <Popconfirm title={t('watch.promptAsk', { below })} onConfirm={() => prompt.mutate()}>
        <Button type="primary" loading={prompt.isPending}>
          {t('watch.prompt')}
        </Button>
      </Popconfirm>
      <ProblemAlert problem={prompt.error ?? undefined} />
    </>
  )
}

/** Units by how well they keep what they publish; a unit's own people see their unit at once. */
export default function WatchPage() {
  const { t } = useTranslation('statistics')
  const format = useFormat()
  const columns = useColumns()
  const query = useQuery(watchQuery)
  const only = query.data?.items.length === 1 ? query.data.items[0] : undefined
  if (only !== undefined && query.data?.mayPrompt === false) return <WatchUnit unitId={only.unitId} />
  return (
    <PageFrame
      title={t('menu.watch')}
      hint={t('watch.hint')}
      extra={query.data?.mayPrompt === true && <PromptButton below={query.data.promptBelow} />}
    >
      <Loaded query={query}>
        {({ items, asOf, version }) => (
          <>
            <p className="figures-as-of figures">
              {t('watch.asOf', { when: format.dateTime(asOf), version })}
            </p>
            <FittingTable<WatchRowView>
              rowKey="unitId"
              size="small"
              columns={columns}
              dataSource={items}
              pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
              locale={{ emptyText: <EmptyState why={t('watch.none')} /> }}
            />
          </>
        )}
      </Loaded>
    </PageFrame>
  )
}
