import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { instantOf } from '#kernel/time.ts'
import { robotRequest } from './robot-message.ts'

const now = instantOf('2026-11-24T00:00:00Z')
const message = {
  id: 7,
  topic: 'booking',
  title: '预约已确认',
  body: '至 11:00',
  link: 'https://gy.test/app/bookings',
}
const text = '预约已确认\n至 11:00\nhttps://gy.test/app/bookings'
const address = 'https://robot.example/send?access_token=x'
const sent = (format: 'wecom' | 'dingtalk' | 'feishu' | 'json', signSecret: string) => {
  const request = robotRequest({ format, address, signSecret }, message, now)
  return { ...request, body: JSON.parse(request.body) as Record<string, unknown>, raw: request.body }
}

describe('A message for a robot', () => {
  test('of WeCom is a text', () => {
    expect(sent('wecom', '')).toMatchObject({ address, body: { msgtype: 'text', text: { content: text } } })
  })

  test('of DingTalk carries time and signature in its address', () => {
    const url = new URL(sent('dingtalk', 'SECabc').address)
    const wanted = createHmac('sha256', 'SECabc').update(`${now}\nSECabc`).digest('base64')
    expect(Object.fromEntries(url.searchParams)).toEqual({
      access_token: 'x',
      timestamp: String(now),
      sign: wanted,
    })
    expect(sent('dingtalk', '').address).toBe(address)
  })

  test('of Feishu carries them in its body', () => {
    const timestamp = String(now / 1000)
    const sign = createHmac('sha256', `${timestamp}\nabc`).update('').digest('base64')
    expect(sent('feishu', 'abc').body).toEqual({ timestamp, sign, msg_type: 'text', content: { text } })
  })

  test('for a program is plain JSON with a signature over all of it', () => {
    const { body, raw, headers } = sent('json', 'abc')
    expect(body).toMatchObject({ id: 7, topic: 'booking', title: '预约已确认' })
    expect(headers['x-gongyi-signature']).toBe(
      `sha256=${createHmac('sha256', 'abc').update(raw).digest('hex')}`,
    )
  })
})
