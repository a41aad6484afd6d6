import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import type { StepResultView } from '#modules/reporting/contract.ts'

/** Tells what a bulk act did: how many went through, and for the others every reason. */
export function useStepResult(nameOf: (instrumentId: number) => string) {
  const { t } = useTranslation('reporting')
  const { message, modal } = App.useApp()
  return (result: StepResultView) => {
    if (result.refused.length === 0) {
      void message.success(t('bulk.done', { count: result.done.length }))
      return
    }
    modal.warning({
      title: t('bulk.some', { done: result.done.length, refused: result.refused.length }),
      width: 640,
      content: (
        <ul className="problem-list">
          {result.refused.map((one) => (
            <li key={one.instrumentId}>
              <strong>{nameOf(one.instrumentId)}</strong>
              <ul className="problem-list">
                {one.refusals.map((refusal) => (
                  <li key={refusal.code}>{refusal.message}</li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      ),
    })
  }
}
