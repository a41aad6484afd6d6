import { useNavigate } from '@tanstack/react-router'
import { Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { recordContract } from '#modules/reporting/contract.ts'
import { call } from '../../lib/client.ts'
import { useSession } from '../../lib/session.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { type RecordKind, useRecordsChanged } from './record-queries.ts'

interface Values {
  readonly innerId: string
  readonly name?: string
  readonly facility?: string
}
interface Props {
  readonly kind: RecordKind
  readonly open: boolean
  readonly onClose: () => void
}

const nameElement: Partial<Record<RecordKind, string>> = {
  '1': 'cname',
  '2': 'cname',
  '2-core': 'cname',
  '3': 'unitname',
}

/** Starts a record by its number; the rest in the form that opens then. */
export function NewRecordDialog({ kind, open, onClose }: Props) {
  const { t } = useTranslation('reporting')
  const navigate = useNavigate()
  const changed = useRecordsChanged()
  const unitId = useSession()?.unitId
  const [form] = Form.useForm<Values>()
  const [problem, setProblem] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const named = nameElement[kind]
  const create = async ({ innerId, name = '', facility = '' }: Values) => {
    setBusy(true)
    setProblem(undefined)
    try {
      const elements = {
        ...(named === undefined ? {} : { [named]: name }),
        ...(kind === '2-core' ? { facilityInnerId: facility } : {}),
      }
      const record = await call(recordContract.createRecord, {
        body: { unitId: unitId ?? 0, kind, innerId, elements },
      })
      await changed()
      await navigate({ to: '/resources/$recordId', params: { recordId: String(record.recordId) } })
    } catch (error) {
      setProblem(error)
    }
    setBusy(false)
  }
  const needed = [{ required: true, message: t('record.needed') }]
  return (
    <Modal
      open={open}
      destroyOnHidden
      title={t('record.addKind', { kind: t(`record.kind.${kind}`) })}
      okText={t('create.ok')}
      okButtonProps={{ loading: busy }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <ProblemAlert problem={problem} />
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => void create(values)}>
        <Form.Item
          name="innerId"
          label={t(kind === '7' ? 'record.year' : kind === '5' ? 'record.instrumentNumber' : 'record.number')}
          extra={t(
            kind === '5' ? 'record.instrumentHelp' : kind === '7' ? 'record.yearHelp' : 'record.numberHelp',
          )}
          rules={needed}
        >
          <Input maxLength={45} />
        </Form.Item>
        {kind === '2-core' && (
          <Form.Item
            name="facility"
            label={t('record.facility')}
            extra={t('record.facilityHelp')}
            rules={needed}
          >
            <Input maxLength={45} />
          </Form.Item>
        )}
        {named !== undefined && (
          <Form.Item name="name" label={t('record.name')} rules={needed}>
            <Input maxLength={100} />
          </Form.Item>
        )}
      </Form>
    </Modal>
  )
}
