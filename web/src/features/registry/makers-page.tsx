import { PlusOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Card, Flex, Input, Pagination, Table, Tabs, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type MakerRowView, makerRoutes } from '#modules/registry/contract.ts'
import { useFilters } from '../../lib/address.ts'
import { call } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { PageFrame } from '../../ui/page-frame.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { MakerPanel } from './maker-panel.tsx'
import { useCountries, useMakerAct } from './maker-queries.ts'
import { NewMakerDialog } from './new-maker-dialog.tsx'

const perPage = 50
const aliasesShown = 4

function MakerTable({ onOpen }: { readonly onOpen: (id: number) => void }) {
  const { t } = useTranslation('registry')
  const format = useFormat()
  const countries = useCountries()
  const [{ words, page }, change] = useFilters<{ words: string | undefined; page: string | undefined }>()
  const at = Math.max(1, Number(page ?? 1))
  const query = useQuery({
    queryKey: ['makers', 'list', words ?? '', at],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      call(makerRoutes.makers, {
        query: { words: words ?? '', offset: (at - 1) * perPage, limit: perPage },
        signal,
      }),
  })
  return (
    <Flex vertical gap={12}>
      <Input.Search
        allowClear
        defaultValue={words ?? ''}
        style={{ maxWidth: 360 }}
        placeholder={t('maker.search')}
        aria-label={t('maker.search')}
        onSearch={(sought) => change({ words: sought || undefined, page: undefined })}
      />
      <Loaded query={query}>
        {({ total, items }) => (
          <>
            <Table<MakerRowView>
              rowKey="id"
              size="middle"
              dataSource={items}
              pagination={false}
              locale={{ emptyText: <EmptyState why={t('maker.none')} /> }}
              onRow={(row) => ({
                tabIndex: 0,
                style: { cursor: 'pointer' },
                onClick: () => onOpen(row.id),
                onKeyDown: (event) => {
                  if (event.key === 'Enter') onOpen(row.id)
                },
              })}
              columns={[
                {
                  title: t('maker.name'),
                  render: (_, row) => (
                    <>
                      <Typography.Text strong>{format.either(row.name, row.nameEn)}</Typography.Text>
                      <div>
                        <Typography.Text type="secondary">
                          {row.names
                            .slice(0, aliasesShown)
                            .map(({ name }) => name)
                            .join(' · ')}
                        </Typography.Text>
                      </div>
                    </>
                  ),
                },
                {
                  title: t('maker.country'),
                  width: 140,
                  responsive: ['md'],
                  render: (_, { country }) =>
                    format.either(country, countries.find(({ name }) => name === country)?.nameEn ?? ''),
                },
                {
                  title: t('maker.names'),
                  align: 'right',
                  width: 110,
                  responsive: ['md'],
                  render: (_, row) => row.names.length,
                },
                {
                  title: t('maker.instruments'),
                  align: 'right',
                  width: 130,
                  render: (_, row) => format.number(row.instruments),
                },
              ]}
            />
            <Pagination
              align="end"
              current={at}
              total={total}
              pageSize={perPage}
              showSizeChanger={false}
              hideOnSinglePage
              onChange={(next) => change({ page: String(next) })}
            />
          </>
        )}
      </Loaded>
    </Flex>
  )
}

/** Spellings in use that lead to no maker; a near one is taken in as a misspelling with one click. */
function Strays({ onNew }: { readonly onNew: (name: string) => void }) {
  const { t } = useTranslation('registry')
  const format = useFormat()
  const act = useMakerAct()
  const query = useQuery({
    queryKey: ['makers', 'strays'],
    queryFn: ({ signal }) => call(makerRoutes.strayMakers, { signal }),
  })
  return (
    <Loaded query={query}>
      {({ items }) => (
        <>
          <ProblemAlert problem={act.error} />
          <Table
            rowKey="text"
            size="middle"
            dataSource={items}
            pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
            locale={{ emptyText: <EmptyState why={t('maker.noStrays')} /> }}
            columns={[
              { title: t('maker.written'), dataIndex: 'text' },
              {
                title: t('maker.instruments'),
                align: 'right',
                width: 130,
                render: (_, row) => format.number(row.instruments),
              },
              {
                title: t('maker.perhaps'),
                render: (_, { text, near }) => (
                  <Flex gap={8} wrap>
                    {near !== undefined && (
                      <Button
                        size="small"
                        type="primary"
                        loading={act.isPending}
                        onClick={() =>
                          act.mutate(() =>
                            call(makerRoutes.addMakerName, {
                              params: { makerId: near.id },
                              body: { name: text, kind: 'misspelling' },
                            }),
                          )
                        }
                      >
                        {t('maker.is', { name: format.either(near.name, near.nameEn) })}
                      </Button>
                    )}
                    <Button size="small" onClick={() => onNew(text)}>
                      {t('maker.asNew')}
                    </Button>
                  </Flex>
                ),
              },
            ]}
          />
        </>
      )}
    </Loaded>
  )
}

/** Makers as records: search, names, what to bring together, spellings nobody knows. */
export function MakersPage() {
  const { t } = useTranslation('registry')
  const [{ tab, maker }, change] = useFilters<{ tab: string | undefined; maker: string | undefined }>()
  const [entering, setEntering] = useState<string>()
  const open = (id: number | undefined) => change({ maker: id === undefined ? undefined : String(id) })
  return (
    <PageFrame
      title={t('maker.title')}
      hint={t('maker.hint')}
      extra={
        <Button icon={<PlusOutlined />} onClick={() => setEntering('')}>
          {t('maker.new')}
        </Button>
      }
    >
      <Card>
        <Tabs
          activeKey={tab ?? 'list'}
          onChange={(key) => change({ tab: key === 'list' ? undefined : key })}
          items={[
            { key: 'list', label: t('maker.list'), children: <MakerTable onOpen={open} /> },
            { key: 'strays', label: t('maker.strays'), children: <Strays onNew={setEntering} /> },
          ]}
        />
      </Card>
      <MakerPanel makerId={maker === undefined ? undefined : Number(maker)} onOpen={open} />
      {entering !== undefined && (
        <NewMakerDialog name={entering} onClose={() => setEntering(undefined)} onMade={open} />
      )}
    </PageFrame>
  )
}
