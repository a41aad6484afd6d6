import { useQuery } from '@tanstack/react-query'
import { Form, Input, Select, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import type { UnitView } from '#modules/organizations/contract.ts'
import { profilesContract, type ProfileView, type UnitRuleView } from '#modules/profiles/contract.ts'
import { call } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { Loaded } from '../../ui/states.tsx'
import { EntryForm } from './entry-form.tsx'
import { FileField } from './file-field.tsx'
import { ListWithForm } from './list-with-form.tsx'
import { profileQuery } from './organization-queries.ts'

const colours = { announced: 'processing', in_force: 'success', superseded: 'default' } as const

interface NewRule {
  readonly kind: string | undefined
  readonly title: string
  readonly titleEn: string
  readonly effectiveFrom: string
  readonly body: string
  readonly fileId: number | null
}

function RuleFields({ unit, profile }: { readonly unit: UnitView; readonly profile: ProfileView }) {
  const { t } = useTranslation('organizations')
  const { either } = useFormat()
  const needed = [{ required: true, message: t('needed') }]
  return (
    <>
      <Form.Item name="kind" label={t('rule.kind')} rules={needed}>
        <Select
          options={profile.ruleKinds.map((one) => ({ value: one.code, label: either(one.name, one.nameEn) }))}
        />
      </Form.Item>
      <Form.Item name="title" label={t('rule.title')} rules={needed}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="titleEn" label={`${t('rule.titleEn')}${t('optional')}`}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="effectiveFrom" label={t('rule.effectiveFrom')} rules={needed}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="body" label={t('rule.body')} extra={t('rule.body.help')}>
        <Input.TextArea autoSize={{ minRows: 6, maxRows: 20 }} maxLength={50_000} showCount />
      </Form.Item>
      <Form.Item name="fileId" label={t('rule.file')} extra={t('file.kinds')}>
        <FileField unitId={unit.id} />
      </Form.Item>
    </>
  )
}

interface FormProps {
  readonly unit: UnitView
  readonly profile: ProfileView
  readonly onDone: () => void
}
const nothing: NewRule = {
  ...{ kind: undefined, title: '', titleEn: '', effectiveFrom: '', body: '', fileId: null },
}

function RuleForm({ unit, profile, initial, onDone }: FormProps & { readonly initial: NewRule }) {
  const { t } = useTranslation('organizations')
  return (
    <EntryForm<NewRule>
      unitId={unit.id}
      initial={initial}
      name={initial.title}
      onDone={onDone}
      saveLabel={t('rule.publish')}
      save={({ fileId, kind = '', ...body }) =>
        call(profilesContract.publishRule, {
          params: { unitId: unit.id },
          body: { ...body, kind, ...(fileId === null ? {} : { fileId }) },
        })
      }
    >
      <RuleFields unit={unit} profile={profile} />
    </EntryForm>
  )
}

/** The next version begins as the one before it. */
function NextVersion({ before, ...props }: FormProps & { readonly before: UnitRuleView }) {
  const { t } = useTranslation('organizations')
  const params = { unitId: props.unit.id, ruleId: before.id }
  const query = useQuery({
    queryKey: ['unit', params.unitId, 'rule', before.id],
    queryFn: ({ signal }) => call(profilesContract.rule, { params, signal }),
  })
  return (
    <Loaded query={query}>
      {({ kind, title, titleEn, body, fileId = null }) => (
        <>
          <p className="field-help">{t('rule.nextVersion', { version: before.version })}</p>
          <RuleForm {...props} initial={{ kind, title, titleEn, body, fileId, effectiveFrom: '' }} />
        </>
      )}
    </Loaded>
  )
}

/** Rules of a unit in all their versions; opening one writes the next version. */
export function RulesTab({ unit }: { readonly unit: UnitView }) {
  const { t } = useTranslation('organizations')
  const { either } = useFormat()
  const query = useQuery(profileQuery(unit.id))
  return (
    <Loaded query={query}>
      {(profile) => {
        const kinds = new Map(profile.ruleKinds.map((one) => [one.code, either(one.name, one.nameEn)]))
        return (
          <ListWithForm<UnitRuleView>
            rows={profile.rules}
            edits={profile.mayManage}
            head={{ title: t('rule.title'), nameOf: (rule) => either(rule.title, rule.titleEn) }}
            words={{ none: t('rule.none'), add: t('rule.add') }}
            columns={[
              { title: t('rule.kind'), key: 'kind', render: (_, { kind }) => kinds.get(kind) ?? kind },
              { title: t('rule.version'), dataIndex: 'version', align: 'right' },
              { title: t('rule.effectiveFrom'), dataIndex: 'effectiveFrom' },
              {
                title: t('rule.standing'),
                key: 'standing',
                render: (_, { standing }) => <Tag color={colours[standing]}>{t(`rule.${standing}`)}</Tag>,
              },
              {
                title: t('rule.read'),
                key: 'read',
                render: (_, { id }) => (
                  <a href={`/units/${unit.id}/rules/${id}`} onClick={(event) => event.stopPropagation()}>
                    {t('rule.open')}
                  </a>
                ),
              },
            ]}
            form={(before, close) =>
              before === undefined ? (
                <RuleForm {...{ unit, profile }} initial={nothing} onDone={close} />
              ) : (
                <NextVersion {...{ unit, profile, before }} onDone={close} />
              )
            }
          />
        )
      }}
    </Loaded>
  )
}
