import { useQuery } from '@tanstack/react-query'
import { Form, Input, Select, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import type { UnitView } from '#modules/organizations/contract.ts'
import { profilesContract, type ProfileView, type QualificationView } from '#modules/profiles/contract.ts'
import { call } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { Loaded } from '../../ui/states.tsx'
import { coveredIds, CoversFields, CoversText } from './covers-fields.tsx'
import { EntryForm } from './entry-form.tsx'
import { FileField } from './file-field.tsx'
import { ListWithForm } from './list-with-form.tsx'
import { profileQuery } from './organization-queries.ts'

const colours = { not_yet: 'processing', valid: 'success', expiring: 'warning', expired: 'error' } as const

interface Props {
  readonly unit: UnitView
  readonly profile: ProfileView
  readonly one: QualificationView | undefined
}

const empty = { kind: '', number: '', scope: '', validFrom: '', validUntil: '' }
const initialOf = (one: QualificationView | undefined) => {
  const { kind, number, scope, validFrom, validUntil } = one ?? empty
  return {
    kind,
    number,
    scope,
    validFrom,
    validUntil,
    fileId: one?.fileId ?? null,
    ...coveredIds(one?.covers),
  }
}

function Fields({ unit, profile, one }: Props) {
  const { t } = useTranslation('organizations')
  const { either } = useFormat()
  const needed = [{ required: true, message: t('needed') }]
  const kinds = profile.qualificationKinds.map(({ code, name, nameEn }) => ({
    ...{ value: code, label: either(name, nameEn) },
  }))
  return (
    <>
      <Form.Item name="kind" label={t('qualification.kind')} rules={needed}>
        <Select options={kinds} />
      </Form.Item>
      <Form.Item name="number" label={t('qualification.number')} rules={needed}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="scope" label={`${t('qualification.scope')}${t('optional')}`}>
        <Input.TextArea autoSize={{ minRows: 2 }} maxLength={1000} />
      </Form.Item>
      <Form.Item name="validFrom" label={t('qualification.validFrom')} rules={needed}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="validUntil" label={t('qualification.validUntil')} rules={needed}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="fileId" label={`${t('qualification.file')}${t('optional')}`} extra={t('file.kinds')}>
        <FileField unitId={unit.id} />
      </Form.Item>
      <CoversFields unit={unit} covers={one?.covers} />
    </>
  )
}

function QualificationForm({ onDone, ...props }: Props & { readonly onDone: () => void }) {
  const { unit, one } = props
  const params = { unitId: unit.id, qualificationId: one?.id ?? 0 }
  return (
    <EntryForm<ReturnType<typeof initialOf>>
      unitId={unit.id}
      initial={initialOf(one)}
      name={one?.number ?? ''}
      onDone={onDone}
      save={(body) =>
        one === undefined
          ? call(profilesContract.addQualification, { params: { unitId: unit.id }, body })
          : call(profilesContract.editQualification, { params, body })
      }
      remove={one && (() => call(profilesContract.removeQualification, { params }))}
    >
      <Fields {...props} />
    </EntryForm>
  )
}

/** Qualifications of a unit with their validity; expired ones are marked. */
export function QualificationsTab({ unit }: { readonly unit: UnitView }) {
  const { t } = useTranslation('organizations')
  const { either } = useFormat()
  const query = useQuery(profileQuery(unit.id))
  return (
    <Loaded query={query}>
      {(profile) => {
        const kinds = new Map(
          profile.qualificationKinds.map((one) => [one.code, either(one.name, one.nameEn)]),
        )
        return (
          <ListWithForm<QualificationView>
            rows={profile.qualifications}
            edits={profile.mayManage}
            head={{ title: t('qualification.number'), nameOf: ({ number }) => number }}
            words={{ none: t('qualification.none'), add: t('qualification.add') }}
            columns={[
              {
                title: t('qualification.kind'),
                key: 'kind',
                render: (_, { kind }) => kinds.get(kind) ?? kind,
              },
              { title: t('qualification.scope'), dataIndex: 'scope', ellipsis: true },
              { title: t('qualification.validUntil'), dataIndex: 'validUntil' },
              {
                title: t('rule.standing'),
                key: 'standing',
                render: (_, { standing }) => (
                  <Tag color={colours[standing]}>{t(`qualification.${standing}`)}</Tag>
                ),
              },
              {
                title: t('covers'),
                key: 'covers',
                render: (_, { covers }) => <CoversText covers={covers} />,
              },
            ]}
            form={(one, close) => <QualificationForm {...{ unit, profile, one }} onDone={close} />}
          />
        )
      }}
    </Loaded>
  )
}
