import { DownloadOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { App, Button, Dropdown, Flex, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { declarationRoutes, type DeclarationView } from '#modules/reporting/contract.ts'
import { call, download } from '../../lib/client.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { useDeclarationsChanged } from './declaration-queries.ts'

type Step = Exclude<DeclarationView['may']['steps'][number], 'expire'>
const forward: readonly Step[] = ['hand_in', 'sign', 'confirm', 'file']

const needsComment = (step: Step, state: DeclarationView['state']) =>
  step === 'return' || (step === 'withdraw' && state === 'filed')

interface DialogProps {
  readonly declaration: DeclarationView
  readonly step: Step
  readonly onClose: () => void
}

/** One step with what the person wants to say about it; every refusal stands in the dialog. */
function StepDialog({ declaration, step, onClose }: DialogProps) {
  const { t } = useTranslation('declarations')
  const { message } = App.useApp()
  const changed = useDeclarationsChanged()
  const [comment, setComment] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const { declarationId, revision, state } = declaration
  const needed = needsComment(step, state)
  const take = async () => {
    setBusy(true)
    setProblem(undefined)
    try {
      const params = { declarationId }
      await call(declarationRoutes.stepDeclaration, { params, body: { step, revision, comment } })
      void message.success(t(`done.${step}`))
      onClose()
    } catch (error) {
      setProblem(error)
    }
    setBusy(false)
    await changed()
  }
  return (
    <Modal
      open
      title={t(`step.${step}`)}
      okText={t(`act.${step}`)}
      okButtonProps={{ loading: busy, danger: needed, disabled: needed && comment.trim() === '' }}
      onOk={() => void take()}
      onCancel={onClose}
    >
      <p>{t(`ask.${step}`)}</p>
      <ProblemAlert problem={problem} />
      <Input.TextArea
        rows={3}
        maxLength={1000}
        showCount
        value={comment}
        onChange={(event) => setComment(event.target.value)}
        placeholder={t(needed ? 'comment.needed' : 'comment.optional')}
        aria-label={t(needed ? 'comment.needed' : 'comment.optional')}
      />
    </Modal>
  )
}

/** The letter to print, sign and seal. */
function LetterButton({ declarationId }: { readonly declarationId: number }) {
  const { t } = useTranslation('declarations')
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const fetch = async (format: string) => {
    setBusy(true)
    try {
      const query = { format: format === 'pdf' ? 'pdf' : 'docx' } as const
      await download(declarationRoutes.declarationLetter, { params: { declarationId }, query })
    } catch {
      void message.error(t('letter.failed'))
    }
    setBusy(false)
  }
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: ['docx', 'pdf'].map((key) => ({ key, label: t(`letter.${key}`) })),
        onClick: ({ key }) => void fetch(key),
      }}
    >
      <Button icon={<DownloadOutlined />} loading={busy}>
        {t('letter.act')}
      </Button>
    </Dropdown>
  )
}

/** What the reader may do with the declaration now. */
export function DeclarationActs({ declaration }: { readonly declaration: DeclarationView }) {
  const { t } = useTranslation('declarations')
  const { message } = App.useApp()
  const navigate = useNavigate()
  const changed = useDeclarationsChanged()
  const [step, setStep] = useState<Step>()
  const { declarationId, may } = declaration
  const steps = may.steps.filter((one): one is Step => one !== 'expire')
  const renew = async () => {
    try {
      const next = await call(declarationRoutes.renewDeclaration, { params: { declarationId } })
      await changed()
      await navigate({ to: `/declarations/${next.declarationId}/edit` })
    } catch (error) {
      void message.error(error instanceof Error ? error.message : t('letter.failed'))
    }
  }
  return (
    <Flex gap={8} wrap>
      <LetterButton declarationId={declarationId} />
      {may.edit && (
        <Button onClick={() => void navigate({ to: `/declarations/${declarationId}/edit` })}>
          {t('act.edit')}
        </Button>
      )}
      {may.renew && <Button onClick={() => void renew()}>{t('act.renew')}</Button>}
      {steps.map((one) => (
        <Button
          key={one}
          type={forward.includes(one) ? 'primary' : 'default'}
          danger={one === 'return' || one === 'withdraw'}
          onClick={() => setStep(one)}
        >
          {t(`act.${one}`)}
        </Button>
      ))}
      {step !== undefined && (
        <StepDialog declaration={declaration} step={step} onClose={() => setStep(undefined)} />
      )}
    </Flex>
  )
}
