import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Problem } from '../lib/client.ts'

interface Props {
  readonly problem: unknown
  readonly onRetry?: () => void
  /** Refusals a form already shows beside their fields. */
  readonly except?: (path: string | undefined) => boolean
}

function shown(problem: unknown, except: Props['except']) {
  if (!(problem instanceof Problem)) return { messages: undefined, unexpected: true }
  const refusals = problem.refusals.filter((refusal) => except?.(refusal.path) !== true)
  return {
    messages: refusals.map((refusal) => refusal.message),
    unexpected: problem.status >= 500 || problem.status === 0,
  }
}

/** Everything an answer refused, all at once; nothing when there is no problem. */
export function ProblemAlert({ problem, onRetry, except }: Props) {
  const { t } = useTranslation('ui')
  if (problem === undefined || problem === null) return null
  const { messages = [t('unexpected')], unexpected } = shown(problem, except)
  if (messages.length === 0) return null
  return (
    <Alert
      className="problem"
      role="alert"
      showIcon
      type={unexpected ? 'error' : 'warning'}
      title={messages[0]}
      description={
        messages.length > 1 ? (
          <ul className="problem-list">
            {messages.slice(1).map((message) => (
              <li key={message}>{message}</li>
            ))}
          </ul>
        ) : undefined
      }
      action={onRetry === undefined ? undefined : <Button onClick={onRetry}>{t('retry')}</Button>}
    />
  )
}
