import { useMutation } from '@tanstack/react-query'
import { Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { qualificationContract } from '#modules/qualification/contract.ts'
import { call } from '../../lib/client.ts'
import { showInFields } from '../../ui/field-problems.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { InstrumentChoice } from './instrument-choice.tsx'
import { useQualificationChanged } from './qualification-queries.ts'
import { useLevels } from './qualification-words.tsx'

interface Values {
  readonly who: string
  readonly instrumentIds: number[]
  readonly level: string
  readonly validUntil?: string
}
const codesToFields = {
  'qualification.person_unknown': 'who',
  'qualification.person_ambiguous': 'who',
  'qualification.level_unknown': 'level',
  'qualification.dates_crossed': 'validUntil',
}

/** The lead certifies somebody without a course. */
export function IssueDialog({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation('qualification')
  const changed = useQualificationChanged()
  const [form] = Form.useForm<Values>()
  const [unitId, setUnitId] = useState(0)
  const [left, setLeft] = useState<unknown>()
  const { options } = useLevels()
  const save = useMutation({
    mutationFn: ({ validUntil, ...values }: Values) =>
      call(qualificationContract.issueCertificate, {
        params: { unitId },
        body: {
          ...{ ...values, covers: 'instruments' },
          ...(validUntil === undefined || validUntil === '' ? {} : { validUntil }),
        },
      }),
    onSuccess: async () => {
      await changed()
      onDone()
    },
    onError: (problem) => setLeft(showInFields(form, problem, codesToFields) ? problem : undefined),
  })
  const needed = [{ required: true, message: t('needed') }]
  return (
    <Modal
      open
      title={t('issue.title')}
      okText={t('issue.act')}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={onDone}
    >
      <ProblemAlert problem={left} />
      <Form form={form} layout="vertical" onFinish={(values: Values) => save.mutate(values)}>
        <Form.Item name="who" label={t('issue.who')} rules={needed}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item
          name="instrumentIds"
          label={t('field.covers')}
          rules={needed}
          getValueFromEvent={(ids: number[], unit: number | undefined) => {
            if (unit !== undefined) setUnitId(unit)
            return ids
          }}
        >
          <InstrumentChoice />
        </Form.Item>
        <Form.Item name="level" label={t('field.level')} rules={needed}>
          <Select options={options} />
        </Form.Item>
        <Form.Item name="validUntil" label={t('issue.until')} extra={t('issue.untilHint')}>
          <Input type="date" />
        </Form.Item>
      </Form>
    </Modal>
  )
}
