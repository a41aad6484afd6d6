import { App, Button, Flex, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ElementDictionaryView } from '#modules/registry/contract.ts'
import { recordContract, type RecordView } from '#modules/reporting/contract.ts'
import { call } from '../../lib/client.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { ElementReasons, type Reason } from './element-reasons.tsx'
import { useRecordsChanged } from './record-queries.ts'

type Step = Exclude<RecordView['may']['steps'][number], 'reopen' | 'amend'>
const forward: readonly Step[] = ['submit_to_unit', 'submit_to_province', 'accept']
const needingReason: readonly Step[] = ['return', 'return_in_unit']

interface Props {
  readonly record: RecordView
  readonly dictionary: ElementDictionaryView
  /** Saves what is not saved yet; false keeps from going on. */
  readonly beforehand: () => Promise<boolean>
}

/** The steps open to the reader: submit, withdraw, accept, return with a reason. */
export function RecordSteps({ record, dictionary, beforehand }: Props) {
  const { t } = useTranslation('reporting')
  const { message } = App.useApp()
  const changed = useRecordsChanged()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const [asking, setAsking] = useState<Step>()
  const [comment, setComment] = useState('')
  const [reasons, setReasons] = useState<readonly Reason[]>([])
  const given = reasons.filter(({ element, reason }) => element !== '' && reason.trim() !== '')
  const { recordId } = record
  const take = async (step: Step) => {
    setBusy(true)
    setProblem(undefined)
    try {
      if (await beforehand()) {
        const { version } = await call(recordContract.record, { params: { resourceId: recordId } })
        await call(recordContract.takeRecordStep, {
          params: { resourceId: recordId },
          body: { version, step, comment, reasons: needingReason.includes(step) ? given : [] },
        })
        void message.success(t(`record.done.${step}`))
        setAsking(undefined)
        setComment('')
        setReasons([])
      }
    } catch (error) {
      setProblem(error)
    }
    setBusy(false)
    await changed()
  }
  const steps = record.may.steps.filter((step): step is Step => step !== 'reopen' && step !== 'amend')
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
        okButtonProps={{ loading: busy, danger: true, disabled: comment.trim() === '' && given.length === 0 }}
        onOk={() => (asking === undefined ? undefined : void take(asking))}
        onCancel={() => setAsking(undefined)}
      >
        <Flex vertical gap={12}>
          <Input.TextArea
            aria-label={t('record.reasonWhole')}
            placeholder={t('record.reasonWhole')}
            value={comment}
            maxLength={500}
            autoSize={{ minRows: 2 }}
            onChange={(event) => setComment(event.target.value)}
          />
          <ElementReasons record={record} dictionary={dictionary} reasons={reasons} onChange={setReasons} />
        </Flex>
      </Modal>
    </Flex>
  )
}
