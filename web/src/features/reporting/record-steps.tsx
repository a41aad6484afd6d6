import { App, Button, Flex, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { recordContract, type RecordView } from '#modules/reporting/contract.ts'
import { call } from '../../lib/client.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { useRecordsChanged } from './record-queries.ts'

type Step = Exclude<RecordView['may']['steps'][number], 'reopen'>
const forward: readonly Step[] = ['submit_to_unit', 'submit_to_province', 'accept']
const needingReason: readonly Step[] = ['return', 'return_in_unit']

interface Props {
  readonly record: RecordView
  /** Saves what is not saved yet; false keeps from going on. */
  readonly beforehand: () => Promise<boolean>
}

/** The steps open to the reader: submit, withdraw, accept, return with a reason. */
export function RecordSteps({ record, beforehand }: Props) {
  const { t } = useTranslation('reporting')
  const { message } = App.useApp()
  const changed = useRecordsChanged()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const [asking, setAsking] = useState<Step>()
  const [comment, setComment] = useState('')
  const { recordId } = record
  const take = async (step: Step) => {
    setBusy(true)
    setProblem(undefined)
    try {
      if (await beforehand()) {
        const { version } = await call(recordContract.record, { params: { resourceId: recordId } })
        await call(recordContract.takeRecordStep, {
          params: { resourceId: recordId },
          body: { version, step, comment },
        })
        void message.success(t(`record.done.${step}`))
        setAsking(undefined)
        setComment('')
      }
    } catch (error) {
      setProblem(error)
    }
    setBusy(false)
    await changed()
  }
  const steps = record.may.steps.filter((step): step is Step => step !== 'reopen')
  return (
    <Flex vertical gap={8}>
      <ProblemAlert problem={problem} />
      <Flex gap={8} wrap>
        {steps.map((step) => (
          <Button
            key={step}
            type={forward.includes(step) ? 'primary' : 'default'}
            danger={needingReason.includes(step)}
            loading={busy}
            onClick={() => (needingReason.includes(step) ? setAsking(step) : void take(step))}
          >
            {t(`record.act.${step}`)}
          </Button>
        ))}
      </Flex>
      <Modal
        open={asking !== undefined}
        title={t('record.reason')}
        okText={t('record.act.return')}
        okButtonProps={{ loading: busy, disabled: comment.trim() === '' }}
        onOk={() => (asking === undefined ? undefined : void take(asking))}
        onCancel={() => setAsking(undefined)}
      >
        <Input.TextArea
          aria-label={t('record.reason')}
          value={comment}
          maxLength={500}
          autoSize={{ minRows: 3 }}
          onChange={(event) => setComment(event.target.value)}
        />
      </Modal>
    </Flex>
  )
}
