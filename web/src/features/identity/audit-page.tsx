import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Drawer, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { type AuditEntryView, identityContract } from '#modules/identity/contract.ts'
import { useFilters } from '../../lib/address.ts'
import { call } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { FittingTable } from '../../ui/fitting-table.tsx'
import { PageFrame } from '../../ui/page-frame.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { EmptyState } from '../../ui/states.tsx'

type Entry = z.infer<typeof AuditEntryView>
type Filters = { subject: string; subjectId: string; unitId: number }

/** What is ever written about in the trail. */
const subjects = [
  'account',
  'booking',
  'campaign',
  'centre',
  'code_table',
  'group',
  'instrument',
  'instrument_year',
  'ledger_import',
  'notice',
  'service_record',
  'unit',
  'use',
  'picture',
] as const

/** The instant in the reader's own zone, seconds included: an auditor compares traces. */
const localTime = (iso: string) => new Date(iso).toLocaleString('sv-SE')

function Changes({ entry, onClose }: { readonly entry: Entry | undefined; readonly onClose: () => void }) {
  const { t } = useTranslation('identity')
  return (
    <Drawer
      open={entry !== undefined}
      onClose={onClose}
      title={entry && t(`audit.act.${entry.action}`, entry.action)}
      size={560}
    >
      {entry !== undefined && (
        <>
          <p>
            {localTime(entry.at)} · {entry.actorName} · {t(`audit.of.${entry.subject}`, entry.subject)}{' '}
            {entry.subjectId}
          </p>
          {entry.changes === null || entry.changes === undefined ? (
            <EmptyState why={t('audit.noChanges')} />
          ) : (
            <pre className="audit-changes">{JSON.stringify(entry.changes, null, 2)}</pre>
          )}
        </>
      )}
    </Drawer>
  )
}

export default function AuditPage() {
  const { t } = useTranslation('identity')
  const format = useFormat()
  const [filters, setFilters] = useFilters<Filters>()
  const [open, setOpen] = useState<Entry>()
  const trail = useInfiniteQuery({
    queryKey: ['audit', filters],
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(identityContract.audit, {
        query: {
          ...filters,
          unitId: filters.unitId === undefined ? undefined : Number(filters.unitId),
          before: pageParam,
        },
        signal,
      }),
    getNextPageParam: (page) => page.next,
  })
  const rows = trail.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <PageFrame title={t('menu.audit')} hint={t('audit.hint')}>
      <Form<Filters>
        layout="inline"
        className="list-filters"
        initialValues={filters}
        onFinish={(values) => setFilters(values)}
      >
        <Form.Item name="subject" label={t('audit.subject')}>
          <Select
            allowClear
            className="audit-subject"
            options={subjects.map((value) => ({ value, label: t(`audit.of.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="subjectId" label={t('audit.subjectId')}>
          <Input allowClear maxLength={50} />
        </Form.Item>
        <Form.Item name="unitId" label={t('audit.unitId')}>
          <Input allowClear inputMode="numeric" maxLength={12} />
        </Form.Item>
        <Button type="primary" htmlType="submit">
          {t('audit.filter')}
        </Button>
      </Form>
      <ProblemAlert problem={trail.error} />
      <FittingTable<Entry>
        rowKey="id"
        size="small"
        loading={trail.isFetching}
        dataSource={rows}
        pagination={false}
        onRow={(entry) => ({ onClick: () => setOpen(entry), className: 'row-opens' })}
        locale={{ emptyText: trail.isFetching ? ' ' : <EmptyState why={t('audit.none')} /> }}
        columns={[
          {
            title: t('audit.number'),
            dataIndex: 'id',
            align: 'right',
            render: (id: number) => format.number(id),
          },
          { title: t('audit.at'), dataIndex: 'at', render: localTime },
          { title: t('audit.actor'), dataIndex: 'actorName' },
          {
            title: t('audit.action'),
            dataIndex: 'action',
            render: (action: string, entry) => (
              <Button type="link" size="small" className="cell-link" onClick={() => setOpen(entry)}>
                {t(`audit.act.${action}`, action)}
              </Button>
            ),
          },
          {
            title: t('audit.subject'),
            key: 'subject',
            render: (_, entry) => `${t(`audit.of.${entry.subject}`, entry.subject)} ${entry.subjectId}`,
          },
          { title: t('audit.unitId'), dataIndex: 'unitId', align: 'right' },
        ]}
      />
      {trail.hasNextPage && (
        <Button
          className="list-more"
          loading={trail.isFetchingNextPage}
          onClick={() => void trail.fetchNextPage()}
        >
          {t('audit.more')}
        </Button>
      )}
      <Changes entry={open} onClose={() => setOpen(undefined)} />
    </PageFrame>
  )
}
