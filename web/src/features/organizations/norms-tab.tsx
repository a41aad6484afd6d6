import { useQuery } from '@tanstack/react-query'
import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import type { UnitView } from '#modules/organizations/contract.ts'
import { type NormView, profilesContract } from '#modules/profiles/contract.ts'
import { call } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { Loaded } from '../../ui/states.tsx'
import { coveredIds, CoversFields, CoversText } from './covers-fields.tsx'
import { EntryForm } from './entry-form.tsx'
import { ListWithForm } from './list-with-form.tsx'
import { profileQuery } from './organization-queries.ts'

const initialOf = (one: NormView | undefined) => ({
  ...{ number: one?.number ?? '', title: one?.title ?? '', titleEn: one?.titleEn ?? '' },
  instrumentIds: coveredIds(one?.covers).instrumentIds,
})

interface Props {
  readonly unit: UnitView
  readonly one: NormView | undefined
  readonly onDone: () => void
}

function NormForm({ unit, one, onDone }: Props) {
  const { t } = useTranslation('organizations')
  const params = { unitId: unit.id, normId: one?.id ?? 0 }
  const needed = [{ required: true, message: t('needed') }]
  return (
    <EntryForm<ReturnType<typeof initialOf>>
      unitId={unit.id}
      initial={initialOf(one)}
      name={one?.number ?? ''}
      onDone={onDone}
      save={(body) =>
        one === undefined
          ? call(profilesContract.addNorm, { params: { unitId: unit.id }, body })
          : call(profilesContract.editNorm, { params, body })
      }
      remove={one && (() => call(profilesContract.removeNorm, { params }))}
    >
      <Form.Item name="number" label={t('norm.number')} rules={needed}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="title" label={t('norm.title')} rules={needed}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="titleEn" label={`${t('nameEn')}${t('optional')}`}>
        <Input maxLength={300} />
      </Form.Item>
      <CoversFields unit={unit} covers={one?.covers} centres={false} />
    </EntryForm>
  )
}

/** Standards and methods by which a unit tests. */
export function NormsTab({ unit }: { readonly unit: UnitView }) {
  const { t } = useTranslation('organizations')
  const { either } = useFormat()
  const query = useQuery(profileQuery(unit.id))
  return (
    <Loaded query={query}>
      {(profile) => (
        <ListWithForm<NormView>
          rows={profile.norms}
          edits={profile.mayManage}
          head={{ title: t('norm.number'), nameOf: ({ number }) => number }}
          words={{ none: t('norm.none'), add: t('norm.add') }}
          columns={[
            {
              title: t('norm.title'),
              key: 'title',
              render: (_, { title, titleEn }) => either(title, titleEn),
            },
            { title: t('covers'), key: 'covers', render: (_, { covers }) => <CoversText covers={covers} /> },
          ]}
          form={(one, close) => <NormForm {...{ unit, one }} onDone={close} />}
        />
      )}
    </Loaded>
  )
}
