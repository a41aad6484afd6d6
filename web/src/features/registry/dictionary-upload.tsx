import { UploadOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, DatePicker, Flex, Form, Modal, Tag, Typography, Upload } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type DictionaryCheckView, registryContract } from '#modules/registry/contract.ts'
import { upload } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { FittingTable } from '../../ui/fitting-table.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'

const colours = { added: 'success', removed: 'error', changed: 'warning' } as const

/** What the new dictionary adds, changes and removes. */
function Difference({ check }: { readonly check: DictionaryCheckView }) {
  const { t } = useTranslation('registry')
  const { either } = useFormat()
  if (check.difference.length === 0)
    return <Alert type="info" showIcon title={t('dictionary.sameAs', { version: check.replaces })} />
  return (
    <FittingTable
      rowKey="element"
      size="small"
      pagination={false}
      scroll={{ y: 320 }}
      dataSource={check.difference}
      columns={[
        {
          title: t('dictionary.change'),
          width: 90,
          render: (_, { change }) => <Tag color={colours[change]}>{t(`change.${change}`)}</Tag>,
        },
        {
          title: t('dictionary.element'),
          render: (_, { label, element }) => (
            <>
              {either(label.zh, label.en)} <Typography.Text type="secondary">{element}</Typography.Text>
            </>
          ),
        },
        {
          title: t('dictionary.fields'),
          render: (_, { fields }) =>
            fields.map((field) => t(`field.${field}`, field)).join(t('dictionary.and')),
        },
      ]}
    />
  )
}

function Problems({ check }: { readonly check: DictionaryCheckView }) {
  const { t } = useTranslation('registry')
  if (check.problems.length === 0) return null
  return (
    <Alert
      type="error"
      showIcon
      title={t('dictionary.problems', { count: check.problems.length })}
      description={
        <ul className="dictionary-problems">
          {check.problems.map((problem) => (
            <li key={JSON.stringify(problem)}>{problem.message}</li>
          ))}
        </ul>
      }
    />
  )
}

interface Props {
  readonly open: boolean
  readonly onClose: () => void
  /** The dictionary that was added, to show it. */
  readonly onAdded: (name: string) => void
}

/** Reads the chosen file at once and keeps what it would do. */
function useChosenFile() {
  const [file, setFile] = useState<File>()
  const [check, setCheck] = useState<DictionaryCheckView>()
  const [problem, setProblem] = useState<unknown>()
  const [from, setFrom] = useState<Dayjs | null>(null)
  const clear = () => {
    setFile(undefined)
    setCheck(undefined)
    setProblem(undefined)
    setFrom(null)
  }
  const choose = async (chosen: File) => {
    clear()
    setFile(chosen)
    try {
      const read = await upload(registryContract.checkDictionary, { query: {} }, chosen)
      setCheck(read)
      setFrom(read.head === undefined ? null : dayjs(read.head.effectiveFrom))
    } catch (error) {
      setProblem(error)
    }
  }
  return { file, check, problem, from, setFrom, setProblem, choose, clear }
}

function CheckedFile({
  check,
  from,
  onFrom,
}: {
  readonly check: DictionaryCheckView
  readonly from: Dayjs | null
  readonly onFrom: (day: Dayjs | null) => void
}) {
  const { t } = useTranslation('registry')
  const { either } = useFormat()
  const { head } = check
  return (
    <Flex vertical gap={12}>
      <Problems check={check} />
      {head !== undefined && (
        <>
          <Typography.Text>
            {t('dictionary.read', {
              title: either(head.title?.zh ?? head.name, head.title?.en ?? head.name),
              generation: head.generation,
              version: head.version,
              count: head.count,
            })}
          </Typography.Text>
          <Form.Item label={t('column.from')} extra={t('dictionary.fromHelp')}>
            <DatePicker value={from} allowClear={false} onChange={onFrom} />
          </Form.Item>
          <Difference check={check} />
        </>
      )}
    </Flex>
  )
}

/** A new version of a dictionary from a JSON file: what is wrong with it, what it changes, from when it counts. */
export function DictionaryUpload({ open, onClose, onAdded }: Props) {
  const { t } = useTranslation('registry')
  const { message } = App.useApp()
  const client = useQueryClient()
  const { file, check, problem, from, setFrom, setProblem, choose, clear } = useChosenFile()
  const [busy, setBusy] = useState(false)
  const close = () => {
    clear()
    onClose()
  }
  const send = async () => {
    if (file === undefined || check?.head === undefined || from === null) return
    setBusy(true)
    try {
      const query = { effectiveFrom: from.format('YYYY-MM-DD') }
      const added = await upload(registryContract.addDictionary, { query }, file)
      void message.success(t('dictionary.added', { version: added.version, count: added.elements }))
      await client.invalidateQueries()
      onAdded(check.head.name)
      close()
    } catch (error) {
      setProblem(error)
    }
    setBusy(false)
  }
  return (
    <Modal
      open={open}
      width={760}
      title={t('dictionary.add')}
      okText={t('dictionary.take')}
      okButtonProps={{
        loading: busy,
        disabled: check?.head === undefined || check.problems.length > 0 || from === null,
      }}
      onOk={() => void send()}
      onCancel={close}
    >
      <ProblemAlert problem={problem} />
      <Form layout="vertical">
        <Form.Item label={t('file')} extra={t('dictionary.fileHelp')}>
          <Upload
            accept=".json,application/json"
            maxCount={1}
            fileList={file === undefined ? [] : [{ uid: file.name, name: file.name }]}
            beforeUpload={(chosen) => {
              void choose(chosen)
              return false
            }}
            onRemove={clear}
          >
            <Button icon={<UploadOutlined />}>{t('chooseFile')}</Button>
          </Upload>
        </Form.Item>
        {check !== undefined && <CheckedFile check={check} from={from} onFrom={setFrom} />}
      </Form>
    </Modal>
  )
}
