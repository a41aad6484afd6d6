import { useQuery } from '@tanstack/react-query'
import { Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { UnitView } from '#modules/organizations/contract.ts'
import { profilesContract, type TechnicianView } from '#modules/profiles/contract.ts'
import { call } from '../../lib/client.ts'
import { Loaded } from '../../ui/states.tsx'
import { coveredIds, CoversFields, CoversText } from './covers-fields.tsx'
import { EntryForm } from './entry-form.tsx'
import { ListWithForm } from './list-with-form.tsx'
import { membersQuery, profileQuery } from './organization-queries.ts'

const initialOf = (one: TechnicianView | undefined) => ({
  ...{ name: one?.name ?? '', title: one?.title ?? '', skills: one?.skills ?? '' },
  ...{ accountId: one?.accountId ?? null, ...coveredIds(one?.covers) },
})

interface Props {
  readonly unit: UnitView
  readonly one: TechnicianView | undefined
  readonly onDone: () => void
}

function TechnicianForm({ unit, one, onDone }: Props) {
  const { t } = useTranslation('organizations')
  const members = useQuery({ ...membersQuery(unit.id), enabled: unit.may.grant })
  const params = { unitId: unit.id, technicianId: one?.id ?? 0 }
  const people = (members.data ?? []).map(({ accountId, displayName }) => ({
    value: accountId,
    label: displayName,
  }))
  return (
    <EntryForm<ReturnType<typeof initialOf>>
      unitId={unit.id}
      initial={initialOf(one)}
      name={one?.name ?? ''}
      onDone={onDone}
      save={({ accountId, ...body }) =>
        one === undefined
          ? call(profilesContract.addTechnician, {
              params: { unitId: unit.id },
              body: { ...body, accountId: accountId ?? null },
            })
          : call(profilesContract.editTechnician, { params, body: { ...body, accountId: accountId ?? null } })
      }
      remove={one && (() => call(profilesContract.removeTechnician, { params }))}
    >
      <Form.Item name="name" label={t('technician.name')} rules={[{ required: true, message: t('needed') }]}>
        <Input maxLength={50} />
      </Form.Item>
      <Form.Item name="title" label={`${t('technician.title')}${t('optional')}`}>
        <Input maxLength={50} />
      </Form.Item>
      <Form.Item name="skills" label={`${t('technician.skills')}${t('optional')}`}>
        <Input.TextArea autoSize={{ minRows: 2 }} maxLength={500} />
      </Form.Item>
      {unit.may.grant && (
        <Form.Item name="accountId" label={`${t('technician.account')}${t('optional')}`}>
          <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={people} />
        </Form.Item>
      )}
      <CoversFields unit={unit} covers={one?.covers} />
    </EntryForm>
  )
}

/** Who works at the instruments of a unit. */
export function TechniciansTab({ unit }: { readonly unit: UnitView }) {
  const { t } = useTranslation('organizations')
  const query = useQuery(profileQuery(unit.id))
  return (
    <Loaded query={query}>
      {(profile) => (
        <ListWithForm<TechnicianView>
          rows={profile.technicians}
          edits={profile.mayManage}
          head={{ title: t('technician.name'), nameOf: ({ name }) => name }}
          words={{ none: t('technician.none'), add: t('technician.add') }}
          columns={[
            { title: t('technician.title'), dataIndex: 'title' },
            { title: t('technician.skills'), dataIndex: 'skills', ellipsis: true },
            {
              title: t('technician.at'),
              key: 'covers',
              render: (_, { covers }) => <CoversText covers={covers} />,
            },
          ]}
          form={(one, close) => <TechnicianForm {...{ unit, one }} onDone={close} />}
        />
      )}
    </Loaded>
  )
}
