import { createHmac } from 'node:crypto'
import { type Instant, isoOf } from '#kernel/time.ts'

/** Whose robot reads the message: WeCom, DingTalk, Feishu, or a program that takes plain JSON. */
export type RobotFormat = 'wecom' | 'dingtalk' | 'feishu' | 'json'

/** Where and how a message is sent. */
export interface Robot {
  readonly format: RobotFormat
  readonly address: string
  /** Empty: not signed. WeCom knows no signature, its address is the secret. */
  readonly signSecret: string
}
export interface RobotMessage {
  /** The same for every attempt, so that a receiver can leave out repetitions. */
  readonly id: number
  readonly topic: string
  readonly title: string
  readonly body: string
  /** Whole address of the page it is about. */
  readonly link: string
}
/** A request ready to be sent. */
export interface RobotRequest {
  readonly address: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const hmac = (key: string, text: string) => createHmac('sha256', key).update(text)

/** DingTalk: the signature of time and secret goes into the address. */
function dingtalkAddress({ address, signSecret }: Robot, now: Instant): string {
  if (signSecret === '') return address
  const url = new URL(address)
  url.searchParams.set('timestamp', String(now))
  url.searchParams.set('sign', hmac(signSecret, `${now}\n${signSecret}`).digest('base64'))
  return url.href
}

/** Feishu: nothing, signed with time and secret, goes into the body. */
function feishuSign(signSecret: string, now: Instant) {
  if (signSecret === '') return {}
  const timestamp = String(Math.floor(now / 1000))
  return { timestamp, sign: hmac(`${timestamp}\n${signSecret}`, '').digest('base64') }
}

/** The message as the robot of that format takes it. */
export function robotRequest(robot: Robot, message: RobotMessage, now: Instant): RobotRequest {
  const { format, address, signSecret } = robot
  const text = [message.title, message.body, message.link].filter((line) => line !== '').join('\n')
  const headers = { 'content-type': 'application/json; charset=utf-8' }
  if (format === 'wecom')
    return { address, headers, body: JSON.stringify({ msgtype: 'text', text: { content: text } }) }
  if (format === 'dingtalk')
    return {
      address: dingtalkAddress(robot, now),
      headers,
      body: JSON.stringify({ msgtype: 'text', text: { content: text } }),
    }
  if (format === 'feishu')
    return {
      address,
      headers,
      body: JSON.stringify({ ...feishuSign(signSecret, now), msg_type: 'text', content: { text } }),
    }
  const body = JSON.stringify({ ...message, sentAt: isoOf(now) })
  const signature =
    signSecret === '' ? {} : { 'x-gongyi-signature': `sha256=${hmac(signSecret, body).digest('hex')}` }
  return { address, headers: { ...headers, ...signature }, body }
}
