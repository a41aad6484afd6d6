import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Drawer, Input, Popconfirm, Select, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import {
  type GrantInput,
  type MemberView,
  organizationsContract,
  type UnitView,
} from '#modules/organizations/contract.ts'
import { useFilters } from '../../lib/address.ts'
import { call } from '../../lib/client.ts'
import { useSession } from '../../lib/session.ts'
import { FittingTable } from '../../ui/fitting-table.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { membersQuery } from './organization-queries.ts'

type Grant = z.infer<typeof GrantInput>
const unitRoles = ['unit_administrator', 'unit_reporter', 'unit_reviewer'] as const
/** Leads of instruments and groups are named on the instrument and in the group. */
const revocable = ({ scope }: Grant) => scope !== 'instrument' && scope !== 'group'
const keyOf = ({ role, scope, scopeId }: Grant) => `${role} ${scope} ${scopeId}`

function GrantTag({ grant }: { readonly grant: MemberView['grants'][number] }) {
  const { t } = useTranslation('organizations')
  return (
    <Tag>
      {t(`role.${grant.role}`)}
      {grant.scope !== 'unit' && grant.scopeName !== undefined && ` · ${grant.scopeName}`}
    </Tag>
  )
}

/** One tag for each role and scope; instruments, whose names this page does not know, are counted. */
function Roles({ grants }: { readonly grants: MemberView['grants'] }) {
  const { t } = useTranslation('organizations')
  const instruments = grants.filter(({ scope }) => scope === 'instrument').length
  return (
    <span className="tags">
      {grants
        .filter(({ scope }) => scope !== 'instrument')
        .map((grant) => (
          <GrantTag key={keyOf(grant)} grant={grant} />
        ))}
      {instruments > 0 && (
        <Tag>{t('role.times', { role: t('role.instrument_lead'), count: instruments })}</Tag>
      )}
    </span>
  )
}

function useGrants(unit: UnitView, member: MemberView) {
  const client = useQueryClient()
  const params = { accountId: member.accountId }
  const onSuccess = () => client.invalidateQueries({ queryKey: ['unit', unit.id, 'members'] })
  const give = useMutation({
    mutationFn: (body: Grant) => call(organizationsContract.grantRole, { params, body }),
    onSuccess,
  })
  const revoke = useMutation({
    mutationFn: (body: Grant) => call(organizationsContract.revokeRole, { params, body }),
    onSuccess,
  })
  return { give, revoke }
}

function RoleEditor({ unit, member }: { readonly unit: UnitView; readonly member: MemberView }) {
  const { t } = useTranslation('organizations')
  const [wish, setWish] = useState<string>()
  const { give, revoke } = useGrants(unit, member)
  const choices: (Grant & { label: string })[] = [
    ...unitRoles.map((role) => ({
      role,
      scope: 'unit' as const,
      scopeId: String(unit.id),
      label: t(`role.${role}`),
    })),
    ...unit.centres.map(({ id, name }) => ({
      role: 'centre_manager' as const,
      scope: 'centre' as const,
      scopeId: String(id),
      label: `${t('role.centre_manager')} · ${name}`,
    })),
  ]
  const free = choices.filter((choice) => !member.grants.some((held) => keyOf(held) === keyOf(choice)))
  const chosen = free.find((choice) => keyOf(choice) === wish)
  return (
    <>
      <ProblemAlert problem={give.error ?? revoke.error} />
      <h3 className="part-title">{t('roles.held')}</h3>
      {member.grants.length === 0 && <p className="field-help">{t('roles.none')}</p>}
      <Roles grants={member.grants.filter((grant) => !revocable(grant))} />
      <ul className="plain-list">
        {member.grants.filter(revocable).map((grant) => (
          <li key={keyOf(grant)}>
            <GrantTag grant={grant} />
            <Popconfirm title={t('roles.ask')} onConfirm={() => revoke.mutate(grant)}>
              <Button size="small" type="text" danger>
                {t('roles.revoke')}
              </Button>
            </Popconfirm>
          </li>
        ))}
      </ul>
      <h3 className="part-title">{t('roles.give')}</h3>
      <p className="field-help">{t('roles.help')}</p>
      <div className="form-actions">
        <Select
          className="grow"
          aria-label={t('roles.give')}
          placeholder={t('roles.choose')}
          value={chosen === undefined ? undefined : wish}
          onChange={setWish}
          options={free.map((choice) => ({ value: keyOf(choice), label: choice.label }))}
        />
        <Button
          type="primary"
          disabled={chosen === undefined}
          loading={give.isPending}
          onClick={() => {
            if (chosen === undefined) return
            revoke.reset()
            give.mutate({ role: chosen.role, scope: chosen.scope, scopeId: chosen.scopeId })
          }}
        >
          {t('roles.give.verb')}
        </Button>
      </div>
    </>
  )
}

