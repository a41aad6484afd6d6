import { App, Button, Checkbox, Flex } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ReportView, reviewRoutes } from '#modules/reporting/contract.ts'
import { call } from '../../lib/client.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { useReportsChanged } from './report-queries.ts'

interface Props {
  readonly report: ReportView
  /** Saves what is not saved yet; false keeps from submitting. */
  readonly beforehand: () => Promise<boolean>
}

/** Declares, submits, withdraws: the steps the reporter may take now. */
export function SubmitBox({ report, beforehand }: Props) {
  const { t } = useTranslation('reporting')
  const { message, modal } = App.useApp()
  const changed = useReportsChanged()
  const [declared, setDeclared] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const { instrumentId } = report
  const submits = report.may.steps.includes('submit_to_unit')
  const withdraws = report.may.steps.includes('withdraw')
  const needsDeclaration = report.secrecy === 'undeclared'

  const run = async (work: (version: number) => Promise<unknown>, done: string) => {
    setBusy(true)
    setProblem(undefined)
    try {
      if (!(await beforehand())) return
      const { version } = await call(reviewRoutes.report, { params: { instrumentId } })
      await work(version)
      void message.success(done)
    } catch (error) {
      setProblem(error)
    } finally {
      setBusy(false)
      await changed()
    }
  }
  const submit = () =>
    run(async (version) => {
      if (needsDeclaration)
        await call(reviewRoutes.declareNotSecret, {
          body: { instrumentIds: [instrumentId], declared: true },
        })
      await call(reviewRoutes.submitToUnit, { body: { items: [{ instrumentId, version }] } })
    }, t('submit.done'))
  const withdraw = () => {
    void modal.confirm({
      title: t('withdraw.title'),
      content: t('withdraw.text'),
      okText: t('act.withdraw'),
      onOk: () =>
        run(
          (version) => call(reviewRoutes.withdrawReports, { body: { items: [{ instrumentId, version }] } }),
          t('withdraw.done'),
        ),
    })
  }
  if (!submits && !withdraws) return null
  return (
    <Flex vertical gap={8}>
      <ProblemAlert problem={problem} />
      <Flex wrap gap={12} align="center">
        {submits && needsDeclaration && (
          <Checkbox checked={declared} onChange={(event) => setDeclared(event.target.checked)}>
            {t('submit.declare')}
          </Checkbox>
        )}
        {submits && (
          <Button
            type="primary"
            loading={busy}
            disabled={needsDeclaration && !declared}
            onClick={() => void submit()}
          >
            {t('act.submit_to_unit')}
          </Button>
        )}
        {withdraws && (
          <Button loading={busy} onClick={withdraw}>
            {t('act.withdraw')}
          </Button>
        )}
      </Flex>
    </Flex>
  )
}
