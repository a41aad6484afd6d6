import { Alert, Button, Flex } from 'antd'
import { useTranslation } from 'react-i18next'
import type { DecisionQueue, QueueState } from './decision-queue.ts'

interface Props {
  readonly state: QueueState
  readonly queue: DecisionQueue
  readonly onUndo: () => void
  readonly onOpen: (subjectId: number) => void
}

/** What is on its way to the server, what did not reach it, and what it did not take. */
export function SendingNote({ state, queue, onUndo, onOpen }: Props) {
  const { t } = useTranslation('reporting')
  const { waiting, sending, notTaken, sent, offline } = state
  return (
    <>
      {offline && (
        <Alert
          className="problem"
          type="warning"
          showIcon
          title={t('sending.offline', { count: waiting.length })}
          action={
            <Button size="small" onClick={() => void queue.flush()}>
              {t('sending.again')}
            </Button>
          }
        />
      )}
      {notTaken.map(({ decision, messages }) => (
        <Alert
          key={decision.key}
          className="problem"
          type="error"
          showIcon
          title={t('sending.notTaken', { name: decision.name })}
          description={messages.join('；')}
          action={
            <Flex gap={8}>
              <Button size="small" onClick={() => onOpen(decision.subjectId)}>
                {t('act.open')}
              </Button>
              <Button size="small" type="text" onClick={() => queue.forget(decision.subjectId)}>
                {t('sending.forget')}
              </Button>
            </Flex>
          }
        />
      ))}
      <Flex gap={8} align="center" wrap className="review-sending" role="status">
        <span>{t('sending.count', { waiting: waiting.length + sending.length, sent })}</span>
        {waiting.length > 0 && (
          <>
            <Button size="small" onClick={onUndo}>
              {t('sending.undo')}
            </Button>
            <Button size="small" loading={sending.length > 0} onClick={() => void queue.flush()}>
              {t('sending.now')}
            </Button>
          </>
        )}
      </Flex>
    </>
  )
}