function MemberPanel({
  unit,
  member,
  onGone,
}: {
  readonly unit: UnitView
  readonly member: MemberView
  readonly onGone: () => void
}) {
  const { t } = useTranslation('organizations')
  const client = useQueryClient()
  const mine = useSession()?.accountId === member.accountId
  const remove = useMutation({
    mutationFn: () =>
      call(organizationsContract.removeMember, { params: { unitId: unit.id, accountId: member.accountId } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['unit', unit.id] })
      onGone()
    },
  })
  return (
    <>
      <h3 className="part-title part-first">{t('member.contact')}</h3>
      <p className="no-margin">
        {[member.login, member.email, member.phone].filter((part) => part !== undefined).join(' · ')}
      </p>
      {mine ? (
        <p className="field-help">{t('roles.own')}</p>
      ) : (
        <>
          <RoleEditor unit={unit} member={member} />
          <h3 className="part-title">{t('member.leave')}</h3>
          <p className="field-help">{t('member.leave.help')}</p>
          <ProblemAlert problem={remove.error} />
          <Popconfirm
            title={t('member.leave.ask', { name: member.displayName })}
            onConfirm={() => remove.mutate()}
          >
            <Button danger loading={remove.isPending}>
              {t('member.leave')}
            </Button>
          </Popconfirm>
        </>
      )}
    </>
  )
}

function MemberTable({
  rows,
  onOpen,
  filtered,
}: {
  readonly rows: readonly MemberView[]
  readonly onOpen: (accountId: number) => void
  readonly filtered: boolean
}) {
  const { t } = useTranslation('organizations')
  return (
    <FittingTable<MemberView>
      rowKey="accountId"
      size="small"
      dataSource={rows}
      pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      onRow={({ accountId }) => ({ onClick: () => onOpen(accountId), className: 'row-opens' })}
      locale={{ emptyText: <EmptyState why={t(filtered ? 'member.noneFits' : 'member.none')} /> }}
      columns={[
        {
          title: t('member.name'),
          key: 'name',
          render: (_, member) => (
            <Button type="link" className="cell-link" onClick={() => onOpen(member.accountId)}>
              {member.displayName}
            </Button>
          ),
        },
        { title: t('member.login'), dataIndex: 'login' },
        { title: t('member.roles'), key: 'roles', render: (_, { grants }) => <Roles grants={grants} /> },
      ]}
    />
  )
}

/** Accounts of a unit and the roles they hold; a row opens what may be changed. */
export function MembersTab({ unit }: { readonly unit: UnitView }) {
  const { t } = useTranslation('organizations')
  const members = useQuery(membersQuery(unit.id))
  const [{ q = '' }, setFilters] = useFilters<{ q: string }>()
  const [openId, setOpenId] = useState<number>()
  const open = members.data?.find(({ accountId }) => accountId === openId)
  const fits = (member: MemberView) =>
    [member.displayName, member.login, ...member.grants.map(({ role }) => t(`role.${role}`))].some((text) =>
      text.toLowerCase().includes(q.trim().toLowerCase()),
    )
  return (
    <Loaded query={members}>
      {(rows) => (
        <>
          <Input.Search
            className="list-search"
            defaultValue={q}
            placeholder={t('member.search')}
            aria-label={t('member.search')}
            allowClear
            onSearch={(value) => setFilters({ q: value })}
          />
          <MemberTable rows={rows.filter(fits)} onOpen={setOpenId} filtered={q !== ''} />
          <Drawer
            open={open !== undefined}
            onClose={() => setOpenId(undefined)}
            title={open?.displayName}
            size={480}
            destroyOnHidden
          >
            {open !== undefined && (
              <MemberPanel unit={unit} member={open} onGone={() => setOpenId(undefined)} />
            )}
          </Drawer>
        </>
      )}
    </Loaded>
  )
}
