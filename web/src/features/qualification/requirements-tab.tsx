import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Flex, Form, Input, Modal, Select, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { qualificationContract } from '#modules/qualification/contract.ts'
import { useFilters } from '../../lib/address.ts'
import { call, type Replied } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { FittingTable } from '../../ui/fitting-table.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { requirementsQuery, rulesQuery, useQualificationChanged } from './qualification-queries.ts'
import { useLevels } from './qualification-words.tsx'

type Row = Replied<typeof qualificationContract.managedRequirements>['items'][number]
interface Values {
  readonly byDay?: string
  readonly atNight?: string
  readonly guided?: string
  readonly nightFrom: string
  readonly nightUntil: string
}
const uses = ['byDay', 'atNight', 'guided'] as const
const inForceOf = (row: Row) => row.versions.find(({ version }) => version === row.inForce)

function History({ row }: { readonly row: Row }) {
  const { t } = useTranslation('qualification')
  const { nameOf } = useLevels()
  const format = useFormat()
  if (row.versions.length === 0) return null
  return (
    <>
      <Typography.Title level={3} style={{ fontSize: 14 }}>
        {t('requirement.versions')}
      </Typography.Title>
      <ul>
        {row.versions.map((one) => (
          <li key={one.version}>
            {t('requirement.version', {
              version: one.version,
              from: format.dateTime(one.effectiveFrom),
              name: one.changedByName,
            })}{' '}
            {uses
              .flatMap((use) => (one[use] === undefined ? [] : [`${t(`use.${use}`)} ${nameOf(one[use])}`]))
              .join(' · ') || t('requirement.nothing')}
          </li>
        ))}
      </ul>
    </>
  )
}

function RequirementDialog({ row, onDone }: { readonly row: Row; readonly onDone: () => void }) {
  const { t } = useTranslation('qualification')
  const { either } = useFormat()
  const changed = useQualificationChanged()
  const { options } = useLevels()
  const night = useQuery(rulesQuery).data?.night
  const now = inForceOf(row)
  const [form] = Form.useForm<Values>()
  const save = useMutation({
    mutationFn: (values: Values) =>
      call(qualificationContract.setRequirement, {
        params: { instrumentId: row.instrumentId },
        body: { ...values, version: row.versions[0]?.version ?? 0 },
      }),
    onSuccess: async () => {
      await changed()
      onDone()
    },
  })
  return (
    <Modal
      open
      title={t('requirement.title', { name: either(row.name, row.nameEn) })}
      okText={t('save')}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={onDone}
    >
      <Typography.Paragraph type="secondary">{t('requirement.hint')}</Typography.Paragraph>
      <ProblemAlert problem={save.error} />
      <Form
        form={form}
        layout="vertical"
        initialValues={{
          ...now,
          nightFrom: now?.nightFrom ?? night?.from ?? '22:00',
          nightUntil: now?.nightUntil ?? night?.until ?? '07:00',
        }}
        onFinish={({ byDay, atNight, guided, nightFrom, nightUntil }: Values) =>
          save.mutate({
            ...(byDay === undefined ? {} : { byDay }),
            ...(atNight === undefined ? {} : { atNight }),
            ...(guided === undefined ? {} : { guided }),
            ...{ nightFrom, nightUntil },
          })
        }
      >
        {uses.map((use) => (
          <Form.Item key={use} name={use} label={t(`use.${use}`)}>
            <Select allowClear options={options} placeholder={t('requirement.nothing')} />
          </Form.Item>
        ))}
        <Flex gap={12}>
          <Form.Item name="nightFrom" label={t('requirement.nightFrom')}>
            <Input type="time" />
          </Form.Item>
          <Form.Item name="nightUntil" label={t('requirement.nightUntil')}>
            <Input type="time" />
          </Form.Item>
        </Flex>
      </Form>
      <History row={row} />
    </Modal>
  )
}

/** What each instrument asks of who uses it; none by default. */
export function RequirementsTab() {
  const { t } = useTranslation('qualification')
  const { either } = useFormat()
  const { nameOf } = useLevels()
  const [{ search = '', after = '0' }, change] = useFilters<{
    search?: string | undefined
    after?: string | undefined
  }>()
  const query = useQuery(requirementsQuery(search, Number(after)))
  const [chosen, setChosen] = useState<Row>()
  return (
    <>
      <Input.Search
        allowClear
        defaultValue={search}
        placeholder={t('requirement.search')}
        aria-label={t('requirement.search')}
        style={{ width: 260, marginBottom: 12 }}
        onSearch={(words) => change({ search: words, after: undefined })}
      />
      <Loaded query={query}>
        {({ items, next }) => (
          <>
            <FittingTable<Row>
              rowKey="instrumentId"
              size="middle"
              pagination={false}
              dataSource={items}
              locale={{ emptyText: <EmptyState why={t('requirement.none')} /> }}
              columns={[
                {
                  key: 'name',
                  title: t('field.instrument'),
                  render: (_, row) => either(row.name, row.nameEn),
                },
                { key: 'no', title: t('field.number'), dataIndex: 'innerId' },
                ...uses.map((use) => ({
                  key: use,
                  title: t(`use.${use}`),
                  render: (_: unknown, row: Row) => nameOf(inForceOf(row)?.[use]) || t('requirement.nothing'),
                })),
                {
                  key: 'acts',
                  title: t('field.acts'),
                  card: 'whole',
                  render: (_, row) => (
                    <Button size="small" onClick={() => setChosen(row)}>
                      {t('requirement.act')}
                    </Button>
                  ),
                },
              ]}
            />
            {next !== undefined && (
              <Flex justify="center" style={{ marginTop: 12 }}>
                <Button onClick={() => change({ after: String(next) })}>{t('more')}</Button>
              </Flex>
            )}
          </>
        )}
      </Loaded>
      {chosen !== undefined && <RequirementDialog row={chosen} onDone={() => setChosen(undefined)} />}
    </>
  )
}
