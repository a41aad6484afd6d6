import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import type { StepResultView } from '#modules/reporting/contract.ts'

/** So many refused ones are told by name; more are put together by reason. */
const fewest = 8
const namesShown = 5

function ByName({
  refused,
  nameOf,
}: {
  readonly refused: StepResultView['refused']
  readonly nameOf: Named
}) {
  return (
    <ul className="problem-list">
      {refused.map((one) => (
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
  )
}

function ByReason({
  refused,
  nameOf,
}: {
  readonly refused: StepResultView['refused']
  readonly nameOf: Named
}) {
  const { t } = useTranslation('reporting')
  const reasons = Map.groupBy(
    refused.flatMap((one) => one.refusals.map((refusal) => ({ id: one.instrumentId, ...refusal }))),
    (refusal) => refusal.message,
  )
  return (
    <ul className="problem-list">
      {[...reasons].map(([message, those]) => {
        const names = those.slice(0, namesShown).map((one) => nameOf(one.id))
        return (
          <li key={message}>
            <strong>{t('bulk.reason', { message, count: those.length })}</strong>
            <div className="report-second">
              {those.length > namesShown
                ? t('bulk.names', { names: names.join('、'), count: those.length })
                : names.join('、')}
            </div>
          </li>
        )
      })}
    </ul>
  )
}

type Named = (instrumentId: number) => string

/** Tells what a bulk act did: how many went through, and for the others every reason. */
export function useStepResult(nameOf: Named) {
  const { t } = useTranslation('reporting')
  const { message, modal } = App.useApp()
  return (result: StepResultView, success = t('bulk.done', { count: result.done.length })) => {
    const { done, refused } = result
    if (refused.length === 0) {
      void message.success(success)
      return
    }
    const few = refused.length <= fewest
    modal.warning({
      title: t(few ? 'bulk.some' : 'bulk.many', { done: done.length, refused: refused.length }),
      width: 640,
      content: few ? (
        <ByName refused={refused} nameOf={nameOf} />
      ) : (
        <ByReason refused={refused} nameOf={nameOf} />
      ),
    })
  }
}
