import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input, Popconfirm, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type GroupView, organizationsContract, type UnitView } from '#modules/organizations/contract.ts'
import { call } from '../../lib/client.ts'
import { showInFields } from '../../ui/field-problems.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { Loaded } from '../../ui/states.tsx'
import { ListWithForm } from './list-with-form.tsx'
import { groupsQuery, membersQuery } from './organization-queries.ts'

interface GroupText {
  readonly name: string
  readonly leadAccountId?: number
  readonly memberIds: number[]
}

/** People to choose from: the unit's accounts, or those already in the group when one may not list accounts. */
function usePeople(unit: UnitView, group: GroupView | undefined) {
  const members = useQuery({ ...membersQuery(unit.id), enabled: unit.may.grant })
  const known = [...(group?.lead === undefined ? [] : [group.lead]), ...(group?.members ?? [])]
  const people = new Map([...known, ...(members.data ?? [])].map((one) => [one.accountId, one.displayName]))
  return [...people].map(([value, label]) => ({ value, label }))
}

function useGroupChanges(unitId: number, group: GroupView | undefined, onDone: () => void) {
  const client = useQueryClient()
  const onSuccess = async () => {
    await client.invalidateQueries({ queryKey: ['unit', unitId] })
    onDone()
  }
  const save = useMutation({
    mutationFn: async (body: GroupText) => {
      if (group === undefined) await call(organizationsContract.createGroup, { params: { unitId }, body })
      else await call(organizationsContract.editGroup, { params: { unitId, groupId: group.id }, body })
    },
    onSuccess,
  })
  const remove = useMutation({
    mutationFn: (groupId: number) => call(organizationsContract.deleteGroup, { params: { unitId, groupId } }),
    onSuccess,
  })
  return { save, remove }
}

const fieldOf = { 'organizations.name_taken': 'name', 'organizations.own_grant': 'leadAccountId' }

function GroupForm({
  unit,
  group,
  onDone,
}: {
  readonly unit: UnitView
  readonly group: GroupView | undefined
  readonly onDone: () => void
}) {
  const { t } = useTranslation('organizations')
  const [form] = Form.useForm<GroupText>()
  const [left, setLeft] = useState<unknown>()
  const people = usePeople(unit, group)
  const { save, remove } = useGroupChanges(unit.id, group, onDone)
  const onError = (problem: unknown) => setLeft(showInFields(form, problem, fieldOf) ? problem : undefined)
  const choose = { showSearch: { optionFilterProp: 'label' }, allowClear: true, options: people }
  return (
    <>
      <ProblemAlert problem={left} />
      <Form
        form={form}
        layout="vertical"
        initialValues={{
          name: group?.name ?? '',
          leadAccountId: group?.lead?.accountId,
          memberIds: group?.members.map(({ accountId }) => accountId) ?? [],
        }}
        onFinish={(body) => save.mutate(body, { onError })}
      >
        <Form.Item name="name" label={t('group.name')} rules={[{ required: true, message: t('needed') }]}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item
          name="leadAccountId"
          label={`${t('group.lead')}${t('optional')}`}
          extra={t('group.lead.help')}
        >
          <Select {...choose} />
        </Form.Item>
        <Form.Item name="memberIds" label={`${t('group.members')}${t('optional')}`}>
          <Select {...choose} mode="multiple" />
        </Form.Item>
        <div className="form-actions">
          <Button type="primary" htmlType="submit" loading={save.isPending}>
            {t('save')}
          </Button>
          {group !== undefined && (
            <Popconfirm
              title={t('group.ask', { name: group.name })}
              onConfirm={() => remove.mutate(group.id, { onError })}
            >
              <Button danger loading={remove.isPending}>
                {t('remove')}
              </Button>
            </Popconfirm>
          )}
        </div>
      </Form>
    </>
  )
}

/** Research groups of a unit; a row opens its form. */
export function GroupsTab({ unit }: { readonly unit: UnitView }) {
  const { t } = useTranslation('organizations')
  const groups = useQuery(groupsQuery(unit.id))
  return (
    <Loaded query={groups}>
      {(rows) => (
        <ListWithForm<GroupView>
          rows={rows}
          edits
          head={{ title: t('group.name'), nameOf: ({ name }) => name }}
          words={{ none: t('group.none'), add: t('group.add') }}
          columns={[
            { title: t('group.lead'), key: 'lead', render: (_, { lead }) => lead?.displayName },
            {
              title: t('group.count'),
              key: 'count',
              align: 'right',
              render: (_, { members }) => members.length,
            },
          ]}
          form={(group, close) => <GroupForm unit={unit} group={group} onDone={close} />}
        />
      )}
    </Loaded>
  )
}
