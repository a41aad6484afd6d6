import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Card, Descriptions, Form, Input, Space, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { type KinView, type ReportView, reportingContract } from '#modules/reporting/contract.ts'
import { call } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'

const relations = ['system', 'part', 'ancestor', 'descendant'] as const

function KinLink({ kin }: { readonly kin: KinView }) {
  const { t } = useTranslation('reporting')
  const format = useFormat()
  return (
    <Space wrap>
      <Link to="/reports/$instrumentId" params={{ instrumentId: String(kin.instrumentId) }}>
        {kin.name} {kin.innerId}
      </Link>
      {kin.disposedOn !== undefined && <Tag>{t('kin.gone', { on: format.date(kin.disposedOn) })}</Tag>}
    </Space>
  )
}

function useLink(instrumentId: number) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (systemInnerId: string | null) =>
      call(reportingContract.linkToSystem, { params: { instrumentId }, body: { systemInnerId } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['report-kin'] }),
  })
}

/** Says which system the instrument is a part of, or that it is none. */
function SystemForm({ instrumentId, linked }: { readonly instrumentId: number; readonly linked: boolean }) {
  const { t } = useTranslation('reporting')
  const link = useLink(instrumentId)
  return (
    <Form<{ number: string }> layout="vertical" onFinish={({ number }) => link.mutate(number.trim())}>
      <ProblemAlert problem={link.error} />
      {linked ? (
        <Button loading={link.isPending} onClick={() => link.mutate(null)}>
          {t('kin.unlink')}
        </Button>
      ) : (
        <Form.Item label={t('kin.number')} extra={t('kin.help')}>
          <Space wrap>
            <Form.Item name="number" noStyle rules={[{ required: true }]}>
              <Input maxLength={45} style={{ width: 240 }} aria-label={t('kin.number')} />
            </Form.Item>
            <Button htmlType="submit" loading={link.isPending}>
              {t('kin.save')}
            </Button>
          </Space>
        </Form.Item>
      )}
    </Form>
  )
}

/** Sets (成套) the instrument belongs to, what it was split from or merged into, and its other numbers. */
export function KinPanel({ report }: { readonly report: ReportView }) {
  const { t } = useTranslation('reporting')
  const { instrumentId } = report
  const query = useQuery({
    queryKey: ['report-kin', instrumentId],
    queryFn: ({ signal }) => call(reportingContract.reportKin, { params: { instrumentId }, signal }),
  })
  return (
    <Loaded query={query}>
      {({ kin, numbers, mayLink }) => {
        const groups = relations.map(
          (relation) => [relation, kin.filter((one) => one.relation === relation)] as const,
        )
        const items = groups
          .filter(([, of]) => of.length > 0)
          .map(([relation, of]) => ({
            key: relation,
            label: t(`kin.${relation}`),
            children: (
              <Space orientation="vertical">
                {of.map((one) => (
                  <KinLink key={one.instrumentId} kin={one} />
                ))}
              </Space>
            ),
          }))
        const other =
          numbers.length === 0
            ? []
            : [{ key: 'numbers', label: t('kin.numbers'), children: numbers.join(' · ') }]
        const all = [...items, ...other]
        return (
          <Space orientation="vertical" size="large" style={{ width: '100%', maxWidth: 840 }}>
            {all.length === 0 ? (
              <EmptyState why={t('kin.none')} />
            ) : (
              <Descriptions bordered size="small" column={1} items={all} />
            )}
            {mayLink && !kin.some(({ relation }) => relation === 'part') && (
              <Card size="small" title={t('kin.set')}>
                <SystemForm
                  instrumentId={instrumentId}
                  linked={kin.some(({ relation }) => relation === 'system')}
                />
              </Card>
            )}
          </Space>
        )
      }}
    </Loaded>
  )
}
