import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input, Popconfirm } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type CentreView, organizationsContract, type UnitView } from '#modules/organizations/contract.ts'
import { call } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { showInFields } from '../../ui/field-problems.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { ListWithForm } from './list-with-form.tsx'

type CentreText = Omit<CentreView, 'id'>

function CentreForm({
  unitId,
  centre,
  onDone,
}: {
  readonly unitId: number
  readonly centre: CentreView | undefined
  readonly onDone: () => void
}) {
  const { t } = useTranslation('organizations')
  const client = useQueryClient()
  const [form] = Form.useForm<CentreText>()
  const [left, setLeft] = useState<unknown>()
  const done = async () => {
    await client.invalidateQueries({ queryKey: ['unit', unitId] })
    onDone()
  }
  const refused = (problem: unknown) =>
    setLeft(showInFields(form, problem, { 'organizations.name_taken': 'name' }) ? problem : undefined)
  const save = useMutation({
    mutationFn: async (body: CentreText) => {
      if (centre === undefined) await call(organizationsContract.createCentre, { params: { unitId }, body })
      else await call(organizationsContract.editCentre, { params: { unitId, centreId: centre.id }, body })
    },
    onSuccess: done,
    onError: refused,
  })
  const remove = useMutation({
    mutationFn: (centreId: number) =>
      call(organizationsContract.deleteCentre, { params: { unitId, centreId } }),
    onSuccess: done,
    onError: refused,
  })
  return (
    <>
      <ProblemAlert problem={left} />
      <Form
        form={form}
        layout="vertical"
        initialValues={centre ?? { name: '', nameEn: '', rooms: '', introduction: '' }}
        onFinish={(body) => save.mutate(body)}
      >
        <Form.Item name="name" label={t('centre.name')} rules={[{ required: true, message: t('needed') }]}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="nameEn" label={`${t('nameEn')}${t('optional')}`}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="rooms" label={`${t('centre.rooms')}${t('optional')}`}>
          <Input maxLength={300} />
        </Form.Item>
        <Form.Item name="introduction" label={`${t('introduction')}${t('optional')}`}>
          <Input.TextArea autoSize={{ minRows: 3 }} maxLength={2000} showCount />
        </Form.Item>
        <div className="form-actions">
          <Button type="primary" htmlType="submit" loading={save.isPending}>
            {t('save')}
          </Button>
          {centre !== undefined && (
            <Popconfirm
              title={t('centre.ask', { name: centre.name })}
              onConfirm={() => remove.mutate(centre.id)}
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

/** Centres of a unit; a row opens its form. */
export function CentresTab({ unit }: { readonly unit: UnitView }) {
  const { t } = useTranslation('organizations')
  const { either } = useFormat()
  return (
    <ListWithForm<CentreView>
      rows={unit.centres}
      edits={unit.may.manage}
      head={{ title: t('centre.name'), nameOf: (centre) => either(centre.name, centre.nameEn) }}
      words={{ none: t('centre.none'), add: t('centre.add') }}
      columns={[
        { title: t('centre.rooms'), dataIndex: 'rooms' },
        { title: t('introduction'), dataIndex: 'introduction', ellipsis: true },
      ]}
      form={(centre, close) => <CentreForm unitId={unit.id} centre={centre} onDone={close} />}
    />
  )
}
