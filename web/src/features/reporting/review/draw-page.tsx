import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Button, Card, Descriptions, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { usePathParam } from '../../../lib/address.ts'
import { useFormat } from '../../../lib/format.ts'
import { FittingTable } from '../../../ui/fitting-table.tsx'
import { PageFrame } from '../../../ui/page-frame.tsx'
import { Loaded } from '../../../ui/states.tsx'
import { ReviewLink } from './review-link.tsx'
import { drawQuery } from './review-queries.ts'

type Draw = NonNullable<Awaited<ReturnType<NonNullable<ReturnType<typeof drawQuery>['queryFn']>>>>
type Member = Draw['members'][number]

function Facts({ draw }: { readonly draw: Draw }) {
  const { t } = useTranslation('reporting')
  const format = useFormat()
  const closed =
    draw.closedAt === undefined
      ? ''
      : t('draw.closed', { who: draw.closedByName ?? '', when: format.dateTime(draw.closedAt) })
  const items = [
    ['draws.by', t('draw.drawn', { who: draw.drawnByName, when: format.dateTime(draw.drawnAt) })],
    ['draws.outcome', `${t(`draws.state.${draw.state}`)} ${closed}`],
    [
      'draw.ruleLabel',
      t('draw.rule', {
        share: format.percent(draw.rule.share, 0),
        least: draw.rule.leastInUnit,
        limit: format.percent(draw.rule.greatestWrongShare, 0),
      }),
    ],
    ['draw.seed', draw.seed],
  ] as const
  return (
    <Descriptions
      column={1}
      size="small"
      bordered
      items={items.map(([label, children]) => ({ key: label, label: t(label), children }))}
    />
  )
}

const colors = { correct: 'success', wrong: 'error', unjudged: 'default' } as const

function Members({ of, members }: { readonly of: Draw['of']; readonly members: readonly Member[] }) {
  const { t } = useTranslation('reporting')
  const format = useFormat()
  return (
    <FittingTable<Member>
      rowKey="subjectId"
      size="small"
      dataSource={[...members]}
      pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      columns={[
        {
          key: 'name',
          title: t('column.name'),
          render: (_, one) => (
            <ReviewLink of={of} subjectId={one.subjectId}>
              {format.either(one.name, one.nameEn) || one.innerId}
            </ReviewLink>
          ),
        },
        {
          key: 'unit',
          title: t('column.unit'),
          render: (_, { unitName, unitNameEn }) => format.either(unitName, unitNameEn),
        },
        { key: 'number', title: t('column.number'), dataIndex: 'innerId' },
        {
          key: 'sampled',
          title: t('draws.sampled'),
          render: (_, one) => (one.sampled ? t('draw.inSample') : ''),
        },
        {
          key: 'verdict',
          title: t('draw.verdict'),
          render: (_, one) =>
            one.sampled && (
              <>
                <Tag color={colors[one.verdict]}>{t(`draw.verdict.${one.verdict}`)}</Tag>
                {[one.comment, ...one.reasons.map(({ reason }) => reason)].filter(Boolean).join('；')}
              </>
            ),
        },
      ]}
    />
  )
}

/** One draw: what it was drawn from, what the sample showed, and that the seed gives the same again. */
export function DrawPage() {
  const { t } = useTranslation('reporting')
  const drawId = Number(usePathParam('drawId'))
  const query = useQuery(drawQuery(drawId))
  return (
    <Loaded query={query}>
      {(draw) => (
        <PageFrame
          title={t('draws.nth', { drawId })}
          extra={
            draw.state === 'open' && (
              <Link
                to="/review"
                search={{ level: draw.level, of: draw.of, drawId: String(drawId), claim: 'all' }}
              >
                <Button type="primary">{t('draw.goOn')}</Button>
              </Link>
            )
          }
        >
          <Alert
            className="problem"
            showIcon
            type={draw.verified ? 'success' : 'error'}
            title={t(draw.verified ? 'draw.verified' : 'draw.notVerified')}
          />
          <Card className="report-section">
            <Facts draw={draw} />
          </Card>
          <Card>
            <Members of={draw.of} members={draw.members} />
          </Card>
        </PageFrame>
      )}
    </Loaded>
  )
}
