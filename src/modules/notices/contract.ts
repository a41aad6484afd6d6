import { z } from 'zod'
import { webhookContract } from './contract/webhooks.ts'
import { noticeChannels, noticeTopics } from './domain/notice-topics.ts'

export const InboxNoticeView = z
  .object({
    id: z.int(),
    topic: z.string(),
    /** Code under which the sending module words it; for programs. */
    code: z.string(),
    title: z.string(),
    text: z.string(),
    /** Below /app. */
    link: z.string(),
    createdAt: z.string(),
    readAt: z.string().optional(),
  })
  .meta({ id: 'InboxNotice' })
export type InboxNoticeView = z.infer<typeof InboxNoticeView>

const Unread = z.object({ unread: z.int() })
const Choice = z.object({ topic: z.enum(noticeTopics), channel: z.enum(noticeChannels) })
export const NoticeChoicesView = z
  .object({
    choices: z.array(Choice),
    /** Where mail goes; absent when the account has no address. */
    email: z.string().optional(),
    siteSendsMail: z.boolean(),
    /** Hour of the day (0–23, Asia/Shanghai) of one message with all notices; absent: told one by one. */
    digestHour: z.int().optional(),
    hasWebhook: z.boolean(),
  })
  .meta({ id: 'NoticeChoices' })
export type NoticeChoicesView = z.infer<typeof NoticeChoicesView>

export { robotFormats } from './domain/robot-formats.ts'
export { noticeChannels, noticeTopics }

export const noticesContract = {
  ...webhookContract,
  inbox: {
    method: 'GET',
    path: '/api/v1/inbox',
    summary: 'What the program told the reader, newest first, in the language asked for',
    access: 'signed-in',
    query: z.object({
      unread: z.enum(['true', 'false']).default('false'),
      before: z.coerce.number().int().optional(),
      limit: z.coerce.number().int().min(1).max(100).default(30),
    }),
    reply: { status: 200, body: z.object({ items: z.array(InboxNoticeView), next: z.int().optional() }) },
  },
  unreadNotices: {
    method: 'GET',
    path: '/api/v1/inbox/unread',
    summary: 'How many of the reader’s notices are unread',
    access: 'signed-in',
    reply: { status: 200, body: Unread },
  },
  markNoticesRead: {
    method: 'POST',
    path: '/api/v1/inbox/read',
    summary: 'Mark notices as read: those named, or all when none are named',
    access: 'signed-in',
    body: z.object({ ids: z.array(z.int()).min(1).max(500).optional() }),
    reply: { status: 200, body: Unread },
  },
  noticeChoices: {
    method: 'GET',
    path: '/api/v1/inbox/choices',
    summary: 'By which way the reader is told of each topic, and when of all at once',
    access: 'signed-in',
    reply: { status: 200, body: NoticeChoicesView },
  },
  chooseNotices: {
    method: 'PUT',
    path: '/api/v1/inbox/choices',
    summary:
      'Choose for topics whether and by which way to be told: product, mail, webhook; and a daily digest',
    access: 'signed-in',
    body: z.object({
      choices: z.array(Choice).max(noticeTopics.length),
      /** Null: no digest; absent: as it is. */
      digestHour: z.int().min(0).max(23).nullable().optional(),
    }),
    reply: { status: 200, body: NoticeChoicesView },
  },
} as const
