import { day, minute, plus } from '#kernel/time.ts'
import { pauseAfter } from '#platform/mail/send-mail.ts'
import type { Deps } from '#platform/module/module.ts'
import { postMessage } from '#platform/webhook/post-message.ts'
import { robotRequest } from '#platform/webhook/robot-message.ts'
import {
  claimMessage,
  forgetMessages,
  postponeMessages,
  settleLeftMessages,
  settleMessage,
  type WaitingMessage,
} from '../data/webhook-repository.ts'

type Sending = Pick<Deps, 'db' | 'clock' | 'log' | 'config'>

/** After this many attempts, about a day, a message is given up. */
const mostAttempts = 12
/** A claim lives longer than the patience of one attempt; what is older was left by a process that died. */
const claimLife = 10 * minute
const keptFor = 30 * day

/** Answers that will not change: the robot is gone or refuses for good. */
const isFinal = (status: number) => status >= 300 && status < 500 && status !== 408 && status !== 429

async function sendOne(deps: Sending, message: WaitingMessage, signal: AbortSignal): Promise<boolean> {
  const now = deps.clock.now()
  const link = `${deps.config.publicUrl}/app${message.link}`
  let status = 0
  let error: string
  try {
    const request = robotRequest(message, { ...message, link }, now)
    status = await postMessage(request, deps.config.webhookHosts, signal)
    error = `answered ${status}`
  } catch (problem) {
    error = String(problem instanceof Error ? problem.message : problem).slice(0, 300)
  }
  if (status >= 200 && status < 300) {
    await settleMessage(deps.db, message.id, 'sent', deps.clock.now(), null)
    return true
  }
  deps.log.warn({ message: message.id, attempts: message.attempts, error }, 'message not taken')
  if (isFinal(status) || message.attempts >= mostAttempts)
    await settleMessage(deps.db, message.id, 'failed', deps.clock.now(), error)
  else await postponeMessages(deps.db, message, plus(deps.clock.now(), pauseAfter(message.attempts)), error)
  return false
}

/** Sends what is due to webhooks, one after the other; one that fails lets its own messages wait, not those of others. */
export async function sendMessages(deps: Sending, signal: AbortSignal): Promise<number> {
  const now = deps.clock.now()
  await settleLeftMessages(deps.db, plus(now, -claimLife))
  await forgetMessages(deps.db, plus(now, -keptFor))
  let sent = 0
  while (!signal.aborted) {
    const message = await claimMessage(deps.db, deps.clock.now())
    if (message === undefined) break
    if (await sendOne(deps, message, signal)) sent++
  }
  return sent
}
