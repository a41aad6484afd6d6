import { Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { useStandingAct } from './standing-queries.ts'

interface Props {
  readonly title: string
  readonly hint: string
  readonly verb: string
  readonly optional?: boolean
  readonly danger?: boolean
  readonly longest?: number
  readonly act: (reason: string) => Promise<unknown>
  readonly onClose: () => void
}

/** One act with its reason; every refusal stands in the dialog. */
export function ReasonDialog({ title, hint, verb, optional, danger, longest = 500, act, onClose }: Props) {
  const { t } = useTranslation('standing')
  const [reason, setReason] = useState('')
  const run = useStandingAct(act, onClose)
  const missing = optional !== true && reason.trim() === ''
  return (
    <Modal
      open
      title={title}
      okText={verb}
      okButtonProps={{ loading: run.isPending, danger: danger === true, disabled: missing }}
      onOk={() => run.mutate(reason.trim())}
      onCancel={onClose}
    >
      <p>{hint}</p>
      <ProblemAlert problem={run.error} />
      <Input.TextArea
        rows={4}
        maxLength={longest}
        showCount
        value={reason}
        aria-label={t('reason')}
        placeholder={t(optional === true ? 'reason.optional' : 'reason.needed')}
        onChange={(event) => setReason(event.target.value)}
      />
    </Modal>
  )
}
