import { UploadOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, DatePicker, Form, Input, Modal, Upload } from 'antd'
import type { Dayjs } from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { registryContract } from '#modules/registry/contract.ts'
import { upload } from '../../lib/client.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'

interface Values {
  readonly version: string
  readonly effectiveFrom: Dayjs
  readonly source?: string
}
interface Props {
  readonly name: string
  readonly open: boolean
  readonly onClose: () => void
}

/** A new version of a code table, from a CSV file, in force from a day. */
export function NewVersionDialog({ name, open, onClose }: Props) {
  const { t } = useTranslation('registry')
  const { message } = App.useApp()
  const client = useQueryClient()
  const [form] = Form.useForm<Values>()
  const [file, setFile] = useState<File>()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const send = async (values: Values) => {
    if (file === undefined) return
    setBusy(true)
    setProblem(undefined)
    try {
      const query = {
        version: values.version,
        effectiveFrom: values.effectiveFrom.format('YYYY-MM-DD'),
        source: values.source ?? '',
      }
      const added = await upload(registryContract.addCodeTableVersion, { params: { name }, query }, file)
      void message.success(t('added', { version: added.version, count: added.entries }))
      await client.invalidateQueries()
      form.resetFields()
      setFile(undefined)
      onClose()
    } catch (error) {
      setProblem(error)
    }
    setBusy(false)
  }
  return (
    <Modal
      open={open}
      title={t('addTo', { table: t(`table.${name}`, name) })}
      okText={t('add')}
      okButtonProps={{ loading: busy, disabled: file === undefined }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <ProblemAlert problem={problem} />
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => void send(values)}>
        <Form.Item label={t('file')} extra={t('fileHelp')}>
          <Upload
            accept=".csv,text/csv"
            maxCount={1}
            beforeUpload={(chosen) => {
              setFile(chosen)
              return false
            }}
            onRemove={() => setFile(undefined)}
          >
            <Button icon={<UploadOutlined />}>{t('chooseFile')}</Button>
          </Upload>
        </Form.Item>
        <Form.Item
          name="version"
          label={t('column.version')}
          extra={t('versionHelp')}
          rules={[{ required: true, pattern: /^[A-Za-z0-9._-]{1,50}$/, message: t('versionWrong') }]}
        >
          <Input />
        </Form.Item>
        <Form.Item
          name="effectiveFrom"
          label={t('column.from')}
          rules={[{ required: true, message: t('fromMissing') }]}
        >
          <DatePicker />
        </Form.Item>
        <Form.Item name="source" label={`${t('column.source')}${t('optional')}`}>
          <Input maxLength={200} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
