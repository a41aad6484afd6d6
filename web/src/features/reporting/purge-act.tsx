import { useNavigate } from '@tanstack/react-router'
import { App, Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { purgeRoutes, type ReportView } from '#modules/reporting/contract.ts'
import { call } from '../../lib/client.ts'
import { useAbility } from '../../lib/session.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { useReportsChanged } from './report-queries.ts'

/** For the operator: removes an instrument that turned out to be secret; its number is typed in to confirm. */
export function PurgeAct({ report }: { readonly report: ReportView }) {
  const { t } = useTranslation('reporting')
  const { message } = App.useApp()
  const navigate = useNavigate()
  const changed = useReportsChanged()
  const purges = useAbility('instrument.purge')
  const [open, setOpen] = useState(false)
  const [confirm, setConfirm] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const { instrumentId, innerId } = report
  const purge = async () => {
    setBusy(true)
    try {
      await call(purgeRoutes.purgeInstrument, { params: { instrumentId }, body: { confirm } })
      void message.success(t('purge.done'))
      await navigate({ to: '/purges' })
      await changed()
    } catch (error) {
      setProblem(error)
      setBusy(false)
    }
  }
  if (!purges) return null
  return (
    <>
      <Button danger onClick={() => setOpen(true)}>
        {t('purge.act')}
      </Button>
      <Modal
        open={open}
        title={t('purge.title')}
        okText={t('purge.ok')}
        okButtonProps={{ danger: true, loading: busy, disabled: confirm !== innerId }}
        onOk={() => void purge()}
        onCancel={() => setOpen(false)}
      >
        <p>{t('purge.text')}</p>
        <p>{t('purge.confirm', { number: innerId })}</p>
        <ProblemAlert problem={problem} />
        <Input
          value={confirm}
          onChange={(event) => setConfirm(event.target.value)}
          aria-label={t('purge.number')}
          placeholder={t('purge.number')}
        />
      </Modal>
    </>
  )
}
